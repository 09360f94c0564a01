// What cells import: `import { show, notebookProgress } from "kernel-helpers"`.
export * from "./base/errors";
export * from "./base/progress";
export * from "./base/seed";
export * from "./paper/triggers";
export * from "./figures/figure";
export * from "./figures/frame";
export * from "./figures/table";
export * from "./figures/table-markup";
export * from "./figures/theme";
export * from "./notebook/display";
export * from "./notebook/parameters";
export * from "./notebook/progress";
export * from "./notebook/show";
