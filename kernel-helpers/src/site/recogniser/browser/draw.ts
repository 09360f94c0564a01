import type { Affine } from "../../../augmentation/affine";
import type { RgbImage } from "../../../augmentation/warp";
import type { ActivationMap } from "../../../cam/feature-map";
import { onPhotograph } from "../../../cam/on-photograph";
import { heatColour } from "../../../figures/heat-scale";
import { INPUT_SIDE } from "../network-input";
import { readable } from "./picture";

/** How much of the colour covers the picture where the map is 0, and where it is highest. */
const COVER = { least: 0, most: 0.8 };
/** Colours of 0 … 1 in so many steps. */
const STEPS = 64;
const COLOURS = Array.from({ length: STEPS + 1 }, (_, i) =>
  heatColour(i / STEPS)
    .match(/\d+/g)!
    .map(Number),
);

/** Draws a picture. */
export function drawPicture(canvas: HTMLCanvasElement, { data, width, height }: RgbImage): void {
  [canvas.width, canvas.height] = [width, height];
  const pixels = new ImageData(width, height);
  for (let i = 0; i < width * height; i++) {
    pixels.data.set(data.subarray(3 * i, 3 * i + 3), 4 * i);
    pixels.data[4 * i + 3] = 255;
  }
  readable(canvas).putImageData(pixels, 0, 0);
}

/** Draws a picture under an activation map, which is shown as a share of its highest value. */
export function drawMap(canvas: HTMLCanvasElement, picture: RgbImage, map: ActivationMap, crop: Affine): void {
  const { width, height } = picture;
  const highest = Math.max(...map.values);
  const shares = onPhotograph(map, { crop, inputSize: INPUT_SIDE, height, width }).values;
  const data = picture.data.slice();
  shares.forEach((value, i) => {
    if (Number.isNaN(value) || highest === 0) return;
    const share = value / highest;
    const colour = COLOURS[Math.round(share * STEPS)];
    const cover = COVER.least + (COVER.most - COVER.least) * share;
    for (let k = 0; k < 3; k++) data[3 * i + k] = Math.round(data[3 * i + k] * (1 - cover) + colour[k] * cover);
  });
  drawPicture(canvas, { data, width, height });
}
