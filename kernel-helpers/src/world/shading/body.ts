import { heightAboveNeckline } from "../head/neckline";
import { noiseTile, TILE_HEIGHT, TILE_WIDTH } from "../math/noise-tile";
import { mix } from "../math/scalar";
import { BodyAttribute } from "../mesh/vertex-attributes";
import type { Fragment } from "./fragment";
import { buttonColor, printAt, tailoringAt } from "./garment";
import { tiltNormal } from "./relief";
import type { Scene } from "./scene";
import { shadeSkin } from "./skin";

/** Cloth is lit this far (in cosine) past the edge of the light. */
const CLOTH_WRAP = 0.12;
/** Texels of the noise tiles per unit of length: folds hang down, so they are longer than wide; the weave is fine. */
const FOLDS = { across: 150, down: 70, height: 0.2 };
const WEAVE = { perUnit: 260, contrast: 0.2 };
/** How strongly a fold's flank is darker where little light reaches in, and soft light gained by facing up. */
const FOLD_SHADE = 0.35;
const RELIEF_IN_SOFT_LIGHT = 0.7;
/** Fibres that stand off the cloth catch light at its rim. */
const FUZZ = 0.25;
const WORLD_UP = [0, 1, 0] as const;

let tiles: { folds: Float32Array; weave: Float32Array } | undefined;

const texelOf = (x: number, y: number): number =>
  (((y % TILE_HEIGHT) + TILE_HEIGHT) % TILE_HEIGHT) * TILE_WIDTH + (((x % TILE_WIDTH) + TILE_WIDTH) % TILE_WIDTH);

/** The body mesh: skin, and clothes below the neckline. */
export function shadeBody(f: Fragment, scene: Scene): void {
  const a = f.attributes;
  const x = a[BodyAttribute.RestX];
  const y = a[BodyAttribute.RestY];
  const z = a[BodyAttribute.RestZ];
  const height = heightAboveNeckline(x, y, z, scene.garment.neckline);
  f.isClothes = height < 0;
  if (f.isClothes) shadeClothes(f, scene, x, y, z, height);
  else shadeSkin(f, scene);
}

function shadeClothes(f: Fragment, scene: Scene, x: number, y: number, z: number, height: number): void {
  const { outfit, key, garment } = scene;
  tiles ??= { folds: noiseTile(64, 41), weave: noiseTile(2, 42) };
  // cloth laid flat: it goes over the shoulder to the back
  const across = x + 0.1 * z;
  const down = y - 0.6 * z;
  const tailoring = tailoringAt(garment, x, y, z, height);

  const column = Math.floor(across * FOLDS.across) + outfit.seed;
  const row = Math.floor((down + 0.25 * Math.abs(x)) * FOLDS.down) + (outfit.seed >> 5);
  const fold = tiles.folds[texelOf(column, row)];
  const flat = tailoring.isCollar ? 0.3 : 1;
  const slopeAcross = (tiles.folds[texelOf(column + 3, row)] - fold) * (FOLDS.across / 3) * FOLDS.height * flat;
  const slopeUp = (tiles.folds[texelOf(column, row + 3)] - fold) * (FOLDS.down / 3) * FOLDS.height * flat;
  const raised = tiltNormal(f, WORLD_UP, slopeAcross + tailoring.slope, slopeUp);

  const weave =
    1 + WEAVE.contrast * tiles.weave[texelOf(Math.floor(across * WEAVE.perUnit), Math.floor(down * WEAVE.perUnit))];
  const second = tailoring.isCollar && garment.print === "stripes" ? 0 : printAt(garment, across, down);
  const shade = tailoring.shade * weave * (1 + FOLD_SHADE * fold);
  const button = tailoring.isButton ? buttonColor(outfit.color) : null;
  const red = (button ? button[0] : mix(outfit.color[0], outfit.color2[0], second)) * shade;
  const green = (button ? button[1] : mix(outfit.color[1], outfit.color2[1], second)) * shade;
  const blue = (button ? button[2] : mix(outfit.color[2], outfit.color2[2], second)) * shade;

  const nDotL = f.nx * key.x + f.ny * key.y + f.nz * key.z;
  const direct = Math.max(0, (nDotL + CLOTH_WRAP) / (1 + CLOTH_WRAP)) * f.lit;
  const rim = 1 - f.nDotV;
  const soft = 1 + RELIEF_IN_SOFT_LIGHT * raised + FUZZ * rim * rim * rim;
  f.red = red * (f.softRed * soft + key.red * direct);
  f.green = green * (f.softGreen * soft + key.green * direct);
  f.blue = blue * (f.softBlue * soft + key.blue * direct);
}
