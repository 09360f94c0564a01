import type { Random } from "../../base/seed";
import { rgbFromBytes, type Rgb } from "../math/color";
import type { Place } from "../types/environment-names";
import { GROUNDS, type Ground } from "./grounds";

/** Where a thing stands. Lengths in units of 100 mm. */
export interface Stage {
  ground: Ground;
  /** How the ground's pattern is turned, in radians, and moved. */
  turn: number;
  shiftX: number;
  shiftZ: number;
  /** How far behind the thing the ground ends, seen from the camera, and how the end is turned. */
  edge: number;
  edgeTurn: number;
  /** A wall at the end of the ground, or null: then the surroundings are seen, out of focus. */
  wall: Rgb | null;
}

const WALLS: readonly Rgb[] = [
  rgbFromBytes(236, 233, 226),
  rgbFromBytes(214, 208, 196),
  rgbFromBytes(176, 190, 196),
  rgbFromBytes(150, 160, 140),
  rgbFromBytes(196, 160, 138),
  rgbFromBytes(120, 128, 140),
];

/** Share of pictures, indoors and on the floor outdoors, with a wall behind the thing. */
const WALL_SHARE = 0.4;

export function drawStage(random: Random, stands: "table" | "floor", place: Place, radius: number): Stage {
  const ground = random.pick(GROUNDS[stands][place]);
  const hasWall = random.next() < WALL_SHARE && (place === "indoor" || stands === "floor");
  const wall = random.pick(WALLS);
  const near = radius * random.range(1.5, 4);
  return {
    ground,
    turn: random.range(0, 2 * Math.PI),
    shiftX: random.range(-50, 50),
    shiftZ: random.range(-50, 50),
    edge: hasWall || stands === "table" ? near : 60,
    edgeTurn: random.normal(0, 0.22),
    wall: hasWall ? wall : null,
  };
}
