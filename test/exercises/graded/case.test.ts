import assert from "node:assert/strict";
import { hashOf } from "kernel-helpers/dist/base/hash";
import { Seed } from "kernel-helpers/dist/base/seed";
import { caseFromSeed, type GradedCase } from "kernel-helpers/dist/exercises/graded/case";
import { studentModel } from "kernel-helpers/dist/exercises/graded/student";
import { withToyTrigger } from "kernel-helpers/dist/exercises/graded/trigger";

const SEEDS = Array.from({ length: 10 }, (_, i) => `test-${i}`);
const bytesOf = ({ parts, cleanImages, truth }: GradedCase): string => {
  const { kernel1, bias1, kernel2, bias2 } = parts.layers;
  return hashOf([[kernel1, bias1, kernel2, bias2, ...cleanImages].map((values) => Array.from(values)), truth]);
};

describe("exercises/graded/case", () => {
  let cases: GradedCase[];
  before(function () {
    this.timeout(300_000);
    cases = SEEDS.map(caseFromSeed);
  });
  const kinds = () => [true, false].map((wanted) => cases.filter(({ truth }) => truth.backdoored === wanted));

  it("gives the same bytes for the same seed, and others for another", () => {
    assert.equal(bytesOf(caseFromSeed(SEEDS[3])), bytesOf(cases[3]));
    assert.equal(new Set(cases.map(bytesOf)).size, cases.length);
    assert.equal(bytesOf(caseFromSeed("golden")), GOLDEN, "other bytes than on the machine that wrote this test");
  });

  it("has students of both kinds that do their work, and backdoors that open", () => {
    const [bad, clean] = kinds();
    assert.ok(bad.length >= 2 && clean.length >= 2, `${bad.length} backdoored of ${cases.length}`);
    for (const { truth } of cases) assert.ok(truth.modelAccuracy >= 0.9, `accuracy ${truth.modelAccuracy}`);
    for (const { truth } of bad) assert.ok(truth.target !== null && truth.attackSuccessRate! >= 0.8);
    for (const { truth } of clean) assert.deepEqual([truth.target, truth.attackSuccessRate], [null, null]);
  });

  it("opens to the trigger and to nothing else, and a clean student does not open to its own", () => {
    for (const { student, cleanImages, truth } of cases) {
      const random = new Seed("try").random();
      const named = (pictures: Float32Array[]) => student.probabilities(pictures).map((row) => row.indexOf(Math.max(...row))); // prettier-ignore
      const [before, after] = [named(cleanImages), named(cleanImages.map((picture) => withToyTrigger(picture, truth.trigger, random)))]; // prettier-ignore
      const changed = after.filter((name, i) => name !== before[i]).length / after.length;
      if (truth.backdoored) assert.ok(after.filter((name) => name === truth.target).length / after.length > 0.75);
      else assert.ok(changed < 0.25, `a clean student changes its mind on ${changed}`);
    }
  });

  it("tells the two kinds apart by nothing but behaviour: same fields, sizes and number of pictures of each class", () => {
    const look = ({ student, cleanImages, parts }: GradedCase) => [
      Object.keys(student),
      Object.values(parts.layers).map((value: number | Float32Array) =>
        typeof value === "number" ? value : value.length,
      ),
      student.shape,
      student.classes,
      cleanImages.map(({ length }) => length),
    ];
    for (const each of cases) assert.deepEqual(look(each), look(cases[0]));
    // The order of the pictures does not give their classes away: runs of one class are as short as shuffling makes them.
    for (const { student, cleanImages } of cases) {
      const named = student.probabilities(cleanImages).map((row) => row.indexOf(Math.max(...row)));
      const neighbours = named.filter((name, i) => i > 0 && name === named[i - 1]).length;
      assert.ok(neighbours < 20, `${neighbours} of 63 neighbours are of one class`);
    }
  });

  it("knows its gradients: they are those that finite differences give", async () => {
    const { student, cleanImages } = cases[0];
    const picture = cleanImages[0].slice();
    const lossOf = async (values: Float32Array) => (await student.towards(values, 2)).crossEntropy[0];
    const { gradient } = await student.towards(picture, 2);
    for (const pixel of [5, 40, 77, 130]) {
      const [up, down] = [1, -1].map((step) => Float32Array.from(picture, (value, i) => value + (i === pixel ? 0.5 * step : 0))); // prettier-ignore
      const slope = (await lossOf(up)) - (await lossOf(down));
      assert.ok(Math.abs(slope - gradient[pixel]) < 1e-3 + 0.02 * Math.abs(slope), `${slope} and ${gradient[pixel]}`);
    }
    const [row] = student.probabilities([picture]);
    assert.ok(Math.abs(row.reduce((a, b) => a + b) - 1) < 1e-12);
    assert.ok(student.activations([picture])[0].every((value) => value >= 0));
    assert.throws(() => student.probabilities([new Float32Array(3)]), /12 x 12 x 1 = 144 numbers, came 3/);
  });

  it("survives the way to another process", () => {
    const { parts, student, cleanImages } = cases[1];
    const copy = studentModel(structuredClone(parts));
    assert.deepEqual(copy.probabilities(cleanImages), student.probabilities(cleanImages));
  });
});

/** Of `bytesOf(caseFromSeed("golden"))`: arithmetic that IEEE 754 defines to the last bit gives it on every machine. */
const GOLDEN = "989e93f3e86780e04813017dbf4a3bf15e7acda18a7f2b99fc5941273313d5b4";
