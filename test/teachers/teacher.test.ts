import assert from "node:assert/strict";
import { ORIGINAL } from "kernel-helpers/dist/augmentation/view";
import { UserError } from "kernel-helpers/dist/base/errors";
import { TEACHERS } from "kernel-helpers/dist/teachers";
import { splitTrunk } from "kernel-helpers/dist/teachers/split-trunk";
import { featureSize } from "kernel-helpers/dist/teachers/teacher";
import { vgg16Imagenet160 } from "kernel-helpers/dist/teachers/vgg16-imagenet-160";
import { vgg16Imagenet160Map } from "kernel-helpers/dist/teachers/vgg16-imagenet-160-map";
import { entry } from "../dataset/small-set";
import { needsOf } from "./needs";

describe("teachers/teacher", function () {
  this.timeout(60_000);

  for (const teacher of [...TEACHERS, vgg16Imagenet160, vgg16Imagenet160Map]) {
    describe(teacher.name, () => {
      it("names the code that decides its features: its own module and all that this needs, and nothing else", () => {
        assert.ok(teacher.code.includes(`teachers/${teacher.name}`));
        assert.deepEqual([...teacher.code].sort(), [...needsOf(`teachers/${teacher.name}`)].sort());
      });

      it("is cut, and has its last map of convolutions, where it says", async () => {
        const trunk = await teacher.loadTrunk();
        const [, ...cut] = trunk.outputs[0].shape;
        assert.deepEqual(cut, [...teacher.cut.shape]);
        assert.equal(trunk.outputs[0].sourceLayer.name, teacher.cut.layer);
        assert.equal(
          featureSize(teacher),
          cut.reduce((a, b) => a * b),
        );
        const { before, after } = splitTrunk(trunk, teacher.lastConvolution.layer);
        assert.deepEqual(before.outputs[0].shape.slice(1), [...teacher.lastConvolution.shape]);
        assert.deepEqual(after.outputs[0].shape.slice(1), cut);
        trunk.dispose();
      });

      it("asks for landmarks if and only if it says so, and draws pictures in 0 … 255", () => {
        const { landmarks, ...thing } = entry("p0", "clean", 0);
        const picture = { data: Uint8Array.from({ length: 64 * 48 * 3 }, (_, i) => i % 256), width: 64, height: 48 };
        const out = new Float32Array(teacher.inputSize ** 2 * 3).fill(NaN);
        const draw = (image: object) => teacher.preprocess(out, picture, { ...thing, ...image }, ORIGINAL);
        if (teacher.needsLandmarks) {
          assert.throws(
            () => draw({}),
            (error) => error instanceof UserError && error.message.includes("p0/clean/0"),
          );
        } else {
          draw({});
          assert.ok(out.every((value) => value >= 0 && value <= 255));
          out.fill(NaN);
        }
        draw({ landmarks });
        assert.ok(out.every((value) => value >= 0 && value <= 255));
      });
    });
  }

  it("leaves no name and no code of one's own to two teachers", () => {
    for (const { name, code } of TEACHERS) {
      for (const other of TEACHERS) if (other.name !== name) assert.ok(!code.includes(`teachers/${other.name}`));
    }
    assert.equal(new Set(TEACHERS.map(({ name }) => name)).size, TEACHERS.length);
  });
});
