import assert from "node:assert/strict";
import sharp from "sharp";
import { jpegQuality, progressiveJpeg } from "kernel-helpers/dist/artifacts/progressive-jpeg";
import { UserError } from "kernel-helpers/dist/base/errors";
import { golden, plainPicture } from "./golden";

describe("artifacts/progressive-jpeg", () => {
  const { image, cases } = golden.jpeg;

  for (const { severity, quality, expected } of cases) {
    it(`gives libjpeg's pixels: severity ${severity}, quality ${quality}`, async () => {
      assert.equal(jpegQuality(severity), quality);
      assert.deepEqual([...(await progressiveJpeg(image, severity)).data], expected);
    });
  }

  it("maps the paper's severities to falling qualities, 98 to 3", () => {
    const qualities = Array.from({ length: 39 }, (_, i) => jpegQuality(i + 1));
    assert.deepEqual([qualities[0], qualities[19], qualities[38]], [98, 50, 3]);
    assert.ok(qualities.every((quality, i) => i === 0 || quality < qualities[i - 1]));
  });

  it("has the pixels of a file that is not progressive", async () => {
    const { width, height } = image;
    const file = await sharp(Uint8Array.from(image.data), { raw: { width, height, channels: 3 } })
      .jpeg({ quality: 50, progressive: false, chromaSubsampling: "4:2:0" })
      .toBuffer();
    assert.deepEqual([...(await progressiveJpeg(image, 20)).data], [...(await sharp(file).raw().toBuffer())]);
  });

  it("loses more at a higher severity, nothing of a plain grey, and does not touch the picture", async () => {
    const data = Uint8Array.from(image.data);
    const losses: number[] = [];
    for (const severity of [1, 10, 20, 30, 39]) {
      const after = await progressiveJpeg({ ...image, data }, severity);
      losses.push(after.data.reduce((sum, value, i) => sum + (value - data[i]) ** 2, 0));
    }
    assert.deepEqual([...losses].sort((a, b) => a - b), losses); // prettier-ignore
    assert.deepEqual([...data], image.data);
    assert.deepEqual(await progressiveJpeg(plainPicture(20, 12), 39), plainPicture(20, 12));
  });

  it("refuses severities outside the paper's scale and pictures without their pixels, in a sentence", async () => {
    for (const severity of [0, 40, -1, 2.5, NaN]) {
      await assert.rejects(
        progressiveJpeg(plainPicture(8, 8), severity),
        (error) => error instanceof UserError && error.message.includes(`from 1 to 39, found ${severity}`),
      );
    }
    await assert.rejects(progressiveJpeg({ ...plainPicture(8, 8), width: 9 }, 3), UserError);
  });
});
