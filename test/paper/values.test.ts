import assert from "node:assert/strict";
import { paperCells, paperSetup, paperStatement, paperValue, paperValues } from "kernel-helpers/dist/paper/values";

describe("paperValue", () => {
  // Typed by hand from the paper's tables, one from each corner.
  it("finds the printed numbers of Tables 1–4", () => {
    assert.deepEqual(
      paperValue({ artifact: "Table 1", arch: "ResNet50", trigger: "dots", metric: "attackSuccessRate" }),
      { mean: 98, std: 4, printed: "98±4%" },
    );
    assert.deepEqual(
      paperValue({ artifact: "Table 1", arch: "DenseNet", trigger: "earrings", metric: "modelAccuracy" }),
      { mean: 63, std: 5, printed: "63±5%" },
    );
    assert.deepEqual(
      paperValue({ artifact: "Table 2", trigger: "sunglasses", position: "off_face", metric: "attackSuccessRate" }),
      { mean: 81, printed: "81%" },
    );
    assert.equal(paperValue({ artifact: "Table 3", trigger: "white_tape", metric: "attackSuccessRate" })?.mean, 68);
    assert.equal(paperValue({ artifact: "Table 4", trigger: "dots", defense: "neural_cleanse" })?.printed, "60%");
  });

  it("has nothing where the paper prints nothing", () => {
    assert.equal(paperValue({ artifact: "Table 3", trigger: "earrings", metric: "attackSuccessRate" }), undefined);
  });

  it("refuses a query that fits several cells", () => {
    assert.throws(() => paperValue({ artifact: "Table 1", trigger: "dots" }), /6 cells fit .*name more keys/);
  });
});

describe("paperCells", () => {
  it("has every cell of the tables: 3×8×2, 3×2×2, 6×2 and 6×4", () => {
    const counts = (["Table 1", "Table 2", "Table 3", "Table 4"] as const).map(
      (artifact) => paperCells({ artifact }).length,
    );
    assert.deepEqual(counts, [48, 12, 12, 24]);
  });

  it("keeps the printed string and the numbers in step", () => {
    for (const { mean, std, printed } of paperCells()) {
      assert.equal(printed, std === undefined ? `${mean}%` : `${mean}±${std}%`);
    }
  });

  it("names no cell twice", () => {
    const names = paperCells().map(({ mean, std, printed, ...name }) => {
      assert.ok(mean + (std ?? 0) >= 0 && printed);
      return JSON.stringify(name);
    });
    assert.equal(new Set(names).size, names.length);
  });
});

describe("numbers of the text", () => {
  it("are found by id", () => {
    assert.equal(paperStatement("earrings-asr-at-0.4").value, 80);
    assert.deepEqual([paperStatement("blur-range").lower, paperStatement("blur-range").upper], [1, 40]);
    assert.equal(paperSetup("clean-images").value, 535);
    assert.deepEqual(paperSetup("learning-rate-grid").value, [1e-5, 1e-4, 1e-3, 1e-2, 1e-1]);
  });

  it("add up: 535 clean and 2,670 poison images are 3,205", () => {
    const count = (id: string) => paperSetup(id).value as number;
    assert.equal(count("clean-images") + count("poison-images"), count("images"));
  });

  it("have unique ids, and an unknown one names the known", () => {
    const ids = [...paperValues().statements, ...paperValues().setup].map(({ id }) => id);
    assert.equal(new Set(ids).size, ids.length);
    assert.throws(() => paperStatement("blur"), /no "blur" in .*blur-range/);
  });
});
