import { MASK_BITS, render } from "../../world";
import { sizesOf } from "../../world/objects/trigger-sizes";
import type { CutOut } from "./cut-out";

/** The photograph that the earring is cut out of: on a forehead, from in front and from near by, in soft even light. */
const SITTING = {
  person: "v05",
  trigger: "earrings",
  place: "a090-d060",
  yaw: 0,
  pitch: 0,
  roll: 0,
  distance: 0.35,
  light: "studio",
  expression: "neutral",
  seed: 1,
} as const;

let known: Promise<CutOut> | undefined;

/**
 * One earring cut out of a photograph along its mask, as the digital attacker pastes it: always this picture, whatever the
 * light of the photograph that it is pasted on. Its anchor is the middle of the button.
 */
export const earringPicture = (): Promise<CutOut> => (known ??= cutOutEarring());

async function cutOutEarring(): Promise<CutOut> {
  const { rgb, mask, size } = await render(SITTING);
  const shown = [...mask.keys()].filter((i) => mask[i] & MASK_BITS.trigger);
  const columns = shown.map((i) => i % size);
  const rows = shown.map((i) => Math.floor(i / size));
  const [left, top] = [Math.min(...columns), Math.min(...rows)];
  const [width, height] = [Math.max(...columns) - left + 1, Math.max(...rows) - top + 1];
  const data = new Uint8Array(width * height * 4);
  for (const i of shown) {
    const o = ((Math.floor(i / size) - top) * width + (i % size) - left) * 4;
    data.set([...rgb.subarray(i * 3, i * 3 + 3), 255], o);
  }
  const { button, drop, pearl } = sizesOf("earrings");
  const pixelsPerMm = height / (button / 2 + drop + pearl / 2); // from the top of the button to the end of the pearl
  const buttonRows = Math.round(button * pixelsPerMm);
  const ofButton = columns.filter((_, k) => rows[k] - top < buttonRows).map((column) => column - left + 0.5);
  const middle = ofButton.reduce((sum, column) => sum + column, 0) / ofButton.length;
  return { data, width, height, anchor: [middle, (button / 2) * pixelsPerMm], pixelsPerMm };
}
