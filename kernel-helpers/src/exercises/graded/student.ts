import { UserError } from "../../base/errors";
import { opinionOf } from "../../defenses/neural-cleanse/opinion";
import type { StudentModel } from "./contract";
import { backToHidden, pass, PIXEL_SCALE, shares, type TwoLayers } from "./two-layers";

/** All that makes a student, as plain numbers: it can be sent to another process. */
export interface StudentParts {
  shape: readonly [height: number, width: number, channels: number];
  layers: TwoLayers;
}

/** The student that a detector gets. */
export function studentModel({ shape, layers }: StudentParts): StudentModel {
  const { inputs, classes } = layers;
  const check = (picture: Float32Array): Float32Array => {
    if (picture.length === inputs) return picture;
    throw new UserError(
      `the student reads pictures of ${shape.join(" x ")} = ${inputs} numbers, came ${picture.length}`,
    );
  };
  return {
    shape,
    classes,
    probabilities: (pictures) => pictures.map((picture) => Array.from(shares(pass(layers, check(picture)).scores))),
    activations: (pictures) => pictures.map((picture) => Array.from(pass(layers, check(picture)).hidden)),
    towards: (pictures, label) => {
      const count = pictures.length / inputs;
      const scores = new Float64Array(count * classes);
      const gradient = new Float32Array(pictures.length);
      for (let p = 0; p < count; p++) {
        const passed = pass(layers, pictures.subarray(p * inputs, (p + 1) * inputs));
        scores.set(passed.scores, p * classes);
        gradient.set(pixelGradient(layers, passed, label), p * inputs);
      }
      return Promise.resolve(opinionOf(scores, gradient, { classes, label }));
    },
  };
}

/** Of the cross-entropy towards a label with respect to the pixels. */
function pixelGradient(layers: TwoLayers, { hidden, scores }: ReturnType<typeof pass>, label: number): Float32Array {
  const { inputs, hidden: units, kernel1 } = layers;
  const error = shares(scores);
  error[label] -= 1;
  const back = backToHidden(layers, hidden, error);
  return Float32Array.from({ length: inputs }, (_, i) => {
    let sum = 0;
    for (let j = 0; j < units; j++) sum += kernel1[i * units + j] * back[j];
    return sum * PIXEL_SCALE;
  });
}
