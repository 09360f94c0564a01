import type * as tf from "@tensorflow/tfjs";
import { UserError } from "../../base/errors";
import { loadEngine } from "../../engine/load";
import { opinionOf } from "./opinion";
import type { PixelStudent } from "./student";

/**
 * Any student that is a function of tensors: pictures Float32 [count, height, width, channels] in 0 … 255 go in, scores
 * before the softmax [count, classes] come out. It must be differentiable; what it holds stays the caller's.
 */
export function tensorStudent(
  scoresOf: (pictures: tf.Tensor4D) => tf.Tensor2D,
  { shape, classes }: Pick<PixelStudent, "shape" | "classes">,
): PixelStudent {
  const engine = loadEngine();
  const size = shape.reduce((product, side) => product * side, 1);
  return {
    shape,
    classes,
    towards: (pictures, label) => {
      const count = pictures.length / size;
      const [scores, gradient] = engine.tidy(() => {
        const target = engine.oneHot(engine.fill([count], label, "int32"), classes);
        let kept: tf.Tensor2D | undefined;
        const loss = (x: tf.Tensor): tf.Scalar => {
          const made = scoresOf(x as tf.Tensor4D);
          if (made.shape.join() !== `${count},${classes}`) {
            throw new UserError(`tensorStudent: expected scores of ${count} x ${classes}, came ${made.shape.join(" x ")}`); // prettier-ignore
          }
          kept = engine.keep(made);
          const none = undefined;
          return engine.losses.softmaxCrossEntropy(target, made, none, 0, engine.Reduction.SUM);
        };
        try {
          const made = engine
            .grad(loss)(engine.tensor4d(pictures, [count, ...shape]))
            .dataSync<"float32">();
          return [kept!.dataSync<"float32">(), made];
        } finally {
          kept?.dispose();
        }
      });
      return Promise.resolve(opinionOf(scores, gradient, { classes, label }));
    },
  };
}
