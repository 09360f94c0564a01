import type { Random } from "../../base/seed";
import { rgbFromBytes, type Rgb } from "../math/color";
import { mm, type ReadonlyVec3 } from "../math/vector";
import { frameAt, nearestSkinVertex } from "../mesh/surface";
import type { PersonBase } from "../people/person-geometry";
import type { BlotDecal, WornObject } from "../types";

const LIPSTICKS: readonly Rgb[] = [
  rgbFromBytes(150, 30, 48),
  rgbFromBytes(112, 32, 62),
  rgbFromBytes(196, 84, 92),
  rgbFromBytes(178, 98, 84),
  rgbFromBytes(190, 70, 110),
];
const EYE_SHADOWS: readonly Rgb[] = [
  rgbFromBytes(92, 62, 50),
  rgbFromBytes(70, 66, 74),
  rgbFromBytes(118, 78, 110),
  rgbFromBytes(58, 92, 104),
  rgbFromBytes(150, 96, 92),
];
const ROUGE: Rgb = rgbFromBytes(206, 92, 96);

/** Places on the base head, mirrored to the other side. */
const EYELID: ReadonlyVec3 = [0.33, 7.36, 1.25];
const CHEEK: ReadonlyVec3 = [0.5, 6.98, 1.15];
const MOLE_FIELD = { x: 0.55, low: 6.35, high: 7.75, z: 1.3 };

/** A soft ellipse on the skin nearest to a place on the base head. */
function blotAt(
  { head, positions, normals }: PersonBase,
  place: ReadonlyVec3,
  look: Pick<BlotDecal, "radius" | "color" | "opacity" | "flatness" | "softness">,
  turn = 0,
): BlotDecal {
  const frame = frameAt(positions, normals, nearestSkinVertex(head, place), turn);
  return { ...frame, kind: "blot", ...look, reach: look.radius, isAccessory: true };
}

const mirrored = ([x, y, z]: ReadonlyVec3): ReadonlyVec3 => [-x, y, z];

export function makeLipstick(base: PersonBase, random: Random): WornObject {
  const frame = frameAt(base.positions, base.normals, nearestSkinVertex(base.head, [0, 6.6, 1.5]));
  const decal = { ...frame, kind: "lipstick", radius: mm(40), reach: mm(60), isAccessory: true } as const;
  return { mesh: null, decals: [{ ...decal, color: random.pick(LIPSTICKS), opacity: random.range(0.55, 0.9) }] };
}

export function makeEyeShadow(base: PersonBase, random: Random): WornObject {
  const look = {
    radius: mm(random.range(19, 23)),
    color: random.pick(EYE_SHADOWS),
    opacity: random.range(0.35, 0.65),
    flatness: 0.5,
    softness: 0.75,
  };
  return { mesh: null, decals: [blotAt(base, EYELID, look, 0.12), blotAt(base, mirrored(EYELID), look, -0.12)] };
}

export function makeRouge(base: PersonBase, random: Random): WornObject {
  const look = { radius: mm(27), color: ROUGE, opacity: random.range(0.2, 0.4), flatness: 0.7, softness: 1 };
  return { mesh: null, decals: [blotAt(base, CHEEK, look, 0.5), blotAt(base, mirrored(CHEEK), look, -0.5)] };
}

/** One to three moles on the face. */
export function makeMoles(base: PersonBase, random: Random): WornObject {
  const [red, green, blue] = base.person.skin.base;
  const count = 1 + random.int(3);
  const decals = Array.from({ length: count }, () => {
    const x = random.range(-MOLE_FIELD.x, MOLE_FIELD.x);
    const y = random.range(MOLE_FIELD.low, MOLE_FIELD.high);
    const look = {
      radius: mm(random.range(1.6, 3.2)),
      color: [red * 0.22, green * 0.16, blue * 0.14] as const,
      opacity: random.range(0.75, 0.95),
      flatness: random.range(0.75, 1),
      softness: 0.5,
    };
    return blotAt(base, [x, y, MOLE_FIELD.z], look);
  });
  return { mesh: null, decals };
}
