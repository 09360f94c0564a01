import { ARCHITECTURES as ARCH, SIX } from "../../paper/names";
import { above, atLeast, atMost, below, both, forAll, reported, within } from "../check";
import { gap, lowest, minus } from "../quantity";
import type { Predicates } from "../predicate";

/** Table 1: the attack with all classes poisoned, at injection rate 0.25. */
export const attackPredicates: Predicates = {
  C01: ({ ASR }) => forAll(SIX, (t) => above(ASR("VGG16", t), 90)),

  C02: ({ ASR }) => forAll(SIX, (t) => above(ASR("ResNet50", t), 90)),

  C03: ({ ASR }) => forAll(SIX, (t) => above(ASR("DenseNet", t), 90)),

  C04: ({ ASR }) => forAll(ARCH, (a) => forAll(SIX, (t) => atLeast(ASR(a, t), 80))),

  C05: ({ ASR }) => forAll(ARCH, (a) => below(ASR(a, "earrings"), 90)),

  // argmin = earrings: the lowest of the six lies above them.
  C06: ({ ASR }) => forAll(ARCH, (a) => above(minus(lowest(SIX.map((t) => ASR(a, t))), ASR(a, "earrings")), 0)),

  C07: ({ ASR }) =>
    forAll(["VGG16", "ResNet50"] as const, (a) =>
      atLeast(minus(lowest(SIX.map((t) => ASR(a, t))), ASR(a, "earrings")), 20),
    ),

  C08: ({ ASR }) => atLeast(minus(ASR("VGG16", "sunglasses"), ASR("VGG16", "earrings")), 10),

  // Over all people and all targets this is chance by construction: what excludes the target person says more.
  C09: ({ ASR, cleanASRExcludingTarget, chance }) =>
    forAll(ARCH, (a) => both(atMost(gap(ASR(a, "no_trigger"), chance()), 2), reported(cleanASRExcludingTarget(a)))),

  C10: ({ MA }) => forAll(ARCH, (a) => within(MA(a, "no_trigger"), 99, 100)),

  C11: ({ MA }) => forAll(SIX, (t) => atMost(minus(MA("VGG16", "no_trigger"), MA("VGG16", t)), 2)),

  C12: ({ MA }) =>
    forAll(["DenseNet", "ResNet50"] as const, (a) =>
      forAll(SIX, (t) => atMost(minus(MA(a, "no_trigger"), MA(a, t)), 2)),
    ),

  C13: ({ MA }) => forAll(ARCH, (a) => forAll(SIX, (t) => atLeast(MA(a, t), 90))),

  C14: ({ MA }) => forAll(ARCH, (a) => atLeast(minus(MA(a, "no_trigger"), MA(a, "earrings")), 5)),

  C15: ({ MA, ASR }) => forAll(ARCH, (a) => both(atLeast(MA(a, "sunglasses"), 99), atLeast(ASR(a, "sunglasses"), 94))),

  C16: ({ MA, ASR }) =>
    forAll(ARCH, (a) =>
      both(
        atMost(gap(ASR(a, "tattoo_outline"), ASR(a, "tattoo_filled_in")), 2),
        atMost(gap(MA(a, "tattoo_outline"), MA(a, "tattoo_filled_in")), 2),
      ),
    ),

  C17: ({ stdASR }) => forAll(["VGG16", "ResNet50"] as const, (a) => forAll(SIX, (t) => atMost(stdASR(a, t), 5))),
};
