import type { Random } from "../../base/seed";
import type { PersonBase } from "../person-geometry";
import { frameAt, nearestSkinVertex } from "../surface";
import type { TattooDecal } from "../types";
import { mm } from "../vector";

/** A star of 45 mm from the centre's one side to the other, drawn by starDistance of tattoo-star.ts. */
const RADIUS = mm(22.5);
const REACH = mm(27);
/** On the left cheek of the base head, with the standard deviation of where it is put. */
const CHEEK = { x: 0.4, y: 6.88, z: 1.25, sideways: mm(1.5), up: mm(2) };
/** Turn of the star in radians: mean and standard deviation. */
const TURN = { mean: 0.1, deviation: 0.1 };

/** A temporary tattoo on the left cheek: a star, as an outline or filled in. */
export function placeTattoo({ head, positions, normals }: PersonBase, filled: boolean, random: Random): TattooDecal {
  const x = CHEEK.x + random.normal(0, CHEEK.sideways);
  const y = CHEEK.y + random.normal(0, CHEEK.up);
  const turn = random.normal(TURN.mean, TURN.deviation);
  const frame = frameAt(positions, normals, nearestSkinVertex(head, [x, y, CHEEK.z]), turn);
  return { ...frame, kind: "tattoo", filled, radius: RADIUS, reach: REACH };
}
