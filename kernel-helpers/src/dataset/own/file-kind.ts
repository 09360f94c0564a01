/** The kinds of files that a photograph may be, by what they hold and not by their names. */
export type FileKind = "jpeg" | "png" | "webp" | "tiff" | "heic" | "avif";

/** The kind of a file by its first bytes; undefined for all others, so that no other decoder ever sees a file. */
export function kindOf(content: Buffer): FileKind | undefined {
  const starts = (...bytes: number[]): boolean => content.subarray(0, bytes.length).equals(Buffer.from(bytes));
  const text = (from: number, to: number): string => content.toString("latin1", from, to);
  if (starts(0xff, 0xd8, 0xff)) return "jpeg";
  if (starts(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return "png";
  if (text(0, 4) === "RIFF" && text(8, 12) === "WEBP") return "webp";
  if (starts(0x49, 0x49, 42, 0) || starts(0x4d, 0x4d, 0, 42)) return "tiff";
  if (text(4, 8) !== "ftyp") return undefined;
  // ISO 14496-12: the major brand, a version, then the compatible brands up to the end of the box
  const brands = text(8, Math.min(content.readUInt32BE(0), 256)).match(/.{4}/gs) ?? [];
  if (brands.some((brand) => /^avi[fs]$/.test(brand))) return "avif";
  return brands.some((brand) => /^(he[iv][cxms]|m[is]f1)$/.test(brand)) ? "heic" : undefined;
}
