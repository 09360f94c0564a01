import { cos, sin } from "../../base/exact-math";
import type { Random } from "../../base/seed";
import { CapSurface } from "../head/cap-surface";
import { mix, smoothstep } from "../math/scalar";
import { addScaled, mm, type Vec3 } from "../math/vector";
import { MeshBuilder } from "../mesh/mesh-builder";
import type { PersonBase } from "../people/person-geometry";
import { Material, type WornObject } from "../types";
import { cloth, clothColor } from "./surfaces";

/** The band runs from ear to ear; its plane leans back by this angle and passes this far before the head's centre. */
const TILT = 0.12;
const FORWARD = 0.22;
/** Angle from straight sideways at which it ends, below the height of the head's centre. */
const END = -0.15;
const GRID = { columns: 48, rows: 7 };
const THICKNESS = mm(4);
/** Hair is pressed under the band and this far beside it. */
const PRESSED_BESIDE = mm(30);

/** An Alice band over the hair. */
export function makeHeadband({ headMap }: PersonBase, random: Random): WornObject {
  const surface = new CapSurface(headMap);
  const half = mm(random.range(7, 14));
  const color = clothColor(random);
  const builder = new MeshBuilder();
  builder.addGrid(
    GRID,
    (u, v) => {
      const side = (v - 0.5) * 2;
      const round = THICKNESS * Math.sqrt(1 - 0.9 * side * side);
      const direction = bandDirection(mix(END, Math.PI - END, u), side * half);
      const radius = surface.radius(direction) + round;
      return { position: addScaled(surface.center, direction, radius), u: u * 4, v: v * half * 2 };
    },
    Material.Custom,
  );
  return {
    mesh: builder.finish([cloth(color, "weave")]),
    decals: [],
    pressHair: (positions) => surface.pressHair(positions, (offset) => pressureAt(offset, half)),
  };
}

/** @param angle 0 at the left, π/2 at the top, @param beside how far in front of the band's middle, in head units */
function bandDirection(angle: number, beside: number): Vec3 {
  const up = sin(angle);
  const z = FORWARD - TILT * up + beside;
  const length = Math.sqrt(1 + z * z);
  return [cos(angle) / length, up / length, z / length];
}

/** How fully the band presses hair at an offset from the surface's centre, 0 … 1. */
function pressureAt([x, y, z]: Vec3, half: number): number {
  const across = Math.sqrt(x * x + y * y) || 1e-6;
  if (y < across * sin(END)) return 0;
  const off = Math.abs(z / across - (FORWARD - (TILT * y) / across));
  return smoothstep(half + PRESSED_BESIDE, half, off);
}
