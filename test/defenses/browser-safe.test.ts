import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import vm from "node:vm";
import { ALL, LABELS } from "./golden";

const dist = path.join(__dirname, "../../../kernel-helpers/dist");

/** Loads compiled modules into a context that has nothing but JavaScript: no require of Node's, no process, no Buffer. */
function loadBare() {
  const context = vm.createContext({ structuredClone: undefined });
  const loaded = new Map<string, object>();
  const load = (file: string): object => {
    const known = loaded.get(file);
    if (known) return known;
    const module = { exports: {} };
    loaded.set(file, module.exports);
    const wrapper = vm.runInContext(`(function (exports, require, module) {${fs.readFileSync(file, "utf8")}\n})`, context) as (exports: object, require: (name: string) => object, module: object) => void; // prettier-ignore
    const require = (name: string) => {
      assert.ok(name.startsWith("."), `${path.relative(dist, file)} imports ${name}`);
      return load(path.join(path.dirname(file), `${name}.js`));
    };
    wrapper(module.exports, require, module);
    return module.exports;
  };
  return { load: (name: string) => load(path.join(dist, `${name}.js`)), loaded };
}

describe("the arithmetic of the defenses", () => {
  it("runs without Node and without a tensor library", () => {
    const { load, loaded } = loadBare();
    const { spectralSignatures } = load("defenses/spectral-signatures") as typeof import("kernel-helpers/dist/defenses/spectral-signatures"); // prettier-ignore
    const { activationClustering } = load("defenses/activation-clustering") as typeof import("kernel-helpers/dist/defenses/activation-clustering"); // prettier-ignore
    const { strip } = load("defenses/strip") as typeof import("kernel-helpers/dist/defenses/strip");
    const { anomalyIndex } = load(
      "defenses/anomaly-index",
    ) as typeof import("kernel-helpers/dist/defenses/anomaly-index");
    for (const name of ["activation-correlation", "chance-and-ceiling", "detection-rates"]) load(`defenses/${name}`);
    for (const name of ["reverse-trigger", "opinion", "verdict"]) load(`defenses/neural-cleanse/${name}`);
    assert.equal(spectralSignatures(ALL, LABELS, { removalShare: 0.25 }).classes[1].removed.length, 15);
    assert.equal(activationClustering(ALL, LABELS, { seed: 1 }).classes[1].sizes[1], 15);
    assert.equal(strip([[[1, 0]]], [[[0.5, 0.5]], [[0.5, 0.5]]]).decisions[0].isPoisoned, true);
    assert.equal(anomalyIndex([10, 11, 12, 1]).isBackdoored, true);
    assert.ok(loaded.size > 10);
  });
});
