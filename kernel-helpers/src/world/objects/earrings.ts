import type { PersonBase } from "../person-geometry";
import { Mask, MASK_COUNT, Material, type HeadModel, type TriggerMesh } from "../types";
import { mm, vertexAt, type Vec3 } from "../vector";
import { MeshBuilder } from "./mesh-builder";

/** The stud in front of the lobe, as an ellipsoid, and where it sits from the lobe's lowest point. */
const STUD = { radius: mm(8.2), squash: [0.55, 1, 0.9] as const, outward: mm(4.5), up: mm(5.5), forward: mm(5) };
/** The rod that hangs from the stud. */
const ROD = { radius: mm(1.2), top: mm(-6), bottom: mm(-15), outward: [mm(1), mm(1.2)] as const };
const CAP = { radius: mm(3.5), y: mm(-13.5) };
/** The pearl, 20 mm across. */
const PEARL = { radius: mm(10), y: mm(-23.5), outward: mm(1.5) };

/** Vertices further from the middle than this may belong to an ear. */
const EAR_X = 0.5;
const EAR_MASK = 0.4;

/** The lowest vertex of an ear on the base head. @param side 1 left, -1 right */
export function lobeVertex(head: HeadModel, side: 1 | -1): number {
  let lowest = -1;
  for (let vertex = 0; vertex < head.parts.body.v1; vertex++) {
    if (head.masks[vertex * MASK_COUNT + Mask.Ears] < EAR_MASK || head.positions[vertex * 3] * side < EAR_X) continue;
    if (lowest < 0 || head.positions[vertex * 3 + 1] < head.positions[lowest * 3 + 1]) lowest = vertex;
  }
  return lowest;
}

/** A pair of pearl drops in gold. */
export function buildEarrings({ head, positions }: PersonBase): TriggerMesh {
  const builder = new MeshBuilder();
  for (const side of [1, -1] as const) {
    const [x, y, z] = vertexAt(positions, lobeVertex(head, side));
    const stud: Vec3 = [x + side * STUD.outward, y + STUD.up, z + STUD.forward];
    const below = (outward: number, dy: number): Vec3 => [stud[0] + side * outward, stud[1] + dy, stud[2]];
    builder.addSphere(stud, STUD.radius, Material.Metal, { columns: 16, rows: 10, squash: STUD.squash });
    const rod = [below(ROD.outward[0], ROD.top), below(ROD.outward[1], ROD.bottom)];
    builder.addTube(rod, { level: ROD.radius, upright: () => ROD.radius }, Material.Metal, 6);
    builder.addSphere(below(PEARL.outward, PEARL.y), PEARL.radius, Material.Pearl, { columns: 18, rows: 12 });
    builder.addSphere(below(PEARL.outward, CAP.y), CAP.radius, Material.Metal, { columns: 10, rows: 7 });
  }
  return builder.finish();
}
