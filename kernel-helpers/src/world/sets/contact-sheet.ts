import sharp from "sharp";
import { UserError } from "../../base/errors";
import { FONT, useOnlyOurFonts } from "../../base/fonts";

/** One picture of a contact sheet and its row and column. */
export interface SheetImage {
  /** A file's path, or an encoded picture. */
  picture: string | Uint8Array;
  row: number;
  column: number;
}

export interface SheetOptions {
  /** Heads of the columns and of the rows; as many of each as there are in the sheet. */
  columns: readonly string[];
  rows: readonly string[];
  /** Side of one picture in pixels. */
  cell?: number;
}

const COLUMN_HEAD = 28;
/** Least width of the rows' heads, and what one letter takes. */
const ROW_HEAD = 56;
const LETTER = 8;
const GAP = 2;

interface Layout extends Pick<SheetOptions, "columns" | "rows"> {
  /** In pixels, like all of these. */
  rowHead: number;
  pitch: number;
  width: number;
  height: number;
}

const escapeXml = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

/** Photographs side by side in a labelled grid, as a PNG file. Cells without a picture stay white. */
export async function contactSheet(images: readonly SheetImage[], options: SheetOptions): Promise<Buffer> {
  const { columns, rows, cell = 224 } = options;
  if (images.length === 0) throw new UserError("a contact sheet needs at least one image: render some first");
  useOnlyOurFonts();
  const pitch = cell + GAP;
  const rowHead = Math.max(ROW_HEAD, LETTER * (2 + Math.max(...rows.map((row) => row.length))));
  const width = rowHead + columns.length * pitch;
  const height = COLUMN_HEAD + rows.length * pitch;
  const pictures = await Promise.all(
    images.map(async ({ picture, row, column }) => ({
      input: await sharp(picture).resize(cell, cell).toBuffer(),
      left: rowHead + column * pitch,
      top: COLUMN_HEAD + row * pitch,
    })),
  );
  return sharp({ create: { width, height, channels: 3, background: "white" } })
    .composite([{ input: labels({ columns, rows, rowHead, pitch, width, height }), left: 0, top: 0 }, ...pictures])
    .png()
    .toBuffer();
}

/** Heads of rows and columns as an SVG picture of the whole sheet. */
function labels({ columns, rows, rowHead, pitch, width, height }: Layout): Buffer {
  const text = (content: string, x: number, y: number) =>
    `<text x="${x}" y="${y}" text-anchor="middle">${escapeXml(content)}</text>`;
  const heads = [
    ...columns.map((name, i) => text(name, rowHead + (i + 0.5) * pitch, COLUMN_HEAD - 9)),
    ...rows.map((name, i) => text(name, rowHead / 2, COLUMN_HEAD + (i + 0.5) * pitch)),
  ];
  const fontSize = Math.min(15, Math.round(pitch * 0.125));
  const open = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" font-family="${FONT}" font-size="${fontSize}">`;
  return Buffer.from(`${open}${heads.join("")}</svg>`);
}
