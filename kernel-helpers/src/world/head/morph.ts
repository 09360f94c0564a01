import { clamp, smoothstep } from "../math/scalar";
import type { Vec3 } from "../math/vector";
import type { HeadJoint, HeadModel, HeadPart, Person } from "../types";

/** Adds `weight` times a morph target to `positions` ([n,3], changed in place: it is the caller's own copy). */
export function applyMorph(head: HeadModel, positions: Float32Array, name: string, weight: number): void {
  const range = head.morphs[name];
  if (!range) throw new Error(`applyMorph: the head has no morph target "${name}"`);
  if (weight === 0) return;
  const { morphVertices, morphOffsets } = head;
  const end = range.offset + range.count;
  for (let entry = range.offset; entry < end; entry++) {
    const p = morphVertices[entry] * 3;
    const d = entry * 3;
    positions[p] += weight * morphOffsets[d];
    positions[p + 1] += weight * morphOffsets[d + 1];
    positions[p + 2] += weight * morphOffsets[d + 2];
  }
}

type Levels = Readonly<Record<"min" | "average" | "max", number>>;

/** Weights of three levels for a value in [0, 1]: tent functions with their peaks at 0, 1/2 and 1. */
const levels = (value: number): Levels =>
  value < 0.5
    ? { min: 1 - 2 * value, average: 2 * value, max: 0 }
    : { min: 0, average: 2 - 2 * value, max: 2 * value - 1 };

/** MakeHuman's "young" targets stand for 25 years, its "old" ones for 90. */
const YOUNG_AGE = 25;
const OLD_AGE = 90;
const NEGLIGIBLE = 1e-4;

/** Weights of the targets of ancestry, sex, age, muscle and weight, blended linearly as in MakeHuman. */
export function macroWeights(
  person: Pick<Person, "race" | "male" | "age" | "muscle" | "weight">,
): Record<string, number> {
  const old = clamp((person.age - YOUNG_AGE) / (OLD_AGE - YOUNG_AGE));
  const muscle = Object.entries(levels(person.muscle));
  const weight = Object.entries(levels(person.weight));
  const weights: Record<string, number> = {};
  const put = (name: string, value: number) => {
    if (value > NEGLIGIBLE) weights[name] = (weights[name] ?? 0) + value;
  };
  for (const [sex, sexShare] of Object.entries({ male: person.male, female: 1 - person.male })) {
    for (const [age, ageShare] of Object.entries({ young: 1 - old, old })) {
      const share = sexShare * ageShare;
      for (const [race, part] of Object.entries(person.race)) put(`macrodetails/${race}-${sex}-${age}`, part * share);
      for (const [m, muscleShare] of muscle) {
        for (const [w, weightShare] of weight) {
          const name = `macrodetails/universal-${sex}-${age}-${m}muscle-${w}weight`;
          put(name, share * muscleShare * weightShare);
        }
      }
    }
  }
  return weights;
}

/** The two ends of a detail, as MakeHuman names its pairs of targets: for negative and for positive values. */
const DETAIL_ENDS = [
  ["decr", "incr"],
  ["down", "up"],
  ["in", "out"],
  ["backward", "forward"],
  ["concave", "convex"],
  ["compress", "uncompress"],
  ["r", "l"],
] as const;
type DetailEnds = readonly [negative: string, positive: string];

/**
 * The targets of a detail: one for each sign, or a single one (a face shape) that only positive values use. Where two
 * pairs of ends share a stem, the key names the pair it means: "eyes/l-eye-trans:in:out".
 */
function detailTarget(head: HeadModel, key: string, value: number): string | null {
  if (key in head.morphs) return value > 0 ? key : null;
  const [stem, ...named] = key.split(":");
  const pairs: readonly DetailEnds[] = named.length === 2 ? [[named[0], named[1]]] : DETAIL_ENDS;
  const side = value < 0 ? 0 : 1;
  const ends = pairs.find((pair) => `${stem}-${pair[side]}` in head.morphs);
  if (!ends) throw new Error(`applyDetail: the head has no detail "${key}"`);
  return `${stem}-${ends[side]}`;
}

/** Weights by morph target of a detail such as "nose/nose-hump", value in [-1, 1]; a "l-" detail has the right side too. */
export function detailWeights(head: HeadModel, key: string, value: number): [target: string, weight: number][] {
  const keys = key.includes("/l-") ? [key, key.replace("/l-", "/r-")] : [key];
  return keys.flatMap((each): [string, number][] => {
    const target = detailTarget(head, each, value);
    return target ? [[target, Math.abs(value)]] : [];
  });
}

/** Applies a detail; see `detailWeights`. */
export function applyDetail(head: HeadModel, positions: Float32Array, key: string, value: number): void {
  for (const [target, weight] of detailWeights(head, key, value)) applyMorph(head, positions, target, weight);
}

/** All that makes a person's neutral head: weights by morph target that the head has. */
export function identityWeights(head: HeadModel, person: Person): [target: string, weight: number][] {
  const macro = Object.entries(macroWeights(person)).filter(([name]) => name in head.morphs);
  return [...macro, ...Object.entries(person.detail).flatMap(([key, value]) => detailWeights(head, key, value))];
}

/** Applies an expression: weights by morph target. */
export function applyExpression(
  head: HeadModel,
  positions: Float32Array,
  expression: Readonly<Record<string, number>>,
): void {
  for (const [name, weight] of Object.entries(expression)) applyMorph(head, positions, name, weight);
}

/** The mean of a joint's helper vertices. */
export function jointPosition(head: HeadModel, positions: Float32Array, joint: HeadJoint): Vec3 {
  const vertices = head.joints[joint];
  const mean: Vec3 = [0, 0, 0];
  for (const vertex of vertices) {
    for (let c = 0; c < 3; c++) mean[c] += positions[vertex * 3 + c] / vertices.length;
  }
  return mean;
}

const eyeSum = (head: HeadModel, positions: Float32Array): Vec3 => {
  const left = jointPosition(head, positions, "l-eye");
  const right = jointPosition(head, positions, "r-eye");
  return [left[0] + right[0], left[1] + right[1], left[2] + right[2]];
};

/**
 * The person's neutral head, Float32 [n,3], moved so that the point between the eyes lies where it does on the base
 * head: cameras and objects need no knowledge of who is in front of them.
 */
export function buildIdentity(head: HeadModel, person: Person): Float32Array {
  const positions = new Float32Array(head.positions);
  for (const [name, weight] of identityWeights(head, person)) applyMorph(head, positions, name, weight);
  const eyes = eyeSum(head, positions);
  const baseEyes = eyeSum(head, head.positions);
  const shift = eyes.map((sum, c) => (sum - baseEyes[c]) / 2);
  for (let i = 0; i < positions.length; i++) positions[i] -= shift[i % 3];
  return positions;
}

/** Share of the head bone in the motion of a neutral position: 0 on the shoulders, 1 above the jaw. */
export const headBoneWeight = (y: number, z: number): number => smoothstep(5.75, 6.65, y + 0.5 * (z - 0.1));

/** Parts whose surface is seen; the hair helper is only a guide. */
export const VISIBLE_PARTS = [
  "body",
  "l-eye",
  "r-eye",
  "upper-teeth",
  "lower-teeth",
  "tongue",
  "lashes",
] as const satisfies readonly HeadPart[];
