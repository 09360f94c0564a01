import fs from "node:fs";
import path from "node:path";
import { projectRoot } from "kernel-helpers/dist/base/paths";

const compiled = path.join(projectRoot(), "kernel-helpers", "dist");

/** What a compiled module needs of its own room, itself among it, found by reading the files. */
export function needsOf(module: string, found = new Set<string>()): Set<string> {
  if (found.has(module)) return found;
  found.add(module);
  const code = fs.readFileSync(path.join(compiled, `${module}.js`), "utf8");
  for (const [, name] of code.matchAll(/require\("(\.\.?\/[^"]+)"\)/g)) {
    const needed = path.join(path.dirname(module), name);
    const isFolder = !fs.existsSync(path.join(compiled, `${needed}.js`));
    if (needed.startsWith("teachers/")) needsOf(isFolder ? path.join(needed, "index") : needed, found);
  }
  return found;
}
