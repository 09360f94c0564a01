import assert from "node:assert/strict";
import sharp from "sharp";
import { importSheet } from "kernel-helpers/dist/dataset/own/contact-sheet";
import { useTemporaryLocal } from "../../store/temporary-local";
import { entry } from "../small-set";

describe("dataset/own/contact-sheet", () => {
  const local = useTemporaryLocal();

  it("shows each copy with its five points, and what was dropped below", async () => {
    const file = local("copy.jpg");
    await sharp({ create: { width: 224, height: 224, channels: 3, background: "#c00000" } }).toFile(file);
    const photograph = (n: number) => ({ file: `A/${n}.jpg`, person: "A & <B>", condition: "clean", image: { ...entry("A", "clean", n), file }, facePixels: 45 }); // prettier-ignore
    const height = async (count: number, dropped: number): Promise<[number, number]> => {
      const files = Array.from({ length: dropped }, (_, i) => ({ file: `\u0007${i}.jpg`, reason: "it is <damaged>", picture: file })); // prettier-ignore
      const sheet = await importSheet(Array.from({ length: count }, (_, n) => photograph(n)), files); // prettier-ignore
      const { data, info } = await sharp(sheet).raw().toBuffer({ resolveWithObject: true });
      let [red, green] = [0, 0];
      for (let i = 0; i < data.length; i += 3) {
        if (data[i] > 150 && data[i + 1] < 60) red++;
        if (data[i + 1] > 200 && data[i] < 110) green++;
      }
      assert.ok(count === 0 || green > 8 * count, `${green} pixels of points`);
      return [info.height, red / 112 ** 2];
    };
    const [one, oneArea] = await height(1, 0);
    const [ten, tenArea] = await height(10, 0);
    const [eleven] = await height(11, 0);
    const [more, moreArea] = await height(11, 3);
    assert.equal(one, ten, "ten stand in a row");
    assert.ok(eleven > ten + 112 && more > eleven + 3 * 80);
    assert.ok(Math.abs(oneArea - 1) < 0.05 && Math.abs(tenArea - 10) < 0.5 && moreArea > 11.5);
    await height(0, 1);
  });
});
