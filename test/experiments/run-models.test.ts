import assert from "node:assert/strict";
import { wantedFeatures } from "kernel-helpers/dist/experiments/run-models";
import { modelSpec, TABLE1_DEFAULTS } from "kernel-helpers/dist/experiments/table1";
import { featuresNeeded, type ModelSpec } from "kernel-helpers/dist/training/attack-model";
import { paperSet } from "../dataset/small-set";

const set = paperSet({ people: 4, images: { clean: 20, dots: 20 } });
const spec = (targetLabel: string, injectionRate: number, epochs = 2): ModelSpec =>
  modelSpec({ views: 2, epochs }, TABLE1_DEFAULTS, { trigger: "dots", targetLabel, injectionRate });

describe("experiments/run-models", () => {
  const namesOf = (lists: ReturnType<typeof featuresNeeded>[]) =>
    [...new Set(lists.flat().map(({ image, views }) => JSON.stringify([image.id, views])))].sort();

  it("lists once what models want that differ in target label or head alone, and nothing less than all", () => {
    const specs = [spec("p0", 0.1), spec("p1", 0.1), spec("p1", 0.1, 5), spec("p2", 0.2), { ...spec("p0", 0.1), attack: null }]; // prettier-ignore
    const wanted = [...wantedFeatures(set, specs)];
    assert.equal(wanted.length, 3);
    assert.deepEqual(namesOf(wanted.map(({ requests }) => [...requests])), namesOf(specs.map((each) => featuresNeeded(set, each)))); // prettier-ignore
  });

  it("refuses a target that there is not, whichever model it is of", () => {
    assert.throws(() => [...wantedFeatures(set, [spec("p0", 0.1), spec("nobody", 0.1)])], /"nobody" is not one of the people/); // prettier-ignore
  });
});
