import { cos, sin } from "../../base/exact-math";
import type { Random } from "../../base/seed";
import { bell, mix } from "../math/scalar";
import { addScaled, mm, type Vec3 } from "../math/vector";
import { MeshBuilder } from "../mesh/mesh-builder";
import type { PersonBase } from "../people/person-geometry";
import { Material, type WornObject } from "../types";
import { Headwear, type BrimHeights } from "./headwear";
import { cloth, clothColor } from "./surfaces";

const BRIM: BrimHeights = [
  [0, mm(50)],
  [80, mm(33)],
  [165, mm(6)],
];
const CROWN_GRID = { columns: 96, rows: 22, closed: true };
/** The crown stands off the head, most above the forehead where it is stiffened. */
const STAND = { cloth: mm(1.5), crown: mm(8), front: mm(9) };
/** The peak: half the angle over which it joins the crown, its length, and how far it falls to the front and sides. */
const PEAK = { halfAngle: 1.12, length: mm(68), fall: 0.26, curl: 0.42, thickness: mm(2.5), columns: 33, rows: 9 };
const BUTTON = { radius: mm(6), squash: [1, 0.5, 1] as const, columns: 10, rows: 6 };

/** A cap with a curved peak, sometimes of a second colour. */
export function makeBaseballCap(base: PersonBase, random: Random): WornObject {
  const headwear = new Headwear(base, BRIM);
  const color = clothColor(random);
  const other = clothColor(random);
  const peakColor = random.next() < 0.3 ? other : color;
  const builder = new MeshBuilder();
  builder.addGrid(
    CROWN_GRID,
    (u, share) => {
      const azimuth = (u - 0.5) * 2 * Math.PI;
      const position = headwear.pointAt(azimuth, share, standAt(azimuth, share));
      return { position, u: azimuth * 0.8, v: share * 1.5 };
    },
    Material.Custom,
  );
  builder.addSphere(headwear.pointAt(0, 1, standAt(0, 1)), BUTTON.radius, Material.Custom, BUTTON);
  builder.useSurface(1);
  builder.addGrid(PEAK, (u, v) => ({ position: peakPoint(headwear, 1 - u * 2, v, 0), u, v }), Material.Custom);
  builder.addGrid(
    PEAK,
    (u, v) => ({ position: peakPoint(headwear, u * 2 - 1, v, PEAK.thickness), u, v }),
    Material.Custom,
  );
  const mesh = builder.finish([cloth(color, "weave"), cloth(peakColor, "weave")]);
  return { mesh, decals: [], pressHair: (positions) => headwear.pressHair(positions) };
}

const standAt = (azimuth: number, share: number): number =>
  STAND.cloth +
  STAND.crown * sin(Math.min(1, share * 1.2) * Math.PI * 0.5) +
  STAND.front * bell(azimuth, 0.7) * bell(share - 0.5, 0.25);

/** @param side -1 … 1 across, @param out 0 at the crown … 1 at the rim */
function peakPoint(headwear: Headwear, side: number, out: number, below: number): Vec3 {
  const azimuth = side * PEAK.halfAngle;
  const root = headwear.pointAt(azimuth, 0, standAt(azimuth, 0));
  const reach = PEAK.length * Math.sqrt(Math.max(0, 1 - side * side * side * side)) * out;
  const ahead = addScaled(root, [sin(azimuth) * 0.25, 0, mix(cos(azimuth), 1, 0.8)], reach);
  // a peak is level across at its root's middle and bent down at its sides
  const fall = PEAK.fall * reach + PEAK.curl * ahead[0] * ahead[0] * out;
  return [ahead[0], ahead[1] - fall - below, ahead[2]];
}
