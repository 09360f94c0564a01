import * as path from "node:path";
import { localPath, projectRoot } from "../base/paths";

/** The two folders that lie elsewhere on other machines, and are the same below. */
const ROOTS = [
  { name: "local:", folder: () => localPath() },
  { name: "project:", folder: projectRoot },
];

/** A path below the local folder or the project as every machine understands it; any other text as it is. */
export function portableText(text: string): string {
  const root = ROOTS.find(({ folder }) => text.startsWith(folder() + path.sep));
  if (!root) return text;
  return root.name + text.slice(root.folder().length + 1).split(path.sep).join("/"); // prettier-ignore
}

/** The same path on this machine. */
export function localText(text: string): string {
  const root = ROOTS.find(({ name }) => text.startsWith(name));
  return root ? path.join(root.folder(), ...text.slice(root.name.length).split("/")) : text;
}

/** Plain JSON with every text in it changed. */
export function mapTexts(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === "string") return change(value);
  if (Array.isArray(value)) return value.map((item) => mapTexts(item, change));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, mapTexts(item, change)]));
}
