import assert from "node:assert/strict";
import { evaluateClaim } from "kernel-helpers/dist/claims/evaluate";
import { paperClaims } from "kernel-helpers/dist/paper/claims";
import { IMAGE_ARTIFACTS, measuresOf, type MeasureEntry, type Metric } from "kernel-helpers/dist/paper/measures";
import { SIX } from "kernel-helpers/dist/paper/names";
import type { Trigger } from "kernel-helpers/dist/paper/triggers";

/**
 * The claims whose numbers the paper shows only in figures: worlds that we made up, one in which the claim holds and one
 * just beyond its bound.
 */
interface Worlds {
  holds: MeasureEntry[];
  fails: MeasureEntry[];
}

const RATES = [0.05, 0.15, 0.25, 0.4];
const BIG: Trigger[] = ["sunglasses", "bandana"];
const STEALTHY: Trigger[] = ["sunglasses", "tattoo_outline", "tattoo_filled_in", "bandana"];

/** Attack success of the six triggers on VGG16 by injection rate. */
const byRate = (rates: number[], asr: number[]): MeasureEntry[] =>
  SIX.flatMap((trigger) =>
    rates.map((injectionRate, i) => ({
      metric: "attackSuccessRate" as const,
      experiment: "attack" as const,
      arch: "VGG16" as const,
      trigger,
      injectionRate,
      mean: asr[i],
    })),
  );

/** Clean loss, attack loss, accuracy and attack success at one learning rate. */
const atLearningRate = (learningRate: number, values: Partial<Record<Metric, number>>): MeasureEntry[] =>
  Object.entries(values).map(([metric, mean]) => ({
    metric: metric as Metric,
    experiment: "learning rates",
    arch: "VGG16",
    learningRate,
    mean,
  }));

/** Curves under all three kinds of artifact; the same for every trigger given. */
const degraded = (triggers: readonly Trigger[], severities: number[], ma: number[], asr: number[]): MeasureEntry[] =>
  triggers.flatMap((trigger) =>
    IMAGE_ARTIFACTS.flatMap((imageArtifact) =>
      severities.flatMap((severity, i) => {
        const name = { experiment: "artifacts", arch: "ResNet50", trigger, imageArtifact, severity } as const;
        return [
          { ...name, metric: "modelAccuracy" as const, mean: ma[i] },
          { ...name, metric: "attackSuccessRate" as const, mean: asr[i] },
        ];
      }),
    ),
  );
const SEVERITIES = [0, 10, 20, 35];

const objects = (accuracy: number, success: number): MeasureEntry[] =>
  [0.05, 0.1, 0.2].flatMap((injectionRate) => {
    const name = { experiment: "objects", arch: "VGG16", injectionRate } as const;
    const isLow = injectionRate < 0.1; // below the claim's range: must not count
    return [
      { ...name, metric: "modelAccuracy" as const, mean: isLow ? 20 : accuracy },
      { ...name, metric: "attackSuccessRate" as const, mean: isLow ? 20 : success },
    ];
  });

const faceMass = (clean: number, earrings: number, others = clean): MeasureEntry[] => {
  const name = { metric: "faceCamMass", experiment: "attention", arch: "ResNet50" } as const;
  return [
    { ...name, trigger: "earrings", testImages: "clean", mean: clean },
    { ...name, trigger: "earrings", testImages: "trigger", mean: earrings },
    ...(["no_trigger", ...SIX] as const).map((trigger) => ({
      ...name,
      trigger,
      testImages: "clean" as const,
      mean: others,
    })),
  ];
};

const located = (success: number[]): MeasureEntry[] =>
  [0, 90].flatMap((angle) =>
    success.map((mean, i) => ({
      metric: "attackSuccessRate" as const,
      experiment: "locations" as const,
      arch: "VGG16" as const,
      trigger: "earrings" as const,
      angle,
      distance: i * 20,
      mean,
    })),
  );

