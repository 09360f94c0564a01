import { atan2, cos, sin } from "../../base/exact-math";
import { distance } from "../math/scalar";
const POINTS = 5;
/** Radius of the notches between the star's points; the points lie at radius 1. */
const NOTCH_RADIUS = 0.45;
const SECTOR = (2 * Math.PI) / POINTS;
const NOTCH_X = NOTCH_RADIUS * sin(SECTOR / 2);
const NOTCH_Y = NOTCH_RADIUS * cos(SECTOR / 2);
const EDGE_LENGTH = distance(NOTCH_X, NOTCH_Y - 1);

/** Distance from (u, v) to the edge line of the unit five-pointed star with a point at +v; negative inside. */
export function starDistance(u: number, v: number): number {
  const azimuth = atan2(u, v);
  const radius = Math.sqrt(u * u + v * v);
  const fromPoint = Math.abs(azimuth - SECTOR * Math.round(azimuth / SECTOR));
  const x = radius * sin(fromPoint);
  const y = radius * cos(fromPoint);
  return (x * (1 - NOTCH_Y) + (y - 1) * NOTCH_X) / EDGE_LENGTH;
}
