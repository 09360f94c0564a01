import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { removeStaleOutput } from "../../setup/stale-output.mjs";

describe("setup/stale-output", () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "stale-"));
  after(() => fs.rmSync(folder, { recursive: true }));
  const put = (...names: string[]) => {
    for (const name of names) {
      fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
      fs.writeFileSync(path.join(folder, name), "");
    }
  };

  it("removes what was compiled of a module that is gone, and nothing else", () => {
    put("src/kept.ts", "src/room/kept.ts");
    put(
      "dist/kept.js",
      "dist/kept.d.ts",
      "dist/kept.js.map",
      "dist/room/kept.js",
      "dist/.tsbuildinfo",
      "dist/data.json",
    );
    put("dist/gone.js", "dist/gone.d.ts.map", "dist/room/gone.js");
    const removed = removeStaleOutput(path.join(folder, "dist"), path.join(folder, "src"));
    assert.deepEqual(removed.sort(), ["gone.d.ts.map", "gone.js", path.join("room", "gone.js")]);
    const left = fs.readdirSync(path.join(folder, "dist"), { recursive: true, encoding: "utf8" }).sort();
    assert.deepEqual(left, [".tsbuildinfo", "data.json", "kept.d.ts", "kept.js", "kept.js.map", "room", path.join("room", "kept.js")].sort()); // prettier-ignore
  });

  it("has nothing to do where nothing was compiled", () => {
    assert.deepEqual(removeStaleOutput(path.join(folder, "nowhere"), path.join(folder, "src")), []);
  });
});
