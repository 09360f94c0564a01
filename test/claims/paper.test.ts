import assert from "node:assert/strict";
import fc from "fast-check";
import { evaluateClaim } from "kernel-helpers/dist/claims/evaluate";
import { paperClaims } from "kernel-helpers/dist/paper/claims";
import { measuresOf, type MeasureEntry, type MeasureQuery } from "kernel-helpers/dist/paper/measures";
import { printedEntries, printedMeasures } from "kernel-helpers/dist/paper/printed-measures";

const printed = printedMeasures();
const PAPER_WORD = { holds: "holds", fails: "fails", "not measured": "not checkable" } as const;

describe("the 60 claims on the paper's own printed numbers", () => {
  for (const claim of paperClaims()) {
    it(`${claim.id} ${claim.paperVerdict}${claim.inPart ? " in part" : ""}`, () => {
      const { verdict, partial } = evaluateClaim(claim.id, printed);
      assert.deepEqual([PAPER_WORD[verdict], partial], [claim.paperVerdict, claim.inPart ?? false]);
    });
  }

  it("34 hold, 3 fail, 23 cannot be checked", () => {
    const verdicts = paperClaims().map(({ id }) => evaluateClaim(id, printed).verdict);
    const count = (wanted: string) => verdicts.filter((verdict) => verdict === wanted).length;
    assert.deepEqual([count("holds"), count("fails"), count("not measured")], [34, 3, 23]);
  });

  it("says what is missing where a claim cannot be checked, and only then shows no numbers", () => {
    for (const { id } of paperClaims()) {
      const { verdict, evidence, needs, measuredOn } = evaluateClaim(id, printed);
      assert.equal(verdict === "not measured", evidence.length === 0, id);
      assert.equal(verdict === "not measured", measuredOn === "", id);
      if (verdict === "not measured") assert.notEqual(needs, "", id);
    }
  });
});

/** One printed number, a value at which the claim's verdict is just kept, and one at which it has just turned. */
interface Turn {
  change: Partial<MeasureQuery>;
  of: "mean" | "std";
  keeps: number;
  turns: number;
}

const asr = (arch: MeasureQuery["arch"], trigger: MeasureQuery["trigger"], rate = 0.25): Partial<MeasureQuery> => ({
  metric: "attackSuccessRate",
  experiment: "attack",
  arch,
  trigger,
  injectionRate: rate,
});
const ma = (arch: MeasureQuery["arch"], trigger: MeasureQuery["trigger"], rate = 0.25): Partial<MeasureQuery> => ({
  ...asr(arch, trigger, rate),
  metric: "modelAccuracy",
});
const detected = (defense: MeasureQuery["defense"], trigger: MeasureQuery["trigger"]): Partial<MeasureQuery> => ({
  metric: "detectionRate",
  defense,
  trigger,
});
const partial = (metric: MeasureQuery["metric"], trigger: MeasureQuery["trigger"]): Partial<MeasureQuery> => ({
  metric,
  experiment: "partial control",
  trigger,
});
const placed = (
  metric: MeasureQuery["metric"],
  trigger: MeasureQuery["trigger"],
  position: MeasureQuery["position"],
): Partial<MeasureQuery> => ({ metric, experiment: "on and off face", trigger, position });

/** Both values lie at the bound, so that a wrong threshold, a wrong sign or a bound wrongly included shows. */
const TURNS: Record<string, Turn> = {
  C01: { change: asr("VGG16", "dots"), of: "mean", keeps: 90.1, turns: 90 },
  C02: { change: asr("ResNet50", "bandana"), of: "mean", keeps: 90.1, turns: 90 },
  C03: { change: asr("DenseNet", "white_tape"), of: "mean", keeps: 90, turns: 91 },
  C04: { change: asr("DenseNet", "white_tape"), of: "mean", keeps: 80, turns: 79.9 },
  C05: { change: asr("DenseNet", "earrings"), of: "mean", keeps: 89.9, turns: 90 },
  C06: { change: asr("DenseNet", "white_tape"), of: "mean", keeps: 85, turns: 86 },
  C07: { change: asr("ResNet50", "earrings"), of: "mean", keeps: 75, turns: 75.1 },
  C08: { change: asr("VGG16", "sunglasses"), of: "mean", keeps: 79, turns: 78.9 },
  C09: { change: asr("DenseNet", "no_trigger", 0), of: "mean", keeps: 12, turns: 12.1 },
  C10: { change: ma("ResNet50", "no_trigger", 0), of: "mean", keeps: 99, turns: 98.9 },
  C11: { change: ma("VGG16", "bandana"), of: "mean", keeps: 98, turns: 97.9 },
  C12: { change: ma("DenseNet", "no_trigger", 0), of: "mean", keeps: 92.1, turns: 92 },
  C13: { change: ma("ResNet50", "dots"), of: "mean", keeps: 90, turns: 89.9 },
  C14: { change: ma("VGG16", "earrings"), of: "mean", keeps: 95, turns: 95.1 },
  C15: { change: asr("DenseNet", "sunglasses"), of: "mean", keeps: 94, turns: 93.9 },
  C16: { change: ma("ResNet50", "tattoo_outline"), of: "mean", keeps: 92, turns: 92.1 },
  C17: { change: asr("ResNet50", "white_tape"), of: "std", keeps: 5, turns: 5.1 },
  C22: { change: asr("VGG16", "bandana"), of: "mean", keeps: 98, turns: 97.9 },
  C24: { change: ma("VGG16", "white_tape"), of: "mean", keeps: 95, turns: 94.9 },
  C25: { change: asr("VGG16", "earrings", 0.4), of: "mean", keeps: 85, turns: 85.1 },
  C26: { change: ma("VGG16", "earrings", 0.4), of: "mean", keeps: 80, turns: 80.1 },
  C38: { change: placed("attackSuccessRate", "bandana", "on_face"), of: "mean", keeps: 98, turns: 97.9 },
  C39: { change: placed("attackSuccessRate", "sunglasses", "off_face"), of: "mean", keeps: 84, turns: 84.1 },
  C40: { change: placed("modelAccuracy", "bandana", "off_face"), of: "mean", keeps: 95, turns: 95.1 },
  C41: { change: placed("attackSuccessRate", "earrings", "on_face"), of: "mean", keeps: 96, turns: 95.9 },
  C42: { change: asr("VGG16", "tattoo_outline"), of: "mean", keeps: 89, turns: 88.9 },
  C43: { change: partial("modelAccuracy", "white_tape"), of: "mean", keeps: 95, turns: 94.9 },
  C44: { change: partial("attackSuccessRate", "white_tape"), of: "mean", keeps: 84.9, turns: 85 },
  C45: { change: partial("attackSuccessRate", "dots"), of: "mean", keeps: 68.1, turns: 68 },
  C46: { change: partial("attackSuccessRate", "tattoo_outline"), of: "mean", keeps: 97, turns: 96.9 },
  C47: { change: partial("attackSuccessRate", "dots"), of: "mean", keeps: 90, turns: 90.1 },
  C50: { change: detected("neural_cleanse", "bandana"), of: "mean", keeps: 10, turns: 10.1 },
  C52: { change: detected("spectral_signatures", "sunglasses"), of: "mean", keeps: 39, turns: 38.9 },
  C54: { change: detected("activation_clustering", "bandana"), of: "std", keeps: 15, turns: 14.9 },
  C55: { change: detected("activation_clustering", "white_tape"), of: "mean", keeps: 65, turns: 65.1 },
  C58: { change: detected("strip", "sunglasses"), of: "mean", keeps: 49.9, turns: 50 },
  C60: { change: detected("neural_cleanse", "dots"), of: "mean", keeps: 60, turns: 60.1 },
};

