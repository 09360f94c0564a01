import type * as tfTypes from "@tensorflow/tfjs";
import { loadEngine } from "../engine/load";

type Tensor = tfTypes.Tensor;
type Inputs = Tensor | Tensor[];
type Shape = tfTypes.Shape;

export interface FrozenConvSpec {
  name: string;
  filters: number;
  kernelSize: number;
  strides: 1 | 2;
  padding: "same" | "valid";
  relu: boolean;
}

export interface FrozenLayers {
  /** (x - mean) * scale for each channel. */
  normalise(spec: { name: string; mean: number[]; scale: number }): tfTypes.layers.Layer;
  /** Appends `channels` channels of zeros. */
  padChannels(spec: { name: string; channels: number }): tfTypes.layers.Layer;
  /**
   * A convolution with bias whose weights never train. tf.layers.conv2d with linear activation computes the gradient of
   * its filter even when frozen; this one only that of its input.
   */
  conv(spec: FrozenConvSpec): tfTypes.layers.Layer;
}

let layers: FrozenLayers | undefined;

/** The layers of frozen trunks, made for the loaded engine. */
export function frozenLayers(): FrozenLayers {
  return (layers ??= makeLayers(loadEngine()));
}

function makeLayers(tf: typeof tfTypes): FrozenLayers {
  const single = (inputs: Inputs): Tensor => (Array.isArray(inputs) ? inputs[0] : inputs);

  class Normalise extends tf.layers.Layer {
    static readonly className = "Normalise";
    constructor(private readonly spec: { name: string; mean: number[]; scale: number }) {
      super({ name: spec.name, trainable: false });
    }
    override computeOutputShape(shape: Shape | Shape[]): Shape | Shape[] {
      return shape;
    }
    override call(inputs: Inputs): Tensor {
      return tf.tidy(() => single(inputs).sub(tf.tensor1d(this.spec.mean)).mul(this.spec.scale));
    }
  }

  class PadChannels extends tf.layers.Layer {
    static readonly className = "PadChannels";
    constructor(private readonly spec: { name: string; channels: number }) {
      super({ name: spec.name, trainable: false });
    }
    override computeOutputShape(shape: Shape | Shape[]): Shape {
      const [batch, height, width, channels] = shape as [number, number, number, number];
      return [batch, height, width, channels + this.spec.channels];
    }
    override call(inputs: Inputs): Tensor {
      return tf.pad(single(inputs), [
        [0, 0],
        [0, 0],
        [0, 0],
        [0, this.spec.channels],
      ]);
    }
  }

  class FrozenConv extends tf.layers.Layer {
    static readonly className = "FrozenConv";
    private kernel!: tfTypes.LayerVariable;
    private bias!: tfTypes.LayerVariable;
    constructor(private readonly spec: FrozenConvSpec) {
      super({ name: spec.name, trainable: false });
    }
    override build(shape: Shape | Shape[]): void {
      const { kernelSize, filters } = this.spec;
      const channels = (shape as number[])[3];
      const zeros = tf.initializers.zeros();
      this.kernel = this.addWeight("kernel", [kernelSize, kernelSize, channels, filters], "float32", zeros);
      this.bias = this.addWeight("bias", [filters], "float32", zeros);
      this.built = true;
    }
    override computeOutputShape(shape: Shape | Shape[]): Shape {
      const { kernelSize, strides, padding, filters } = this.spec;
      const [batch, height, width] = shape as [number, number, number, number];
      const side = (n: number) =>
        padding === "same" ? Math.ceil(n / strides) : Math.floor((n - kernelSize) / strides) + 1;
      return [batch, side(height), side(width), filters];
    }
    override call(inputs: Inputs): Tensor {
      const { strides, padding, relu } = this.spec;
      return tf.tidy(() => {
        const kernel = this.kernel.read() as tfTypes.Tensor4D;
        const y = tf.conv2d(single(inputs) as tfTypes.Tensor4D, kernel, strides, padding).add(this.bias.read());
        return relu ? y.relu() : y;
      });
    }
  }

  return {
    normalise: (spec) => new Normalise(spec),
    padChannels: (spec) => new PadChannels(spec),
    conv: (spec) => new FrozenConv(spec),
  };
}
