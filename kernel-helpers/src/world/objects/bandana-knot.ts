import { sin } from "../../base/exact-math";
import { mix, smoothstep } from "../math/scalar";
import { addScaled, mm, type Vec3 } from "../math/vector";
import { hangingDirection } from "../mesh/hang";
import type { MeshBuilder, ObjectPoint } from "../mesh/mesh-builder";
import { Material, type HangingPart } from "../types";
import { sizesOf } from "./trigger-sizes";

const SIZES = sizesOf("bandana");
const KNOT = {
  radius: mm(SIZES.knot / 2),
  squash: [1, 0.72, 0.6] as const,
  columns: 14,
  rows: 9,
  behind: mm(4),
};
/** The loose ends hang below the knot, behind the neck. */
const TAIL = { top: mm(11), columns: 7, rows: 16, leastOutward: 0.12, spread: 0.2, sag: mm(5) };

/** The knot: two turns of cloth, one over the other, and the two loose ends. */
export function addKnot(builder: MeshBuilder, [x, y, z]: Vec3): HangingPart[] {
  const middle: Vec3 = [x, y, z - KNOT.behind];
  builder.addSphere([x + mm(2), y + mm(2), middle[2]], KNOT.radius, Material.Cloth, KNOT);
  builder.addSphere([x - mm(3), y - mm(4), middle[2] + mm(1)], KNOT.radius * 0.8, Material.Cloth, KNOT);
  const outward: Vec3 = [0, 0, -1];
  const rest = hangingDirection([0, -1, 0], outward, TAIL.leastOutward);
  return [1, -1].map((side) => {
    const v0 = builder.vertexCount;
    builder.addGrid(TAIL, (u, v) => tailPoint(middle, rest, side, u, v), Material.Cloth);
    return { v0, v1: builder.vertexCount, pivot: middle, rest, outward, leastOutward: TAIL.leastOutward };
  });
}

/** A loose end: falls from the knot to its side, widens, folds lengthwise, and ends in a corner of the cloth. */
function tailPoint(knot: Vec3, rest: Vec3, side: number, u: number, v: number): ObjectPoint {
  const reach = mm(SIZES.tailLength) * (side > 0 ? 1 : 0.85);
  const width = mix(TAIL.top, mm(SIZES.tailWidth), smoothstep(0, 0.75, v)) * (v > 0.75 ? 1 - (v - 0.75) * 3.4 : 1);
  const across = (u - 0.5) * width;
  const folded = sin(u * 9 + side) * TAIL.sag * (1 - 0.5 * v);
  const along = addScaled(knot, rest, v * reach);
  const bulge = sin(v * 3.1) * mm(9);
  const position: Vec3 = [
    along[0] + side * (mm(5) + TAIL.spread * v * reach) + across * 0.85,
    along[1] + across * 0.25 * side,
    along[2] - bulge - mm(3) + folded,
  ];
  const [x, y] = [across + side * 3, v * reach];
  return { position, u: across, v: 1, extra: x, extra2: y };
}