const matches = (entry: MeasureEntry, query: Partial<MeasureQuery>) =>
  Object.entries(query).every(([key, value]) => entry[key as keyof MeasureQuery] === value);

describe("one changed number turns the verdict of", () => {
  it("every claim that the paper's numbers decide", () => {
    const decided = paperClaims().filter(({ paperVerdict }) => paperVerdict !== "not checkable");
    assert.deepEqual(
      Object.keys(TURNS),
      decided.map(({ id }) => id),
    );
  });

  for (const [id, { change, of, keeps, turns }] of Object.entries(TURNS)) {
    const verdictAt = (value: number) => {
      const changed = printedEntries().map((entry) => (matches(entry, change) ? { ...entry, [of]: value } : entry));
      return evaluateClaim(id, measuresOf(id === "C12" ? changed.map(mendResNet50) : changed)).verdict;
    };
    it(id, () => {
      assert.equal(printedEntries().filter((entry) => matches(entry, change)).length, 1, "the change names one number");
      const before = evaluateClaim(id, printed).verdict;
      assert.deepEqual([verdictAt(keeps), verdictAt(turns)], [before, before === "holds" ? "fails" : "holds"]);
    });
  }
});

describe("each half of a claim with two halves turns it", () => {
  const halves: [id: string, change: Partial<MeasureQuery>, mean: number][] = [
    ["C15", ma("DenseNet", "sunglasses"), 98.9],
    ["C16", asr("VGG16", "tattoo_outline"), 96.9],
    ["C25", asr("VGG16", "earrings"), 80],
    ["C26", ma("VGG16", "earrings"), 84.9],
    ["C45", partial("attackSuccessRate", "white_tape"), 80],
    ["C50", detected("neural_cleanse", "dots"), 60.1],
    ["C52", detected("spectral_signatures", "bandana"), 50.1],
    ["C54", detected("activation_clustering", "tattoo_outline"), 60.1],
    ["C58", { metric: "falsePositiveRate", defense: "strip", trigger: "dots" }, 6.1],
  ];
  for (const [id, change, mean] of halves) {
    it(id, () => {
      const changed = printedEntries().map((entry) => (matches(entry, change) ? { ...entry, mean } : entry));
      assert.equal(evaluateClaim(id, measuresOf(changed)).verdict, "fails");
    });
  }
});

/** Two networks break C12: it turns only when the other is mended too. */
const mendResNet50 = (entry: MeasureEntry): MeasureEntry =>
  matches(entry, ma("ResNet50", "no_trigger", 0)) ? { ...entry, mean: 92 } : entry;

describe("with some of the paper's numbers missing", () => {
  const holding = paperClaims().filter(({ paperVerdict }) => paperVerdict === "holds");
  const all = printedEntries();

  it("a claim that holds never fails: it holds, in part, or is not measured", () => {
    const someKept = fc.array(fc.boolean(), { minLength: all.length, maxLength: all.length });
    fc.assert(
      fc.property(fc.constantFrom(...holding), someKept, ({ id }, kept) => {
        const verdict = evaluateClaim(id, measuresOf(all.filter((_, i) => kept[i])));
        assert.notEqual(verdict.verdict, "fails");
        if (verdict.verdict === "holds" && !verdict.partial) assert.equal(verdict.needs, "");
      }),
      { numRuns: 300 },
    );
  });

  it("nothing at all leaves every claim not measured, with what it needs", () => {
    for (const { id } of paperClaims()) {
      const { verdict, needs, partial } = evaluateClaim(id, measuresOf([]));
      assert.deepEqual([verdict, partial], ["not measured", false], id);
      assert.notEqual(needs, "", id);
    }
  });
});
