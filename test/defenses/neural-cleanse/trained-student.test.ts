import assert from "node:assert/strict";
import { Seed } from "kernel-helpers/dist/base/seed";
import { engineStudent, trainedStudent } from "kernel-helpers/dist/defenses/neural-cleanse/trained-student";
import { loadEngine } from "kernel-helpers/dist/engine/load";
import { teacherNamed } from "kernel-helpers/dist/teachers";
import { featureSize } from "kernel-helpers/dist/teachers/teacher";
import type { HeadWeights } from "kernel-helpers/dist/training/head";
import { distance, randomPictures } from "../../teachers/onnx/random-network";

const CLASSES = 4;
const HIDDEN = 16;
const LABEL = 2;

/** A head whose weights are drawn from a seed. */
function randomHead(features: number): HeadWeights {
  const random = new Seed("head").random();
  const draw = (count: number, deviation: number) => Float32Array.from({ length: count }, () => random.normal(0, deviation)); // prettier-ignore
  return {
    mean: draw(features, 0.1),
    scale: draw(features, 0.1).map((value) => 1 + value),
    kernel1: draw(features * HIDDEN, Math.sqrt(2 / features)),
    bias1: draw(HIDDEN, 0.1),
    kernel2: draw(HIDDEN * CLASSES, 0.3),
    bias2: draw(CLASSES, 0.1),
  };
}

describe("a trained student", () => {
  for (const name of ["resnet-dlib", "mobilenet-vggface2"]) {
    it(`on ${name}: onnxruntime's loss and gradient are the engine's, and nothing is left behind`, async function () {
      this.timeout(120_000);
      const teacher = teacherNamed(name);
      const trunk = await teacher.loadTrunk();
      const weights = randomHead(featureSize(teacher));
      const tensors = loadEngine().memory().numTensors;
      const pictures = randomPictures(2 * teacher.inputSize ** 2 * 3);
      const opinions = [];
      for (const make of [trainedStudent, engineStudent]) {
        const student = await make(trunk, weights);
        assert.deepEqual([student.shape, student.classes], [[teacher.inputSize, teacher.inputSize, 3], CLASSES]);
        const { crossEntropy, hits, gradient } = await student.towards(pictures, LABEL);
        opinions.push({ crossEntropy: [...Array.from(crossEntropy)], hits, gradient: gradient.slice() });
        await student.dispose();
      }
      const [fast, slow] = opinions;
      fast.crossEntropy.forEach((value, i) => assert.ok(Math.abs(value - slow.crossEntropy[i]) < 1e-4));
      assert.deepEqual(fast.hits, slow.hits);
      // Thirty layers of float32 sums in another order; where a relu or relu6 is within that of its kink, it may open or
      // not, which moves a few pixels by thousandths of the largest. Layer by layer it is 1e-4 (teachers/onnx/gradient).
      assert.ok(distance(slow.gradient, fast.gradient) < 1e-2, `${distance(slow.gradient, fast.gradient)}`);
      assert.equal(loadEngine().memory().numTensors, tensors);
      trunk.dispose();
    });
  }
});
