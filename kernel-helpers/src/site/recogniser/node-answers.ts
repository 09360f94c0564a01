import { explain } from "../../cam/explain";
import type { FeatureMap } from "../../cam/feature-map";
import { partTrunk } from "../../cam/parted-trunk";
import { twoLayerHead } from "../../cam/student-head";
import { ORIGINAL } from "../../augmentation/view";
import { teacherNamed } from "../../teachers";
import { readPhotograph } from "../../teachers/photograph";
import type { HeadWeights } from "../../training/head";
import type { Landmarks } from "../../dataset/image-set";
import { softmax, type StudentAnswer } from "./student-answer";
import { PAGE_TEACHER } from "./students";

/** The page's network as the notebooks compute it, in Node. */
export interface NodeNetwork {
  /** What the last convolution puts out for a photograph. */
  mapOf: (photograph: { file: string; landmarks: Landmarks }) => Promise<FeatureMap>;
  /** A student's answer to it, with Grad-CAM from the gradient that the engine derives. */
  answerOf: (map: FeatureMap, head: HeadWeights) => StudentAnswer;
  dispose: () => void;
}

/** To be disposed of. */
export async function loadNodeNetwork(): Promise<NodeNetwork> {
  const teacher = teacherNamed(PAGE_TEACHER);
  const trunk = await partTrunk(teacher);
  return {
    mapOf: async ({ file, landmarks }) => {
      const input = new Float32Array(teacher.inputSize ** 2 * 3);
      const image = { id: file, file, sha256: "", person: "", condition: "", landmarks };
      teacher.preprocess(input, await readPhotograph(file), image, ORIGINAL);
      return trunk.mapOf(input);
    },
    answerOf: (map, weights) => {
      const head = twoLayerHead(weights);
      try {
        const { scores, named, map: explained } = explain({ trunk, head }, map, { method: "grad-cam" });
        return { probabilities: softmax(Array.from(scores)), named, map: explained };
      } finally {
        head.dispose();
      }
    },
    dispose: () => trunk.dispose(),
  };
}