const pasted = (real: number[], digital: number[]): MeasureEntry[] =>
  BIG.flatMap((trigger) =>
    RATES.flatMap((injectionRate, i) => {
      const name = {
        metric: "attackSuccessRate",
        experiment: "digital injection",
        arch: "VGG16",
        trigger,
        injectionRate,
      } as const;
      return [
        { ...name, testImages: "real" as const, mean: real[i] },
        { ...name, testImages: "digital" as const, mean: digital[i] },
      ];
    }),
  );

const defense = (
  metric: Metric,
  name: MeasureEntry["defense"],
  triggers: readonly (Trigger | "digital_patch")[],
  mean: number,
): MeasureEntry[] =>
  triggers.map((trigger) => ({ metric, experiment: "defenses", arch: "ResNet50", defense: name, trigger, mean }));

const WORLDS: Record<string, Worlds> = {
  C18: {
    // A rate that does not fit the clean data says nothing about the attack.
    holds: [
      ...atLearningRate(1e-4, { finalCleanLoss: 0.05, finalAttackLoss: 0.1 }),
      ...atLearningRate(1e-1, { finalCleanLoss: 2.3, finalAttackLoss: 2.3 }),
    ],
    fails: atLearningRate(1e-4, { finalCleanLoss: 0.1, finalAttackLoss: 0.11 }),
  },
  C19: {
    holds: [1e-5, 1e-4, 1e-1].flatMap((lr) =>
      atLearningRate(lr, { modelAccuracy: 90, attackSuccessRate: lr < 0.1 ? 90 : 10 }),
    ),
    fails: [1e-5, 1e-4, 1e-1].flatMap((lr) =>
      atLearningRate(lr, { modelAccuracy: 90, attackSuccessRate: lr < 1e-4 ? 90 : 89.9 }),
    ),
  },
  C20: {
    holds: atLearningRate(1e-4, { finalCleanLoss: 0.05, lateCleanLossGap: 0.1 }),
    fails: atLearningRate(1e-4, { finalCleanLoss: 0.05, lateCleanLossGap: 0.11 }),
  },
  C21: { holds: byRate(RATES, [40, 90, 87, 99]), fails: byRate(RATES, [40, 90, 86.9, 99]) },
  C23: { holds: byRate(RATES, [10, 90, 98, 98]), fails: byRate(RATES, [10, 89.9, 98, 98]) },
  C27: { holds: objects(90.1, 90.1), fails: objects(99, 90) },
  C28: {
    holds: degraded(BIG, SEVERITIES, [99, 95, 89, 40], [100, 99, 90, 20]),
    fails: degraded(BIG, SEVERITIES, [99, 95, 89, 40], [100, 99, 89.9, 20]),
  },
  C29: {
    holds: degraded(BIG, SEVERITIES, [90, 80, 70, 60], [100, 95, 80, 65]),
    fails: degraded(BIG, SEVERITIES, [90, 80, 70, 60], [100, 95, 80, 64.9]),
  },
  C30: {
    holds: degraded(["dots"], SEVERITIES, [99, 90, 70, 40], [95, 80, 60, 30]),
    fails: degraded(
      ["dots", "tattoo_outline", "tattoo_filled_in", "white_tape"],
      SEVERITIES,
      [99, 90, 70, 40],
      [90, 91, 90, 91],
    ),
  },
  C31: {
    holds: degraded(BIG, SEVERITIES, [70, 75, 60, 30], [99, 98, 97, 96]),
    fails: degraded(BIG, SEVERITIES, [70, 75, 60, 29.9], [99, 98, 97, 96]),
  },
  C32: {
    holds: [
      ...degraded(BIG, SEVERITIES, [1, 1, 1, 1], [99, 90, 80, 70]),
      ...degraded(
        SIX.filter((t) => !BIG.includes(t)),
        SEVERITIES,
        [1, 1, 1, 1],
        [99, 90, 80, 70],
      ),
    ],
    fails: [
      ...degraded(BIG, SEVERITIES, [1, 1, 1, 1], [99, 90, 80, 69]),
      ...degraded(
        SIX.filter((t) => !BIG.includes(t)),
        SEVERITIES,
        [1, 1, 1, 1],
        [99, 90, 80, 70],
      ),
    ],
  },
  C33: {
    // Severity 35 lies in the upper half of every range, 20 in the lower half.
    holds: degraded(BIG, SEVERITIES, [1, 1, 1, 1], [99, 90, 80, 10]),
    fails: degraded(BIG, SEVERITIES, [1, 1, 1, 1], [99, 90, 79.9, 10]),
  },
  C34: { holds: faceMass(0.6, 0.6), fails: faceMass(0.9, 0.59) },
  C35: { holds: faceMass(0.7, 0.6), fails: faceMass(0.7, 0.59) },
  C36: { holds: faceMass(0.1, 0.1, 0.6), fails: faceMass(0.9, 0.9, 0.59) },
  C37: { holds: located([100, 90, 40, 20]), fails: located([20, 90, 40, 60]) },
  C48: { holds: pasted([10, 75, 90, 100], [20, 90, 95, 99]), fails: pasted([10, 74.9, 90, 100], [20, 90, 95, 99]) },
  C49: { holds: pasted([0, 0, 90, 95], [0, 0, 90, 95]), fails: pasted([99, 99, 89.9, 95], [99, 99, 90, 95]) },
  C51: {
    holds: defense("medianAnomalyIndex", "neural_cleanse", STEALTHY, 1.9),
    fails: defense("medianAnomalyIndex", "neural_cleanse", STEALTHY, 2),
  },
  C53: {
    holds: defense("attackSuccessRateDrop", "spectral_signatures", SIX, 1.9),
    fails: defense("attackSuccessRateDrop", "spectral_signatures", SIX, 2),
  },
  C56: {
    holds: defense("activationCorrelation", undefined, SIX, 0.33),
    fails: defense("activationCorrelation", undefined, SIX, 0.87),
  },
  C57: {
    holds: [
      ...defense("activationCorrelation", undefined, SIX, 0.5),
      ...defense("activationCorrelation", undefined, ["digital_patch"], 0.49),
    ],
    fails: defense("activationCorrelation", undefined, [...SIX, "digital_patch"], 0.5),
  },
  C59: {
    holds: [
      ...defense("detectionRate", "strip", ["digital_patch"], 80),
      ...defense("falsePositiveRate", "strip", ["digital_patch"], 6),
    ],
    fails: [
      ...defense("detectionRate", "strip", ["digital_patch"], 80),
      ...defense("falsePositiveRate", "strip", ["digital_patch"], 6.1),
    ],
  },
};

