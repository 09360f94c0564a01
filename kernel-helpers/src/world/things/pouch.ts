import { cos, pow, sin } from "../../base/exact-math";
import { piecewiseLinear } from "../math/scalar";
import { mm, type Vec3 } from "../math/vector";
import type { MeshBuilder } from "../mesh/mesh-builder";
import { loft, smoothPath, type Outline, type Section } from "./shapes";

/** How a bag swells with height, in millimetres: half its width and half its depth. */
export type PouchRow = readonly [height: number, halfWidth: number, halfDepth: number];

export interface PouchSpec {
  rows: readonly PouchRow[];
  /** Exponent of the superellipse that it is across: 2 an ellipse, large a box. */
  squareness: number;
  /** Middle of the bag at height 0, in millimetres. */
  at?: readonly [x: number, y: number, z: number];
  /** Number of points round it. */
  columns?: number;
  /** Whether one looks into it from above. */
  isOpen?: boolean;
}

/** A bag shape: superellipses of changing size one above the other. */
export class Pouch {
  private readonly rows: readonly PouchRow[];

  constructor(private readonly spec: PouchSpec) {
    const [[lowest]] = spec.rows;
    // the curve swings out between rows of unlike distance
    this.rows = smoothPath(spec.rows, 5).map(([y, width, depth]): PouchRow => [Math.max(lowest, y), width, depth]);
  }

  addTo(builder: MeshBuilder, slot: number, lining = slot): void {
    const { squareness, at = [0, 0, 0], columns = 64, isOpen = false } = this.spec;
    const sections = this.rows.map(([y, halfWidth, halfDepth]): Section => ({
      centre: [mm(at[0]), mm(at[1] + y), mm(at[2])],
      a: [0, 0, 1],
      b: [1, 0, 0],
      outline: superellipse(mm(Math.max(0.1, halfDepth)), mm(Math.max(0.1, halfWidth)), squareness, columns),
    }));
    loft(builder, sections, slot, { capFirst: true, capLast: !isOpen });
    if (isOpen) addLining(builder, sections, lining);
  }

  /** The front surface at (x, y) of the bag, in millimetres, `lift` above it; x is held within the width. */
  front(x: number, y: number, lift = 0): Vec3 {
    const { squareness, at = [0, 0, 0] } = this.spec;
    const [halfWidth, halfDepth] = this.sizeAt(y);
    const share = Math.min(0.999, Math.abs(x) / halfWidth);
    const depth = halfDepth * pow(1 - pow(share, squareness), 1 / squareness);
    return [mm(at[0] + x), mm(at[1] + y), mm(at[2] + depth + lift)];
  }

  sizeAt(y: number): [halfWidth: number, halfDepth: number] {
    return [
      piecewiseLinear(
        y,
        this.rows.map(([height, width]) => [height, width] as const),
      ),
      piecewiseLinear(
        y,
        this.rows.map(([height, , depth]) => [height, depth] as const),
      ),
    ];
  }
}

/** The inside of an open bag, 3 mm within the outside. */
function addLining(builder: MeshBuilder, sections: readonly Section[], slot: number): void {
  const inner = sections
    .slice(Math.floor(sections.length * 0.3))
    .reverse()
    .map((section) => ({ ...section, outline: section.outline.map(([a, b]) => [shrink(a), shrink(b)] as const) }));
  loft(builder, [sections[sections.length - 1], ...inner], slot, { capLast: false });
  const { centre, a, b, outline } = inner[inner.length - 1];
  loft(builder, [0, 1].map((i) => ({ centre, a, b, outline: outline.map(([p, q]) => [p * (1 - i), q * (1 - i)] as const) })), slot); // prettier-ignore
}

const shrink = (value: number): number => Math.sign(value) * Math.max(0, Math.abs(value) - mm(3));

function superellipse(halfA: number, halfB: number, exponent: number, count: number): Outline {
  const power = 2 / exponent;
  return Array.from({ length: count }, (_, i) => {
    const angle = (i / count) * 2 * Math.PI;
    const [c, s] = [cos(angle), sin(angle)];
    return [halfA * Math.sign(c) * pow(Math.abs(c), power), halfB * Math.sign(s) * pow(Math.abs(s), power)] as const;
  });
}
