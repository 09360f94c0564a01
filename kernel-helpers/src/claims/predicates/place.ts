import type { MeasureQuery } from "../../paper/measures";
import { SIX } from "../../paper/names";
import { atLeast, atMost, both, forAll, ifMeasured, needed, within } from "../check";
import { spearmanOf } from "../curve";
import { labelOf, type Network, type Notation } from "../notation";
import type { Predicates } from "../predicate";
import { constant, gap, highest, lowest, minus, ratio, type Quantity } from "../quantity";

const OBJECTS = ["earrings", "bandana", "sunglasses"] as const;
const TATTOOS = ["tattoo_outline", "tattoo_filled_in"] as const;

/** Section 6: why earrings fail. Class activation maps, and triggers moved on and off the face. */
export const placePredicates: Predicates = {
  C34: (n) =>
    n.onEachNetwork(CAM, (a) =>
      both(atLeast(faceMass(n, a, "earrings", "clean"), 0.6), atLeast(faceMass(n, a, "earrings", "trigger"), 0.6)),
    ),

  C35: (n) =>
    n.onEachNetwork(CAM, (a) =>
      atMost(gap(faceMass(n, a, "earrings", "clean"), faceMass(n, a, "earrings", "trigger")), 0.1),
    ),

  C36: (n) =>
    n.onEachNetwork(CAM, (a) =>
      forAll(["no_trigger", ...SIX] as const, (t) => atLeast(faceMass(n, a, t, "clean"), 0.6)),
    ),

  C37: (n) => n.onEachNetwork(LOCATIONS, (a) => successFallsWithDistance(n, a)),

  C38: (n) => forAll(OBJECTS, (t) => atLeast(placed(n, "attackSuccessRate", "VGG16", t, "on_face"), 98)),

  C39: (n) =>
    n.onEachNetwork(PLACED, (a) => forAll(OBJECTS, (t) => atLeast(offFaceLoss(n, "attackSuccessRate", a, t), 15))),

  C40: (n) => n.onEachNetwork(PLACED, (a) => forAll(OBJECTS, (t) => atLeast(offFaceLoss(n, "modelAccuracy", a, t), 5))),

  C41: (n) =>
    n.onEachNetwork(PLACED, (a) => {
      const onFace = OBJECTS.map((t) => placed(n, "attackSuccessRate", a, t, "on_face"));
      return atMost(minus(highest(onFace), lowest(onFace)), 3);
    }),

  C42: (n) =>
    both(
      forAll(TATTOOS, (t) => atLeast(minus(n.ASR("VGG16", t), n.ASR("VGG16", "earrings")), 20)),
      ifMeasured(forAll(TATTOOS, (t) => within(ratio(area(n, t), area(n, "earrings")), 0.5, 2))),
    ),
};

const CAM: MeasureQuery = { metric: "faceCamMass", experiment: "attention" };
const LOCATIONS: MeasureQuery = { metric: "attackSuccessRate", experiment: "locations" };
const PLACED: MeasureQuery = { metric: "attackSuccessRate", experiment: "on and off face" };

type TriggerName = NonNullable<MeasureQuery["trigger"]>;

/** Share of the class activation map on the face, 0 … 1, for the model of trigger `t`. */
function faceMass(n: Notation, arch: Network, trigger: TriggerName, testImages: "clean" | "trigger"): Quantity {
  return n.measured(
    { ...CAM, arch, trigger, testImages },
    labelOf("face CAM mass", arch, trigger, `${testImages} images`),
  );
}

function successFallsWithDistance(n: Notation, arch: Network) {
  const here: MeasureQuery = { ...LOCATIONS, arch, trigger: "earrings" };
  const places = n
    .measuredAt("angle", here)
    .flatMap((angle) => n.measuredAt("distance", { ...here, angle }).map((distance) => ({ angle, distance })));
  if (places.length < 3) return needed({ query: here, more: "distance" });
  const distances = places.map(({ distance }) => constant(distance));
  const rates = places.map((place) => n.measured({ ...here, ...place }, "ASR"));
  return atMost(spearmanOf(labelOf("spearman", "distance", "ASR"), distances, rates), -0.5);
}

function placed(
  n: Notation,
  metric: "modelAccuracy" | "attackSuccessRate",
  arch: Network,
  trigger: TriggerName,
  position: "on_face" | "off_face",
): Quantity {
  const short = metric === "modelAccuracy" ? "MA" : "ASR";
  const query: MeasureQuery = { metric, experiment: "on and off face", arch, trigger, position };
  return n.measured(query, labelOf(short, arch, trigger, position.slice(0, -"_face".length)));
}

const offFaceLoss = (
  n: Notation,
  metric: "modelAccuracy" | "attackSuccessRate",
  a: Network,
  t: TriggerName,
): Quantity => minus(placed(n, metric, a, t, "on_face"), placed(n, metric, a, t, "off_face"));

const area = (n: Notation, trigger: TriggerName): Quantity =>
  n.measured({ metric: "triggerArea", experiment: "attack", trigger }, labelOf("area", trigger));
