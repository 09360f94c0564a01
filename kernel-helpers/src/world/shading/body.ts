import { heightAboveNeckline } from "../neckline";
import { valueNoise } from "../noise";
import { smoothstep } from "../scalar";
import { BodyAttribute } from "../vertex-attributes";
import type { Fragment } from "./fragment";
import type { Scene } from "./scene";
import { shadeSkin } from "./skin";

/** Share of a pair of stripes that has the second colour. */
const STRIPE_SHARE = 0.35;
/** Cloth is lit this far (in cosine) past the edge of the light. */
const CLOTH_WRAP = 0.1;

/** The body mesh: skin, and clothes below the neckline. */
export function shadeBody(f: Fragment, scene: Scene): void {
  const a = f.attributes;
  const x = a[BodyAttribute.RestX];
  const y = a[BodyAttribute.RestY];
  const z = a[BodyAttribute.RestZ];
  const height = heightAboveNeckline(x, y, z, scene.person.vneck);
  f.isClothes = height < 0;
  if (f.isClothes) shadeClothes(f, scene, height);
  else shadeSkin(f, scene);
}

function shadeClothes(f: Fragment, { outfit, key }: Scene, height: number): void {
  const a = f.attributes;
  const x = a[BodyAttribute.RestX];
  const y = a[BodyAttribute.RestY];
  const z = a[BodyAttribute.RestZ];
  const band = outfit.stripe > 0 ? y / outfit.stripe : 0;
  const color = outfit.stripe > 0 && band - Math.floor(band) < STRIPE_SHARE ? outfit.color2 : outfit.color;
  const folds =
    0.7 * valueNoise(x * 2.6, y * 1.9, z * 2.6, outfit.seed) + 0.3 * valueNoise(x * 7, y * 5, z * 7, outfit.seed + 5);
  // the collar's edge lies in the shade of the neck
  const shade = (0.85 + 0.3 * folds) * (0.65 + 0.35 * smoothstep(0, -0.05, height));
  const direct = Math.max(0, (f.nDotL + CLOTH_WRAP) / (1 + CLOTH_WRAP)) * f.lit;
  f.red = color[0] * (f.softRed + key.red * direct) * shade;
  f.green = color[1] * (f.softGreen + key.green * direct) * shade;
  f.blue = color[2] * (f.softBlue + key.blue * direct) * shade;
}