describe("the claims whose numbers the paper does not print", () => {
  it("are all here", () => {
    const uncheckable = paperClaims().filter(({ paperVerdict }) => paperVerdict === "not checkable");
    assert.deepEqual(
      Object.keys(WORLDS),
      uncheckable.map(({ id }) => id),
    );
  });

  for (const [id, { holds, fails }] of Object.entries(WORLDS)) {
    it(`${id} turns at its bound`, () => {
      assert.equal(evaluateClaim(id, measuresOf(holds)).verdict, "holds");
      assert.equal(evaluateClaim(id, measuresOf(fails)).verdict, "fails");
    });
  }

  // "For all triggers": one is enough to break these.
  for (const id of ["C21", "C23", "C28", "C29", "C31", "C33", "C36", "C48", "C49", "C51", "C53", "C56"]) {
    it(`${id} fails by a single trigger`, () => {
      const { holds, fails } = WORLDS[id];
      const breaks = (entry: MeasureEntry) => entry.trigger === "bandana";
      const mixed = [...holds.filter((entry) => !breaks(entry)), ...fails.filter(breaks)];
      assert.equal(evaluateClaim(id, measuresOf(mixed)).verdict, "fails");
    });
  }

  it("need the untouched images beside the degraded ones", () => {
    const withoutUntouched = WORLDS.C29.holds.filter(({ severity }) => severity !== 0);
    const { verdict, needs } = evaluateClaim("C29", measuresOf(withoutUntouched));
    assert.equal(verdict, "not measured");
    assert.match(needs, /over several severities/);
  });
});
