import { cos, sin } from "../../../base/exact-math";
import type { Random } from "../../../base/seed";
import { clamp, mix, smoothstep } from "../../math/scalar";
import { mm, normalize, tangentTo, type ReadonlyVec3, type Vec3 } from "../../math/vector";
import type { HairSpec } from "../../types";
import { USUAL_RISE, type Growth, type Root } from "../growth";
import { crownShare, curls, sideOfPart } from "./scalp-regions";

/** Bangs reach as far to the sides on average, with edges as ragged. */
const BANGS_HALF_WIDTH = mm(62);
const BANGS_RAGGED = mm(24);
/** How much longer they are over the temples than over the brow: they lead into the hair at the sides. */
const BANGS_AT_TEMPLE = 0.45;

/** Long hair or a bob: parted, falling down the sides, more or less tucked behind the ears; perhaps with bangs. */
export function parted(hair: HairSpec, root: Root, random: Random): Growth {
  const { rest } = root;
  const halfWidth = BANGS_HALF_WIDTH + BANGS_RAGGED * (root.variation2 - 0.5);
  const overForehead = rest[2] > 0.55 && Math.abs(rest[0]) < halfWidth && root.aboveHairline < 0.42 && rest[1] > 7.6;
  if (hair.bangs > 0 && overForehead) return bangs(hair, root);
  return fallingStrand(hair, root, random);
}

function bangs(hair: HairSpec, { rest, normal, variation, aboveHairline }: Root): Growth {
  const atTemple = smoothstep(0.36, 0.62, Math.abs(rest[0]));
  const spread = mix(0.2, 0.5, atTemple);
  return {
    length:
      mm(100) * hair.bangs * (1 - spread / 2 + spread * variation) * (1 + BANGS_AT_TEMPLE * atTemple) +
      aboveHairline * 0.9,
    lift: 0.45,
    direction: tangentTo(normal, [rest[0] * 0.35, -0.3, 1]),
    flow: (point) => [point[0] * 0.12, -1, 0.05],
    follow: 0.42,
    gravity: 0.1,
    volume: mm(13),
    rise: USUAL_RISE,
    cardWidth: hair.cardWidth * 0.8,
    clump: 0.55,
    tousle: 0.1,
  };
}

function fallingStrand(hair: HairSpec, root: Root, random: Random): Growth {
  const { rest, normal } = root;
  const crown = crownShare(rest);
  const side = sideOfPart(rest, hair);
  const [x, y, z] =
    crown > 0.25
      ? tangentTo(normal, [side * 0.95, 0.1, -0.25 - 0.4 * hair.tuck * smoothstep(0.3, 0.9, rest[2])])
      : tangentTo(normal, [side * 0.12, -1, -0.35 * hair.tuck]);
  const wavePhase = root.position[0] * 2 + root.position[2] * 3;
  return {
    length: mm(100) * hair.length * (0.85 + 0.25 * root.variation) + mm(60) * crown,
    lift: 0.38 * hair.lift,
    direction: [x + random.normal(0, 0.05), y, z + random.normal(0, 0.05)],
    flow: (point, along) => fallingFlow(hair, side, wavePhase, point, along),
    follow: 0.38,
    gravity: 0.02,
    volume: mix(mm(7), mm(13), root.variation) * hair.volume,
    rise: 0.25,
    cardWidth: hair.cardWidth,
    clump: 0.55,
    tousle: 0.1,
    curl: curls(hair, mm(100) * hair.length),
    constrain: (point) => keepOffFace(point, hair.tuck),
  };
}

/** Down; outwards over the crown and inwards below it; back behind the ears; in waves; the ends of a bob turn in. */
function fallingFlow(hair: HairSpec, side: number, wavePhase: number, point: ReadonlyVec3, along: number): Vec3 {
  const [x, y, z] = point;
  const towardsSide = Math.sign(x || side) * mix(0.3, -0.1, smoothstep(8.15, 7.6, y));
  const offShoulder = Math.abs(x) > 0.95 && y > 6.4 ? Math.sign(x) * 0.35 : 0;
  const low = smoothstep(7.55, 7.0, y);
  const tucked = z > 0.12 ? hair.tuck * smoothstep(8.1, 7.5, y) * 0.95 * (1 - low * 0.3) : 0;
  const wave = hair.wave * sin(y * hair.waveFrequency + wavePhase) * smoothstep(0.25, 0.6, along);
  const turnedIn = hair.style === "bob" ? smoothstep(0.75, 1, along) : 0;
  return normalize([
    towardsSide - offShoulder + wave * 0.8 - Math.sign(x) * 0.35 * turnedIn,
    -1,
    -tucked - (z > 1 ? 0.5 : 0) + wave * 0.7 * cos(wavePhase * 3) + 0.2 * turnedIn,
  ]);
}

/** Half the width of the window in which the face stays free of hair. */
const FACE_HALF_WIDTH = mm(80);

/** Moves a point (in place) half the way back behind the cheeks and out to the side of the face. */
function keepOffFace(point: Vec3, tuck: number): void {
  const [x, y, z] = point;
  if (y >= 7.75 || y <= 5.9) return;
  const atCheek = mix(0.72, 0.3, clamp(tuck));
  const atTemple = 0.25 * smoothstep(7.45, 7.75, y);
  const atNeck = y < 6.7 ? 0.35 * smoothstep(6.7, 6.2, y) : 0;
  const furthestFront = atCheek + atTemple + atNeck;
  if (z <= furthestFront) return;
  point[2] = mix(z, furthestFront, 0.55);
  if (Math.abs(x) < FACE_HALF_WIDTH && y < 7.5) {
    point[0] = Math.sign(x || 1) * mix(Math.abs(x), FACE_HALF_WIDTH, 0.5);
  }
}
