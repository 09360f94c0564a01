import { cos, sin } from "../../base/exact-math";
import type { Random } from "../../base/seed";
import { fractalNoise } from "../math/noise";
import { mix } from "../math/scalar";
import { mm } from "../math/vector";
import { MeshBuilder, type ObjectPoint } from "../mesh/mesh-builder";
import type { PersonBase } from "../people/person-geometry";
import { Material, type Pattern, type WornObject } from "../types";
import { bentAtNeck, NeckRing } from "./neck-ring";
import { cloth, clothColor } from "./surfaces";

/**
 * Two turns round the neck: height in front, at the sides and at the back, half thickness, half height, distance from
 * the neck.
 */
const TURNS = [
  { front: 5.6, side: 5.98, back: 6.06, level: mm(17), upright: mm(30), away: mm(11) },
  { front: 5.82, side: 6.1, back: 6.2, level: mm(13), upright: mm(24), away: mm(6) },
];
const LOOP = { columns: 64, rows: 15, closed: true };
/** The end that hangs down in front. */
const END = { length: mm(230), width: mm(70), columns: 9, rows: 12 };
const PATTERNS: readonly Pattern[] = ["knit", "weave", "checks", "stripes", "plain"];

/** A scarf wound twice round the neck. */
export function makeScarf(base: PersonBase, random: Random): WornObject {
  const ring = new NeckRing(base);
  const pattern = random.pick(PATTERNS);
  const color = clothColor(random);
  const color2 = clothColor(random);
  const endAzimuth = random.sign() * random.range(0.3, 0.6);
  const seed = random.int(1e6);
  const builder = new MeshBuilder();
  for (const turn of TURNS) builder.addGrid(LOOP, (u, v) => loopPoint(ring, turn, u, v, seed), Material.Custom);
  builder.addGrid(END, (u, v) => endPoint(ring, endAzimuth, u, 1 - v, seed), Material.Custom);
  return { mesh: bentAtNeck(builder.finish([cloth(color, pattern, color2)])), decals: [] };
}

function loopPoint(ring: NeckRing, turn: (typeof TURNS)[number], u: number, v: number, seed: number): ObjectPoint {
  const azimuth = (u - 0.5) * 2 * Math.PI;
  // the seam of the section lies at the neck
  const round = (v - 0.5) * 2 * Math.PI;
  const ahead = cos(azimuth);
  const y = mix(turn.side, ahead > 0 ? turn.front : turn.back, ahead * ahead);
  const crumple =
    fractalNoise(sin(azimuth) * 2.6 + cos(round) * 1.3, sin(round) * 2 + y * 2, cos(azimuth) * 2.6, seed, 3) - 0.5;
  const thickness = 1 + 0.75 * crumple;
  const middle = ring.radius(azimuth, y) + turn.away;
  const out = turn.level * cos(round) * thickness;
  const height = y + turn.upright * sin(round) * thickness + 0.06 * crumple;
  return { position: ring.pointAt(azimuth, height, middle + out), u: azimuth * 0.9, v: v * 1.6 };
}

function endPoint(ring: NeckRing, azimuth: number, u: number, v: number, seed: number): ObjectPoint {
  const across = u - 0.5;
  const y = TURNS[0].front - v * END.length;
  const width = END.width * mix(0.75, 1.1, v);
  const middle = ring.pointAt(azimuth, y, ring.radius(azimuth, Math.max(5, y)) + mm(16));
  const fold = mm(7) * sin(across * 9 + 2 * fractalNoise(u * 2, v * 3, 0, seed, 2));
  return { position: [middle[0] + across * width, y, middle[2] + fold], u: u * 0.7, v: v * END.length };
}
