import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { projectRoot } from "kernel-helpers/dist/base/paths";

const ARITHMETIC = ["attention", "cam", "grad-cam", "grad-cam-plus-plus", "hires-cam", "on-photograph", "resize"];

/** A compiled module and everything that it requires, directly or not. */
function neededBy(file: string, found = new Set<string>()): Set<string> {
  if (found.has(file)) return found;
  found.add(file);
  if (!file.startsWith(".")) return found; // a package, or one of Node's own modules
  const code = fs.readFileSync(path.join(projectRoot(), "kernel-helpers/dist/cam", `${file}.js`), "utf8");
  for (const [, name] of code.matchAll(/require\("([^"]+)"\)/g)) {
    neededBy(name.startsWith(".") ? `./${path.join(path.dirname(file), name)}` : name, found);
  }
  return found;
}

describe("cam's arithmetic", () => {
  it("needs neither Node nor a tensor library nor a model", () => {
    const needed = new Set(ARITHMETIC.flatMap((module) => [...neededBy(`./${module}`)]));
    const others = [...needed].filter((file) => !ARITHMETIC.includes(file.slice(2)));
    assert.deepEqual(others.sort(), ["./../augmentation/affine", "./feature-map", "./positive-part"]);
  });
});
