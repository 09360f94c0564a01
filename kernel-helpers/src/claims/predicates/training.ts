import type { MeasureQuery, Metric } from "../../paper/measures";
import { atLeast, atLeastSome, atMost, both, forAll, needed, refutedByDivergence, type Check } from "../check";
import type { Notation } from "../notation";
import { labelOf } from "../notation";
import type { Predicates } from "../predicate";
import type { Quantity } from "../quantity";

/** Loss per sample below which a learning rate counts as converged. */
const EPS = 0.1;

/** Figure 2: a backdoored model of sunglasses trained at several learning rates. */
export const trainingPredicates: Predicates = {
  C18: (n) => forEachConverging(n, (lr) => atMost(atLearningRate(n, "finalAttackLoss", lr), EPS)),

  C19: (n) => {
    const rates = n.measuredAt("learningRate", { experiment: "learning rates" });
    if (rates.length === 0) return needed({ query: sampleOf("attackSuccessRate"), more: "learningRate" });
    return atLeastSome(2, rates, (lr) =>
      refutedByDivergence(
        both(
          atLeast(atLearningRate(n, "attackSuccessRate", lr), 90),
          atLeast(atLearningRate(n, "modelAccuracy", lr), 90),
        ),
      ),
    );
  },

  C20: (n) => forEachConverging(n, (lr) => atMost(atLearningRate(n, "lateCleanLossGap", lr), EPS)),
};

/** Judges every learning rate whose final clean loss is at most EPS; undecided where none is. */
function forEachConverging(n: Notation, check: (lr: number) => Check): Check {
  const converging = n
    .measuredAt("learningRate", { experiment: "learning rates", metric: "finalCleanLoss" })
    .filter((lr) => atMost(atLearningRate(n, "finalCleanLoss", lr), EPS).holds);
  return converging.length > 0
    ? forAll(converging, check)
    : needed({ query: sampleOf("finalCleanLoss"), more: "learningRate" });
}

const sampleOf = (metric: Metric): MeasureQuery => ({ metric, experiment: "learning rates", arch: "VGG16" });

function atLearningRate(n: Notation, metric: Metric, learningRate: number): Quantity {
  return n.measured({ ...sampleOf(metric), learningRate }, labelOf(metric, `learning rate ${learningRate}`));
}
