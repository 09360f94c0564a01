import * as path from "node:path";
import sharp, { type OverlayOptions } from "sharp";
import { FONT, useOnlyOurFonts } from "../../base/fonts";
import { wrap } from "../../base/text";
import { COPY_SIDE } from "./stored-copy";
import type { DroppedPhotograph, KeptPhotograph } from "./report";

/** A dropped file and its small view, if it could be decoded. */
export interface DroppedView extends DroppedPhotograph {
  picture?: string;
}

const COLUMNS = 10;
/** In pixels, like all of these. */
const CELL = 112;
const GAP = 4;
const PITCH = CELL + GAP;
const HEAD = 26;
const LINE = 14;
const DROPPED_ROW = 84;
const WIDTH = COLUMNS * PITCH + GAP;
/** Pictures of one sheet: a JPEG file has at most 65,535 rows, and nobody looks at more. */
const MAX_KEPT = 1500;
const MAX_DROPPED = 200;

/** Pieces of a page that grows downwards. */
class Page {
  y = GAP;
  readonly pictures: OverlayOptions[] = [];
  private readonly drawing: string[] = [];

  text(content: string, x: number, y: number, { bold = false, size = 12 } = {}): void {
    this.drawing.push(`<text x="${x}" y="${y}" font-size="${size}" font-weight="${bold ? 700 : 400}">${escapeMarkup(content)}</text>`); // prettier-ignore
  }

  heading(content: string): void {
    this.text(content, GAP, this.y + 17, { bold: true, size: 14 });
    this.y += HEAD;
  }

  dot(x: number, y: number): void {
    this.drawing.push(`<circle cx="${x.toFixed(1)}" cy="${y.toFixed(1)}" r="1.6" fill="#00ff66" stroke="black" stroke-width="0.5"/>`); // prettier-ignore
  }

  async picture(file: string, left: number, side: number): Promise<void> {
    const input = await sharp(file).resize(side, side, { fit: "contain", background: "white" }).toBuffer();
    this.pictures.push({ input, left, top: this.y });
  }

  async jpeg(): Promise<Buffer> {
    const height = this.y + GAP;
    const open = `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" font-family="${FONT}">`;
    const drawing = { input: Buffer.from(`${open}${this.drawing.join("")}</svg>`), left: 0, top: 0 };
    return sharp({ create: { width: WIDTH, height, channels: 3, background: "white" } })
      .composite([...this.pictures, drawing])
      .jpeg({ quality: 88, chromaSubsampling: "4:4:4" })
      .toBuffer();
  }
}

/**
 * What was kept, person by person and condition by condition with the five points that were found, and what was dropped
 * with its reason, as a JPEG file.
 */
export async function importSheet(kept: readonly KeptPhotograph[], dropped: readonly DroppedView[]): Promise<Buffer> {
  useOnlyOurFonts();
  const page = new Page();
  page.heading(`Kept: ${kept.length} photographs`);
  const shown = kept.slice(0, MAX_KEPT);
  const groups = [...new Set(shown.map(groupOf))];
  for (const group of groups) await drawGroup(page, group, shown.filter((photograph) => groupOf(photograph) === group)); // prettier-ignore
  if (kept.length > shown.length) page.heading(`… and ${kept.length - shown.length} more: report.json names them`);
  page.y += HEAD / 2;
  page.heading(`Dropped: ${dropped.length} files`);
  for (const file of dropped.slice(0, MAX_DROPPED)) await drawDropped(page, file);
  if (dropped.length > MAX_DROPPED) page.heading(`… and ${dropped.length - MAX_DROPPED} more: report.json names them`);
  return page.jpeg();
}

const groupOf = ({ person, condition }: KeptPhotograph): string => `${person}, ${condition}`;

async function drawGroup(page: Page, group: string, photographs: readonly KeptPhotograph[]): Promise<void> {
  page.text(`${group}: ${photographs.length}`, GAP, page.y + 14);
  page.y += 20;
  for (let start = 0; start < photographs.length; start += COLUMNS) {
    for (const [column, { file, image }] of photographs.slice(start, start + COLUMNS).entries()) {
      const left = GAP + column * PITCH;
      await page.picture(image.file, left, CELL);
      for (const [x, y] of Object.values(image.landmarks) as [number, number][]) {
        page.dot(left + (x * CELL) / COPY_SIDE, page.y + (y * CELL) / COPY_SIDE);
      }
      page.text(shortened(path.posix.basename(file)), left, page.y + CELL + 11, { size: 9 });
    }
    page.y += CELL + LINE + GAP;
  }
}

async function drawDropped(page: Page, { file, reason, picture }: DroppedView): Promise<void> {
  if (picture !== undefined) await page.picture(picture, GAP, DROPPED_ROW - GAP);
  page.text(file, DROPPED_ROW + 8, page.y + 16, { bold: true });
  const lines = wrap(reason, 150);
  lines.forEach((line, i) => page.text(line, DROPPED_ROW + 8, page.y + 32 + i * LINE));
  page.y += Math.max(picture === undefined ? 0 : DROPPED_ROW, 34 + lines.length * LINE);
}

const CAPTION = 19;
const shortened = (name: string): string => (name.length > CAPTION ? `${name.slice(0, CAPTION - 7)}…${name.slice(-6)}` : name); // prettier-ignore

/** A text as HTML and SVG write it; control characters, which a file's name may have, as question marks. */
export const escapeMarkup = (text: string): string =>
  text
    .replace(/\p{Cc}/gu, "?")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
