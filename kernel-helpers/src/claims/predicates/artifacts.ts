import { IMAGE_ARTIFACTS, type ImageArtifact, type MeasureQuery } from "../../paper/measures";
import type { Trigger } from "../../paper/triggers";
import { paperStatement } from "../../paper/values";
import { atLeast, atLeastSome, atMost, both, exists, forAll, needed, type Check } from "../check";
import { noCliff, nonIncreasing, pearsonOf } from "../curve";
import { labelOf, type Network, type Notation } from "../notation";
import type { Predicates } from "../predicate";
import { mean, minus, type Quantity } from "../quantity";

const BIG = ["sunglasses", "bandana"] as const;
const SMALL = ["dots", "tattoo_outline", "tattoo_filled_in", "white_tape"] as const;

/** Figures 5–7: blur, compression and noise on the test images. */
export const artifactPredicates: Predicates = {
  C28: (n) =>
    onEachNetwork(n, (a) =>
      forAll(BIG, (t) =>
        atLeastSome(2, IMAGE_ARTIFACTS, (kind) =>
          withSeverities(n, a, t, kind, ({ MA, ASR, damaging }) =>
            exists(damaging, (s) => both(atLeast(minus(MA(0), MA(s)), 10), atMost(minus(ASR(0), ASR(s)), 10))),
          ),
        ),
      ),
    ),

  C29: (n) =>
    forEachCurve(n, BIG, ({ MA, ASR, damaging, name }) => {
      const lost = (short: string, rate: (s: number) => Quantity) =>
        mean(
          `mean loss of ${short} under ${name}`,
          damaging.map((s) => minus(rate(0), rate(s))),
        );
      return atMost(minus(lost("ASR", ASR), lost("MA", MA)), 0);
    }),

  // Under every kind of artifact, so that one lucky curve does not decide.
  C30: (n) =>
    onEachNetwork(n, (a) =>
      exists(SMALL, (t) =>
        forAll(IMAGE_ARTIFACTS, (kind) =>
          withSeverities(n, a, t, kind, ({ MA, ASR, severities, name }) =>
            atLeast(pearsonOf(labelOf("pearson", "ASR", "MA", name), severities.map(ASR), severities.map(MA)), 0.8),
          ),
        ),
      ),
    ),

  C31: (n) =>
    forEachCurve(n, BIG, ({ MA, ASR, severities }) =>
      both(...[MA, ASR].flatMap((rate) => [nonIncreasing(severities.map(rate), 5), noCliff(severities.map(rate), 30)])),
    ),

  C32: (n) =>
    onEachNetwork(n, (a) =>
      forAll(IMAGE_ARTIFACTS, (kind) => {
        const overSeverities = (t: Trigger): Quantity => {
          const severities = severitiesOf(n, a, t, kind);
          const rates = severities.map((s) => n.degraded("attackSuccessRate", a, t, kind, s));
          return mean(t, rates.length > 0 ? rates : [n.degraded("attackSuccessRate", a, t, kind, 0)]);
        };
        const big = mean(`mean ASR of big triggers under ${plain(kind)}`, BIG.map(overSeverities));
        const small = mean("of small ones", SMALL.map(overSeverities));
        return atLeast(minus(big, small), 0);
      }),
    ),

  // That 80 is "effective" is our threshold; the text gives none.
  C33: (n) =>
    forEachCurve(n, BIG, ({ ASR, damaging, kind }) =>
      forAll(
        damaging.filter((s) => s <= middleOf(kind)),
        (s) => atLeast(ASR(s), 80),
      ),
    ),
};

/** How one model does under one kind of artifact. */
interface Curve {
  kind: ImageArtifact;
  /** Such as `gaussian blur, sunglasses`. */
  name: string;
  /** Ascending, with 0. */
  severities: readonly number[];
  /** Ascending, without 0. */
  damaging: readonly number[];
  MA: (s: number) => Quantity;
  ASR: (s: number) => Quantity;
}

function forEachCurve(n: Notation, triggers: readonly Trigger[], check: (curve: Curve) => Check): Check {
  return onEachNetwork(n, (a) =>
    forAll(triggers, (t) => forAll(IMAGE_ARTIFACTS, (kind) => withSeverities(n, a, t, kind, check))),
  );
}

/** Judges a curve that has its untouched point and at least two more. */
function withSeverities(n: Notation, a: Network, t: Trigger, kind: ImageArtifact, check: (c: Curve) => Check): Check {
  const severities = severitiesOf(n, a, t, kind);
  const damaging = severities.filter((s) => s > 0);
  if (damaging.length < 2 || severities.length === damaging.length) {
    return needed({ query: { ...sampleOf(a), trigger: t, imageArtifact: kind }, more: "severity" });
  }
  return check({
    kind,
    name: `${plain(kind)}, ${t.replaceAll("_", " ")}`,
    severities,
    damaging,
    MA: (s) => n.degraded("modelAccuracy", a, t, kind, s),
    ASR: (s) => n.degraded("attackSuccessRate", a, t, kind, s),
  });
}

const severitiesOf = (n: Notation, a: Network, t: Trigger, kind: ImageArtifact): number[] =>
  n.measuredAt("severity", { experiment: "artifacts", arch: a, trigger: t, imageArtifact: kind });

const onEachNetwork = (n: Notation, check: (a: Network) => Check): Check => n.onEachNetwork(sampleOf(undefined), check);

const sampleOf = (arch: Network): MeasureQuery => ({ metric: "attackSuccessRate", experiment: "artifacts", arch });

/** The middle of the range of severities that the paper's text states. */
function middleOf(kind: ImageArtifact): number {
  if (kind === "progressive_jpeg") {
    return (paperStatement("jpeg-lowest-severity").value! + paperStatement("jpeg-highest-severity").value!) / 2;
  }
  const { lower, upper } = paperStatement(kind === "gaussian_blur" ? "blur-range" : "noise-range");
  return (lower! + upper!) / 2;
}

const plain = (kind: ImageArtifact): string => kind.replaceAll("_", " ");
