import { cos, pow, sin } from "../../base/exact-math";
import type { HeadMap } from "../head/head-map";
import { clamp, mix, smoothstep } from "../math/scalar";
import { addScaled, length, normalize, subtract, type Vec3 } from "../math/vector";
import type { Growth, Root } from "./growth";

/** A strand as a line: `segments` + 1 points and the unit directions at them. */
export interface Strand {
  points: Vec3[];
  directions: Vec3[];
}

/** Clearance from the skin, on top of how far the style makes hair stand off; less for the second, gentler push. */
const CLEARANCE = 0.008;
const SECOND_CLEARANCE = { least: 0.006, share: 0.6 };
/** A piece may be shortened or stretched by a push, but only so far. */
const PIECE_LENGTH = { shortest: 0.6, longest: 1.3 };
/** Growth is described per ninth of a strand, whatever the number of pieces it is drawn with. */
const USUAL_PIECES = 9;
/** Below the chin hair follows the flow at least this quickly. */
const LOOSE_BELOW_Y = 6.7;
const LOOSE_FOLLOW = 0.6;

/** Grows a strand piece by piece: turn towards the flow, step, stay outside the head. */
export function growStrand(root: Root, growth: Growth, headMap: HeadMap, segments: number): Strand {
  const piece = growth.length / segments;
  const standOff = growth.volume * (0.25 + 0.75 * root.layer);
  const ninths = USUAL_PIECES / segments;
  let point = addScaled(root.position, root.normal, growth.start ?? 0);
  let direction = normalize(addScaled(growth.direction, root.normal, growth.lift));
  const strand: Strand = { points: [point], directions: [direction] };
  for (let s = 1; s <= segments; s++) {
    const along = s / segments;
    const heading = turn(point, direction, along, ninths, root, growth);
    const offset = standOff * smoothstep(0, growth.rise, along) + CLEARANCE;
    const wished = addScaled(point, heading, piece);
    keepOutside(wished, offset, growth, headMap);
    const next = limitPiece(point, wished, piece);
    keepOutside(next, SECOND_CLEARANCE.least + offset * SECOND_CLEARANCE.share, growth, headMap);
    direction = normalize(subtract(next, point));
    point = next;
    strand.points.push(point);
    strand.directions.push(direction);
  }
  return strand;
}

/** The next direction: the last one turned towards the flow, pulled down, curled. */
function turn(point: Vec3, direction: Vec3, along: number, ninths: number, root: Root, growth: Growth): Vec3 {
  const flow = growth.flow(point, along);
  const perNinth = point[1] < LOOSE_BELOW_Y ? Math.max(growth.follow, LOOSE_FOLLOW) : growth.follow;
  const follow = 1 - pow(1 - perNinth, ninths);
  const turned = normalize([
    mix(direction[0], flow[0], follow),
    mix(direction[1], flow[1], follow) - growth.gravity * ninths,
    mix(direction[2], flow[2], follow),
  ]);
  if (!growth.curl) return turned;
  const { strength, turns } = growth.curl;
  const [x, y] = root.position;
  const phase = along * turns + root.variation * 6.28;
  return normalize([
    turned[0] + strength * sin(phase + y * 5),
    turned[1] + strength * 0.4 * cos(phase * 1.3 + x * 5),
    turned[2] + strength * cos(phase + x * 7),
  ]);
}

/** Moves a point (in place) off the skin and out of where the style allows no hair. */
export function keepOutside(point: Vec3, offset: number, growth: Growth, headMap: HeadMap): void {
  headMap.pushOut(point, offset);
  growth.constrain?.(point);
}

function limitPiece(from: Vec3, to: Vec3, piece: number): Vec3 {
  const step = subtract(to, from);
  const factor = clamp(piece / (length(step) || 1e-6), PIECE_LENGTH.shortest, PIECE_LENGTH.longest);
  return addScaled(from, step, factor);
}
