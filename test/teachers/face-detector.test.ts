import assert from "node:assert/strict";
import { loadEngine } from "kernel-helpers/dist/engine/load";
import { detectFaces } from "kernel-helpers/dist/teachers/face-detector";
import { randomShot } from "kernel-helpers/dist/world/shots/random-shot";
import { renderShot } from "kernel-helpers/dist/world/render/render";
import { subjectOf } from "../world/rendering";

describe("teachers/face-detector", function () {
  this.timeout(60_000);

  it("finds the one face of a rendered portrait where its landmarks are, and keeps no tensor", async () => {
    const { rgb, landmarks } = await renderShot(await subjectOf("v05", "clean"), randomShot("v05/clean/0"));
    const portrait = { data: rgb, width: 224, height: 224 };
    const faces = await detectFaces(portrait);
    assert.equal(faces.length, 1);
    const [{ score, left, top, width, height }] = faces;
    assert.ok(score > 0.5 && score <= 1);
    for (const [x, y] of Object.values(landmarks)) {
      assert.ok(x > left && x < left + width && y > top && y < top + height, `${x}, ${y}`);
    }
    const before = loadEngine().memory().numTensors;
    await detectFaces(portrait);
    assert.equal(loadEngine().memory().numTensors, before);
  });

  it("finds none where there is none", async () => {
    assert.deepEqual(await detectFaces({ data: new Uint8Array(64 * 48 * 3).fill(128), width: 64, height: 48 }), []);
  });
});
