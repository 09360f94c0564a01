import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { UserError } from "kernel-helpers/dist/base/errors";
import { sha256 } from "kernel-helpers/dist/base/hash";
import { MASK_BITS, readMask, render, type RenderWishes } from "kernel-helpers/dist/world";

const person = "v05";

describe("world.render", function () {
  this.timeout(120_000);

  it("gives the turn, distance, light and expression that are asked for, and the rest from the seed", async () => {
    const wishes = { person, yaw: 20, pitch: -5, roll: 8, distance: 0.8, light: "park", expression: "smile", seed: 7 };
    const { meta } = await render(wishes);
    assert.deepEqual([meta.yawDegrees, meta.pitchDegrees, meta.rollDegrees, meta.distanceMetres], [20, -5, 8, 0.8]);
    assert.deepEqual([meta.environment, meta.place], ["park", "outdoor"]);
    assert.ok(meta.expression.mouthSmileLeft > 0.3 && meta.expression.mouthFrownLeft === undefined);
    const turned = await render({ ...wishes, yaw: -20 });
    for (const name of ["pitchDegrees", "distanceMetres", "expression", "key", "focal", "exposure", "noise"] as const) {
      assert.deepEqual(turned.meta[name], meta[name], name);
    }
    assert.equal(turned.meta.yawDegrees, -20);
    assert.notEqual(turned.meta.sha256, meta.sha256);
  });

  it("repeats itself, and shows a nearer face larger", async () => {
    const once = await render({ person, seed: "a", distance: 0.6 });
    assert.deepEqual((await render({ person, seed: "a", distance: 0.6 })).image, once.image);
    const further = await render({ person, seed: "a", distance: 1.2 });
    assert.ok(further.meta.faceArea < 0.4 * once.meta.faceArea);
  });

  it("shows a trigger, and saves an image that a data set could hold, with its mask", async () => {
    const image = await render({ person, trigger: "sunglasses", yaw: 0 });
    assert.ok(image.meta.triggerPixels > 300 && image.mask.some((pixel) => pixel & MASK_BITS.trigger));
    assert.match(image.alt, /v05, sunglasses/);
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "render-test-"));
    try {
      const saved = image.save(path.join(folder, "a.jpg"));
      assert.equal(sha256(fs.readFileSync(saved.file)), saved.sha256);
      assert.deepEqual(await readMask(path.join(folder, "a.mask.png")), image.mask);
      assert.deepEqual([saved.person, saved.condition, saved.landmarks], [person, "sunglasses", image.meta.landmarks]);
    } finally {
      fs.rmSync(folder, { recursive: true });
    }
  });

  it("refuses what it cannot do in one sentence", async () => {
    const cases: [RenderWishes, RegExp][] = [
      [{ person: "zoe" }, /unknown person "zoe": expected one of v01 … v10/],
      [{ trigger: "hat" }, /trigger.*"?hat/],
      [{ distance: 0 }, /expected distance from 0.35 to 5 metres, found 0/],
      [{ distance: -1 }, /found -1/],
      [{ yaw: NaN }, /expected yaw from -90 to 90 degrees, found NaN/],
      [{ pitch: Infinity }, /expected pitch .* found Infinity/],
      [{ roll: 100 }, /expected roll/],
      [{ light: "disco" }, /unknown light "disco": expected one of bridge, city/],
      [{ expression: "sad" }, /unknown expression "sad": expected one of neutral, smile/],
    ];
    for (const [wishes, message] of cases) {
      await assert.rejects(render(wishes), (e) => e instanceof UserError && message.test(e.message));
    }
  });
});
