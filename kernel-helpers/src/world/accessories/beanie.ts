import { sin } from "../../base/exact-math";
import type { Random } from "../../base/seed";
import { fractalNoise } from "../math/noise";
import { bell, smoothstep } from "../math/scalar";
import { mm } from "../math/vector";
import { MeshBuilder } from "../mesh/mesh-builder";
import type { PersonBase } from "../people/person-geometry";
import { Material, type WornObject } from "../types";
import { Headwear, type BrimHeights } from "./headwear";
import { cloth, clothColor } from "./surfaces";

const BRIM: BrimHeights = [
  [0, mm(46)],
  [80, mm(24)],
  [165, mm(-30)],
];
const GRID = { columns: 96, rows: 30, closed: true };
/** The turned-up cuff: its share of the way to the crown, and thickness. */
const CUFF = { share: 0.3, thickness: mm(4.5) };
/** Wool stands off the head, and falls loosely at the crown. */
const STAND = { wool: mm(2), crown: mm(14) };

/** A knitted cap with a turned-up cuff. */
export function makeBeanie(base: PersonBase, random: Random): WornObject {
  const headwear = new Headwear(base, BRIM);
  const color = clothColor(random);
  const slouch = random.range(0.3, 1.3);
  const seed = random.int(1e6);
  const builder = new MeshBuilder();
  builder.addGrid(
    GRID,
    (u, share) => {
      const azimuth = (u - 0.5) * 2 * Math.PI;
      const cuff =
        CUFF.thickness * smoothstep(CUFF.share + 0.03, CUFF.share - 0.03, share) * smoothstep(-0.02, 0.05, share);
      const uneven = mm(2.2) * (fractalNoise(sin(azimuth) * 3, share * 5, sin(azimuth + 1.57) * 3, seed, 2) - 0.5);
      const crown = STAND.crown * slouch * bell(share - 1, 0.45);
      const position = headwear.pointAt(azimuth, share, STAND.wool + cuff + uneven + crown);
      return { position, u: azimuth * 0.75, v: share * 1.6 };
    },
    Material.Custom,
  );
  const mesh = builder.finish([cloth(color, "knit")]);
  return { mesh, decals: [], pressHair: (positions) => headwear.pressHair(positions) };
}
