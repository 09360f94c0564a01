import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import sharp from "sharp";
import { Seed } from "kernel-helpers/dist/base/seed";
import { decodePhotograph } from "kernel-helpers/dist/dataset/own/decode";
import { Unusable } from "kernel-helpers/dist/dataset/own/unusable";
import { projectRoot } from "kernel-helpers/dist/base/paths";
import { portrait, storedTurned } from "./portraits";

const reference = (name: string): Buffer => fs.readFileSync(path.join(projectRoot(), "test", "reference", name));
const golden = JSON.parse(reference("heic.json").toString()) as {
  width: number;
  height: number;
  middles: [number, number][];
  pixels: [number, number, number][];
};
const canvas = (background: object | string, channels: 3 | 4 = 3) =>
  sharp({ create: { width: 12, height: 8, channels, background: background as string } });
const refuses = (content: Buffer, message: RegExp): Promise<void> =>
  assert.rejects(decodePhotograph(content, 64), (error) => error instanceof Unusable && message.test(error.message));

describe("dataset/own/decode", function () {
  this.timeout(60_000);

  it("reads every kind of file as the same RGB bytes", async () => {
    const pixel = { r: 90, g: 130, b: 200 };
    const files = {
      png: await canvas(pixel).png().toBuffer(),
      jpeg: await canvas(pixel).jpeg({ quality: 100, chromaSubsampling: "4:4:4" }).toBuffer(),
      webp: await canvas(pixel).webp({ lossless: true }).toBuffer(),
      tiff: await canvas(pixel).tiff().toBuffer(),
      deep: await canvas(pixel).toColourspace("rgb16").png().toBuffer(),
      displayP3: await canvas(pixel).withIccProfile("p3").png().toBuffer(), // other bytes, and the profile that explains them
      avif: await canvas(pixel).avif({ lossless: true }).toBuffer(),
      cmyk: await canvas(pixel).toColourspace("cmyk").jpeg({ quality: 100 }).toBuffer(),
    };
    // Bytes are kept but for the rounding of colours by JPEG, AVIF and profiles, and CMYK's smaller gamut.
    const tolerance: Partial<Record<string, number>> = { jpeg: 2, avif: 3, cmyk: 30, displayP3: 2 };
    for (const [kind, content] of Object.entries(files)) {
      const { picture, scale } = await decodePhotograph(content, 64);
      assert.deepEqual([picture.width, picture.height, picture.data.length, scale], [12, 8, 12 * 8 * 3, 1], kind);
      [90, 130, 200].forEach((value, k) =>
        assert.ok(
          Math.abs(picture.data[k] - value) <= (tolerance[kind] ?? 0),
          `${kind}: ${picture.data.subarray(0, 3).join()}`,
        ),
      );
    }
  });

  it("makes grey pictures RGB and transparent ones white", async () => {
    const grey = await canvas({ r: 77, g: 77, b: 77 }).toColourspace("b-w").png().toBuffer();
    assert.deepEqual([...(await decodePhotograph(grey, 64)).picture.data.subarray(0, 3)], [77, 77, 77]);
    const clear = await canvas({ r: 0, g: 0, b: 0, alpha: 0 }, 4).png().toBuffer();
    assert.deepEqual([...(await decodePhotograph(clear, 64)).picture.data.subarray(0, 3)], [255, 255, 255]);
  });

  it("turns a photograph as each of the eight EXIF orientations says", async () => {
    const upright = (await portrait()).image;
    const expected = await sharp(upright).raw().toBuffer();
    for (let orientation = 1; orientation <= 8; orientation++) {
      const { picture } = await decodePhotograph(await storedTurned(upright, orientation), 512);
      const difference = picture.data.reduce((sum, value, i) => sum + Math.abs(value - expected[i]), 0);
      assert.ok(difference / expected.length < 3, `${orientation}: ${difference / expected.length}`); // JPEG at 95
    }
  });

  it("decodes HEIC as pillow-heif does, and turns it by its own box and not once more by its EXIF data", async () => {
    for (const name of ["heic.heic", "heic-turned.heic"]) {
      const { picture } = await decodePhotograph(reference(name), 512);
      assert.deepEqual([picture.width, picture.height], [golden.width, golden.height], name);
      golden.middles.forEach(([x, y], k) => {
        const at = (y * picture.width + x) * 3;
        const pixel = [...picture.data.subarray(at, at + 3)];
        // One step for the rounding of YCbCr to RGB, one for the other build of the encoded turned picture.
        pixel.forEach((value, c) => assert.ok(Math.abs(value - golden.pixels[k][c]) <= 2, `${name}: ${pixel.join()}`));
      });
    }
  });

  it("makes large photographs smaller and says by how much, whichever way they are turned", async () => {
    const tall = await sharp({ create: { width: 400, height: 200, channels: 3, background: "red" } })
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer();
    const { picture, scale } = await decodePhotograph(tall, 100);
    assert.deepEqual([picture.width, picture.height, scale], [50, 100, 0.25]);
  });

  it("refuses what is no photograph, whatever its name says, without handing it to any decoder", async () => {
    const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>';
    for (const text of ["", "hello", svg, "%PDF-1.7", "GIF89a\x01\x00\x01\x00", "....ftypmp42........"]) {
      await refuses(Buffer.from(text, "latin1"), /no JPEG, PNG, HEIC, WebP or TIFF picture/);
    }
  });

  it("refuses damaged and truncated files", async () => {
    const { image } = await portrait();
    await refuses(image.subarray(0, image.length / 2), /it is damaged \(.*\): copy or export it again/);
    await refuses(Buffer.concat([image.subarray(0, 4), Buffer.alloc(999)]), /it is damaged/);
    const png = await sharp(image).png().toBuffer();
    await refuses(png.subarray(0, png.length / 2), /it is damaged/);
    const heic = reference("heic.heic");
    await refuses(heic.subarray(0, heic.length - 20), /cannot be decoded as HEIC|it is damaged/);
  });

  it("refuses a small file of very many pixels before it is decoded", async () => {
    const side = 12000;
    const bomb = await sharp(new Uint8Array(side * side), { raw: { width: side, height: side, channels: 1 } })
      .png({ compressionLevel: 6 })
      .toBuffer();
    assert.ok(bomb.length < 2e6);
    await refuses(bomb, /12000 x 12000 pixels, more than the 110 megapixels/);
    const endless = await canvas("red").png().toBuffer();
    endless.writeUInt32BE(0x08000008, 20);
    await refuses(endless, /12 x 134217736 pixels, more than/);
  });

  it("survives mutated files: each is decoded or refused with a sentence", async () => {
    const { image } = await portrait();
    const files = [
      image,
      await sharp(image).resize(64).png().toBuffer(),
      await sharp(image).resize(64).webp().toBuffer(),
      await sharp(image).resize(64).tiff({ compression: "lzw" }).toBuffer(),
      reference("heic-turned.heic"),
    ];
    let refused = 0;
    for (let k = 0; k < 100; k++) {
      const random = new Seed("mutations").child(k).random();
      const mutant = Buffer.from(files[k % files.length]);
      for (let n = 1 + random.int(12); n > 0; n--) mutant[random.int(Math.min(mutant.length, 4000))] = random.int(256);
      const cut = random.next() < 0.3 ? random.int(mutant.length) : mutant.length;
      try {
        const { picture } = await decodePhotograph(mutant.subarray(0, cut), 256);
        assert.ok(picture.data.length === picture.width * picture.height * 3 && Math.max(picture.width, picture.height) <= 256); // prettier-ignore
      } catch (error) {
        assert.ok(error instanceof Unusable, String(error));
        assert.match(error.message, /^its? .+: .+$/s);
        assert.ok(!error.message.includes("\n"));
        refused++;
      }
    }
    assert.ok(refused > 20, `only ${refused} of 100 were refused: the mutations are too mild`);
  });
});
