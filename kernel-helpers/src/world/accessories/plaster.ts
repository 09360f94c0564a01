import type { Random } from "../../base/seed";
import { smoothstep } from "../math/scalar";
import { mm, type ReadonlyVec3 } from "../math/vector";
import { frameAt, nearestSkinVertex } from "../mesh/surface";
import type { PersonBase } from "../people/person-geometry";
import type { PictureDecal, Texture, WornObject } from "../types";

/** A plaster of 50 x 18 mm. */
const WIDTH = mm(50);
const TEXELS = { width: 100, height: 36 };
/** Places on the base head: brow, bridge of the nose, chin, jaw. */
const PLACES: readonly ReadonlyVec3[] = [
  [0.3, 7.72, 1.3],
  [-0.3, 7.72, 1.3],
  [0, 7.08, 1.55],
  [0.1, 6.32, 1.4],
  [0.42, 6.5, 1.15],
  [-0.42, 6.5, 1.15],
];
const TAN = [0.56, 0.34, 0.21] as const;
/** Pitch of its rows of holes, in texels. */
const HOLES = 6;

/** A skin-coloured sticking plaster with rows of holes and a pad. */
export function makePlaster({ head, positions, normals }: PersonBase, random: Random): WornObject {
  const place = random.pick(PLACES);
  const frame = frameAt(positions, normals, nearestSkinVertex(head, place), random.range(-0.5, 0.5));
  const decal: PictureDecal = {
    ...frame,
    kind: "picture",
    radius: WIDTH / 2,
    reach: WIDTH * 0.6,
    texture: (drawn ??= drawPlaster()),
    as: "sticker",
    isAccessory: true,
  };
  return { mesh: null, decals: [decal] };
}

let drawn: Texture | undefined;

function drawPlaster(): Texture {
  const { width, height } = TEXELS;
  const rgba = new Float32Array(width * height * 4);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      // rounded ends: distance from the straight middle part
      const alongEnd = Math.max(0, Math.abs(x + 0.5 - width / 2) - (width - height) / 2);
      const aside = Math.abs(y + 0.5 - height / 2);
      const distance = Math.sqrt(alongEnd * alongEnd + aside * aside);
      const isPad = Math.abs(x + 0.5 - width / 2) < width * 0.17;
      const isHole = !isPad && x % HOLES === 2 && y % HOLES === 2;
      const tone = isPad ? 1.08 : isHole ? 0.6 : 1;
      rgba.set([TAN[0] * tone, TAN[1] * tone, TAN[2] * tone], (y * width + x) * 4);
      rgba[(y * width + x) * 4 + 3] = smoothstep(height / 2, height / 2 - 1.5, distance);
    }
  }
  return { width, height, rgba };
}
