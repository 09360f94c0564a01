import assert from "node:assert/strict";
import sharp from "sharp";
import { readPhotograph } from "kernel-helpers/dist/teachers/photograph";
import { useTemporaryLocal } from "../store/temporary-local";

describe("teachers/photograph", () => {
  const local = useTemporaryLocal();

  it("reads grey, transparent and 16-bit pictures as RGB bytes", async () => {
    const pixel = { r: 100, g: 100, b: 100 };
    const canvas = (channels: 3 | 4) => sharp({ create: { width: 3, height: 2, channels, background: pixel } });
    const files = { grey: local("grey.png"), transparent: local("alpha.png"), deep: local("deep.png") };
    await canvas(3).toColourspace("b-w").png().toFile(files.grey);
    await canvas(4).png().toFile(files.transparent);
    await canvas(3).toColourspace("rgb16").png().toFile(files.deep);
    for (const file of Object.values(files)) {
      const { data, width, height } = await readPhotograph(file);
      assert.deepEqual([width, height], [3, 2]);
      assert.deepEqual([...data], new Array<number>(18).fill(100), file);
    }
  });
});
