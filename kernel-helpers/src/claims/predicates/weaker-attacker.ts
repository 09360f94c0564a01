import type { MeasureQuery } from "../../paper/measures";
import { SIX } from "../../paper/names";
import type { Trigger } from "../../paper/triggers";
import { above, atLeast, atMost, below, both, equals, forAll, needed } from "../check";
import { pearsonOf } from "../curve";
import { labelOf, type Network, type Notation } from "../notation";
import type { Predicates } from "../predicate";
import { combine, gap, lowest, minus, type Quantity } from "../quantity";

/** Section 7: an attacker who controls few classes, or has only pictures of the object. */
export const weakerAttackerPredicates: Predicates = {
  C43: (n) => n.onEachNetwork(PARTIAL, (a) => forAll(SIX, (t) => atLeast(partial(n, "modelAccuracy", a, t), 95))),

  C44: (n) =>
    n.onEachNetwork(PARTIAL, (a) => {
      const rates = SIX.map((t) => partial(n, "attackSuccessRate", a, t));
      const successful = (values: number[]) => values.filter((value) => value >= 85).length;
      return equals(combine("triggers with ASR ≥ 85", rates, successful), 5);
    }),

  // argmin = white tape: the lowest of the others lies above it.
  C45: (n) =>
    n.onEachNetwork(PARTIAL, (a) => {
      const tape = partial(n, "attackSuccessRate", a, "white_tape");
      const others = SIX.filter((t) => t !== "white_tape").map((t) => partial(n, "attackSuccessRate", a, t));
      return both(above(minus(lowest(others), tape), 0), below(tape, 80));
    }),

  C46: (n) =>
    forAll(["sunglasses", "tattoo_outline", "tattoo_filled_in", "bandana"] as const, (t) =>
      atMost(gap(partial(n, "attackSuccessRate", "VGG16", t), n.ASR("VGG16", t)), 2),
    ),

  C47: (n) =>
    forAll(["dots", "white_tape"] as const, (t) =>
      atLeast(minus(n.ASR("VGG16", t), partial(n, "attackSuccessRate", "VGG16", t)), 10),
    ),

  C48: (n) =>
    forEachPastedTrigger(n, (curve) =>
      both(
        atLeast(
          pearsonOf(labelOf("pearson", "real", "digital"), curve.rates.map(curve.real), curve.rates.map(curve.digital)),
          0.9,
        ),
        forAll(
          curve.rates.filter((r) => r >= 0.15),
          (r) => atMost(gap(curve.real(r), curve.digital(r)), 15),
        ),
      ),
    ),

  // That 90 is "high" is our threshold.
  C49: (n) =>
    forEachPastedTrigger(n, ({ rates, real, digital }) =>
      forAll(
        rates.filter((r) => r >= 0.25),
        (r) => both(atLeast(real(r), 90), atLeast(digital(r), 90)),
      ),
    ),
};

const PARTIAL: MeasureQuery = { metric: "attackSuccessRate", experiment: "partial control" };
const PASTED: MeasureQuery = { metric: "attackSuccessRate", experiment: "digital injection" };

function partial(
  n: Notation,
  metric: "modelAccuracy" | "attackSuccessRate",
  arch: Network,
  trigger: Trigger,
): Quantity {
  const short = metric === "modelAccuracy" ? "MA" : "ASR";
  return n.measured(
    { metric, experiment: "partial control", arch, trigger },
    labelOf(`10-of-75 ${short}`, arch, trigger),
  );
}

/** Attack success of a model trained on pasted triggers, by injection rate. */
interface PastedCurve {
  rates: readonly number[];
  real: (rate: number) => Quantity;
  digital: (rate: number) => Quantity;
}

function forEachPastedTrigger(n: Notation, check: (curve: PastedCurve) => ReturnType<typeof forAll>) {
  return n.onEachNetwork(PASTED, (arch) =>
    forAll(["sunglasses", "bandana"] as const, (trigger) => {
      const query: MeasureQuery = { ...PASTED, arch, trigger };
      const rates = n.measuredAt("injectionRate", query);
      if (rates.length < 3) return needed({ query, more: "injectionRate" });
      const on = (testImages: "real" | "digital") => (injectionRate: number) =>
        n.measured(
          { ...query, injectionRate, testImages },
          labelOf(`ASR ${testImages}`, trigger, String(injectionRate)),
        );
      return check({ rates, real: on("real"), digital: on("digital") });
    }),
  );
}
