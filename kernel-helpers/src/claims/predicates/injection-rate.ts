import type { MeasureQuery } from "../../paper/measures";
import { SIX } from "../../paper/names";
import type { Trigger } from "../../paper/triggers";
import { above, atLeast, atMost, both, forAll, ifMeasured, needed, within, type Check } from "../check";
import { nonDecreasing } from "../curve";
import { labelOf } from "../notation";
import type { Predicates } from "../predicate";
import { lowest, minus } from "../quantity";

/** Figures 3 and 4: more and more poison. */
export const injectionRatePredicates: Predicates = {
  C21: (n) =>
    forAll(SIX, (t) => {
      const rates = n.injectionRates("VGG16", t);
      if (rates.length < 2) return moreRates("attackSuccessRate", t);
      return nonDecreasing(
        rates.map((r) => n.ASR("VGG16", t, r)),
        3,
      );
    }),

  C22: (n) =>
    forAll(SIX, (t) => {
      const rates = n.injectionRates("VGG16", t).filter((r) => r >= 0.25);
      return overRates("attackSuccessRate", t, rates, (r) => atLeast(n.ASR("VGG16", t, r), 98));
    }),

  // That 90 is "enough" at 0.15 is our own reading.
  C23: ({ ASR }) =>
    both(
      forAll(SIX, (t) => atLeast(ASR("VGG16", t, 0.15), 90)),
      forAll(SIX, (t) => atLeast(ASR("VGG16", t, 0.25), 98)),
    ),

  C24: (n) =>
    forAll(SIX, (t) => {
      const rates = n.injectionRates("VGG16", t);
      return overRates("modelAccuracy", t, rates, () => atLeast(lowest(rates.map((r) => n.MA("VGG16", t, r))), 95));
    }),

  C25: ({ ASR }) =>
    both(
      within(ASR("VGG16", "earrings", 0.4), 75, 85),
      above(minus(ASR("VGG16", "earrings", 0.4), ASR("VGG16", "earrings", 0.25)), 0),
    ),

  C26: ({ MA }) =>
    both(
      atMost(MA("VGG16", "earrings", 0.4), 80),
      atLeast(minus(MA("VGG16", "earrings", 0.25), MA("VGG16", "earrings", 0.4)), 10),
    ),

  C27: (n) =>
    n.onEachNetwork({ metric: "attackSuccessRate", experiment: "objects" }, (a) => {
      const query = { experiment: "objects", arch: a } as const;
      const rates = n.measuredAt("injectionRate", query).filter((r) => r >= 0.1);
      if (rates.length === 0)
        return needed({ query: { metric: "attackSuccessRate", ...query }, more: "injectionRate" });
      return forAll(rates, (r) =>
        both(
          above(
            n.measured({ ...query, metric: "modelAccuracy", injectionRate: r }, labelOf("MA", "objects", String(r))),
            90,
          ),
          above(
            n.measured(
              { ...query, metric: "attackSuccessRate", injectionRate: r },
              labelOf("ASR", "objects", String(r)),
            ),
            90,
          ),
        ),
      );
    }),
};

/** Judges every rate; a single one is a part of the claim only. */
function overRates(
  metric: MeasureQuery["metric"],
  t: Trigger,
  rates: readonly number[],
  check: (rate: number) => Check,
): Check {
  if (rates.length === 0) return moreRates(metric, t);
  const judged = forAll(rates, check);
  return rates.length === 1 ? both(judged, ifMeasured(moreRates(metric, t))) : judged;
}

const moreRates = (metric: MeasureQuery["metric"], trigger: Trigger): Check =>
  needed({ query: { metric, experiment: "attack", arch: "VGG16", trigger }, more: "injectionRate" });
