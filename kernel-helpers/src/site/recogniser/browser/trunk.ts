import {
  fused,
  mul,
  sub,
  tensor1d,
  tensor4d,
  tidy,
  type Tensor,
  type Tensor1D,
  type Tensor4D,
} from "@tensorflow/tfjs-core";
import type { FeatureMap } from "../../../cam/feature-map";
import type { Convolution, TrunkFile } from "../trunk-file";

interface LoadedConvolution extends Convolution {
  filter: Tensor4D;
  bias: Tensor1D;
}
type Step = (x: Tensor4D) => Tensor4D;

/** The frozen trunk on the backend that tfjs has chosen. To be disposed of. */
export class Trunk {
  private readonly weights: Tensor[] = [];
  private readonly steps: Step[];

  constructor(private readonly file: TrunkFile) {
    const tensors = file.tensors[Symbol.iterator]();
    const next = () => tensors.next().value!; // readTrunk has counted them
    this.steps = file.steps.map((step): Step => {
      if (step.kind === "normalise") return this.normalise(step);
      const filter = this.kept(tensor4d(...valuesAndShape4(next())));
      const bias = this.kept(tensor1d(next().values));
      return convolution({ ...step, filter, bias });
    });
  }

  /** What the last convolution puts out for a picture, Float32 [inputSize, inputSize, 3] in 0 … 255. */
  async mapOf(picture: Float32Array): Promise<FeatureMap> {
    const { inputSize } = this.file;
    const output = tidy(() => this.steps.reduce((x, step) => step(x), tensor4d(picture, [1, inputSize, inputSize, 3])));
    try {
      const [, height, width, channels] = output.shape;
      return { values: await output.data<"float32">(), height, width, channels };
    } finally {
      output.dispose();
    }
  }

  dispose(): void {
    for (const tensor of this.weights) tensor.dispose();
  }

  private normalise({ mean, scale }: { mean: number[]; scale: number }): Step {
    const shift = this.kept(tensor1d(mean));
    return (x) => mul(sub<Tensor4D>(x, shift), scale);
  }

  private kept<T extends Tensor>(tensor: T): T {
    this.weights.push(tensor);
    return tensor;
  }
}

const convolution = ({ kind, strides, padding, activation, filter, bias }: LoadedConvolution): Step => {
  const shared = {
    filter,
    strides,
    pad: padding,
    bias,
    activation: activation === "none" ? "linear" : activation,
  } as const;
  return (x) => (kind === "conv" ? fused.conv2d({ x, ...shared }) : fused.depthwiseConv2d({ x, ...shared }));
};

const valuesAndShape4 = ({ values, shape }: TrunkFile["tensors"][number]) =>
  [values, shape as [number, number, number, number]] as const;
