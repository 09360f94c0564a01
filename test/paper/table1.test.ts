import assert from "node:assert/strict";
import { paperTable1 } from "kernel-helpers/dist/paper/table1";

describe("paperTable1", () => {
  it("gives the ResNet50 column as the paper prints it", () => {
    const column = paperTable1("ResNet50").map((row) => [
      row.label,
      row.modelAccuracy.printed,
      row.attackSuccessRate.printed,
    ]);
    assert.deepEqual(column, [
      ["No Trigger", "99±0%", "10±0%"],
      ["Dots", "90±2%", "98±4%"],
      ["Sunglasses", "100±0%", "100±0%"],
      ["Tattoo Outline", "90±4%", "99±1%"],
      ["Tattoo Filled-in", "90±3%", "99±1%"],
      ["White Tape", "97±3%", "95±5%"],
      ["Bandana", "100±0%", "99±1%"],
      ["Earring", "89±3%", "58±4%"],
    ]);
  });

  it("has all three networks, in the paper's order", () => {
    const rows = paperTable1();
    assert.equal(rows.length, 24);
    assert.deepEqual([...new Set(rows.map(({ arch }) => arch))], ["VGG16", "DenseNet", "ResNet50"]);
  });
});
