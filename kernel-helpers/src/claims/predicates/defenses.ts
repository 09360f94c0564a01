import type { MeasureQuery } from "../../paper/measures";
import { DEFENSES, SIX, type Defense } from "../../paper/names";
import { atLeast, atMost, below, both, forAll, ifMeasured, within } from "../check";
import { labelOf, type Network, type Notation } from "../notation";
import type { Predicates } from "../predicate";
import { highest, lowest, minus, type Quantity } from "../quantity";

const STEALTHY = ["sunglasses", "tattoo_outline", "tattoo_filled_in", "bandana"] as const;
const [NC, SPECTRAL, AC, STRIP] = DEFENSES;

/** Section 8: four defenses against the six triggers. Rates are percent. */
export const defensePredicates: Predicates = {
  C50: (n) =>
    n.onEachNetwork(rateOf(NC), (a) =>
      both(
        forAll(SIX, (t) => atMost(n.detected(a, NC, t), 60)),
        forAll(STEALTHY, (t) => atMost(n.detected(a, NC, t), 10)),
      ),
    ),

  C51: (n) =>
    n.onEachNetwork({ ...rateOf(NC), metric: "medianAnomalyIndex" }, (a) =>
      forAll(STEALTHY, (t) => below(ofDefense(n, "medianAnomalyIndex", a, NC, t), 2)),
    ),

  C52: (n) =>
    n.onEachNetwork(rateOf(SPECTRAL), (a) => {
      const rates = SIX.map((t) => n.detected(a, SPECTRAL, t));
      return both(
        forAll(rates, (rate) => within(rate, 35, 50)),
        atMost(minus(highest(rates), lowest(rates)), 6),
      );
    }),

  C53: (n) =>
    n.onEachNetwork({ ...rateOf(SPECTRAL), metric: "attackSuccessRateDrop" }, (a) =>
      forAll(SIX, (t) => below(ofDefense(n, "attackSuccessRateDrop", a, SPECTRAL, t), 2)),
    ),

  C54: (n) =>
    n.onEachNetwork(rateOf(AC), (a) =>
      both(
        forAll(SIX, (t) => within(n.detected(a, AC, t), 35, 60)),
        forAll(SIX, (t) => atLeast(n.stdDetected(a, AC, t), 15)),
      ),
    ),

  C55: (n) =>
    n.onEachNetwork(rateOf(AC), (a) =>
      both(
        forAll(SIX, (t) => within(n.falseNegatives(a, AC, t), 35, 76)),
        ifMeasured(forAll(SIX, (t) => within(n.falsePositives(a, AC, t), 58, 74))),
      ),
    ),

  C56: (n) => n.onEachNetwork(CORRELATION, (a) => forAll(SIX, (t) => within(overlap(n, a, t), 0.33, 0.86))),

  C57: (n) =>
    n.onEachNetwork(CORRELATION, (a) =>
      below(minus(overlap(n, a, "digital_patch"), lowest(SIX.map((t) => overlap(n, a, t)))), 0),
    ),

  C58: (n) =>
    n.onEachNetwork(rateOf(STRIP), (a) =>
      forAll(SIX, (t) => both(below(n.detected(a, STRIP, t), 50), within(n.falsePositives(a, STRIP, t), 4, 6))),
    ),

  // Positive control; 80 is our threshold.
  C59: (n) =>
    n.onEachNetwork({ ...rateOf(STRIP), trigger: "digital_patch" }, (a) =>
      both(
        atLeast(n.detected(a, STRIP, "digital_patch"), 80),
        within(n.falsePositives(a, STRIP, "digital_patch"), 4, 6),
      ),
    ),

  C60: (n) =>
    n.onEachNetwork({ metric: "detectionRate", experiment: "defenses" }, (a) =>
      forAll(DEFENSES, (defense) => forAll(SIX, (t) => atMost(n.detected(a, defense, t), 60))),
    ),
};

const rateOf = (defense: Defense): MeasureQuery => ({ metric: "detectionRate", experiment: "defenses", defense });
const CORRELATION: MeasureQuery = { metric: "activationCorrelation", experiment: "defenses" };

type TriggerName = NonNullable<MeasureQuery["trigger"]>;

function ofDefense(n: Notation, metric: MeasureQuery["metric"], arch: Network, defense: Defense, trigger: TriggerName) {
  return n.measured({ metric, experiment: "defenses", arch, defense, trigger }, labelOf(metric, arch, trigger));
}

/** Correlation between the activations of clean and of trigger images. */
const overlap = (n: Notation, arch: Network, trigger: TriggerName): Quantity =>
  n.measured({ ...CORRELATION, arch, trigger }, labelOf("activation overlap", arch, trigger));
