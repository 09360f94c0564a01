export * from "./base/errors";
