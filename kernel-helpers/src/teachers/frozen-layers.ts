import type * as tfTypes from "@tensorflow/tfjs";
import { loadEngine } from "../engine/load";

type Tensor = tfTypes.Tensor;
type Inputs = Tensor | Tensor[];
type Shape = tfTypes.Shape;

/** What follows a convolution; relu6 is min(max(x, 0), 6). */
export type Activation = "none" | "relu" | "relu6";

export interface FrozenDepthwiseSpec {
  name: string;
  kernelSize: number;
  strides: 1 | 2;
  padding: "same" | "valid";
  activation: Activation;
}

export interface FrozenConvSpec extends FrozenDepthwiseSpec {
  filters: number;
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
  /** The same, each channel by itself: kernel [size, size, channels, 1], bias [channels]. */
  depthwise(spec: FrozenDepthwiseSpec): tfTypes.layers.Layer;
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
    override getConfig(): tfTypes.serialization.ConfigDict {
      return { ...super.getConfig(), ...this.spec };
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
    override getConfig(): tfTypes.serialization.ConfigDict {
      return { ...super.getConfig(), ...this.spec };
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

  const activate = (x: Tensor, activation: Activation): Tensor =>
    activation === "none" ? x : activation === "relu" ? x.relu() : tf.relu6(x);

  abstract class FrozenFilter<Spec extends FrozenDepthwiseSpec> extends tf.layers.Layer {
    private kernel!: tfTypes.LayerVariable;
    private bias!: tfTypes.LayerVariable;
    constructor(protected readonly spec: Spec) {
      super({ name: spec.name, trainable: false });
    }
    /** Filters of a layer with so many input channels, and the last two sides of its kernel. */
    protected abstract sides(channels: number): { filters: number; kernel: [number, number] };
    protected abstract convolve(x: tfTypes.Tensor4D, kernel: tfTypes.Tensor4D): Tensor;
    override build(shape: Shape | Shape[]): void {
      const { kernelSize } = this.spec;
      const { filters, kernel } = this.sides((shape as number[])[3]);
      const zeros = tf.initializers.zeros();
      this.kernel = this.addWeight("kernel", [kernelSize, kernelSize, ...kernel], "float32", zeros);
      this.bias = this.addWeight("bias", [filters], "float32", zeros);
      this.built = true;
    }
    override computeOutputShape(shape: Shape | Shape[]): Shape {
      const { kernelSize, strides, padding } = this.spec;
      const [batch, height, width, channels] = shape as [number, number, number, number];
      const side = (n: number) =>
        padding === "same" ? Math.ceil(n / strides) : Math.floor((n - kernelSize) / strides) + 1;
      return [batch, side(height), side(width), this.sides(channels).filters];
    }
    override getConfig(): tfTypes.serialization.ConfigDict {
      return { ...super.getConfig(), ...this.spec };
    }
    override call(inputs: Inputs): Tensor {
      return tf.tidy(() => {
        const kernel = this.kernel.read() as tfTypes.Tensor4D;
        const y = this.convolve(single(inputs) as tfTypes.Tensor4D, kernel).add(this.bias.read());
        return activate(y, this.spec.activation);
      });
    }
  }

  class FrozenConv extends FrozenFilter<FrozenConvSpec> {
    static readonly className = "FrozenConv";
    protected sides(channels: number): { filters: number; kernel: [number, number] } {
      return { filters: this.spec.filters, kernel: [channels, this.spec.filters] };
    }
    protected convolve(x: tfTypes.Tensor4D, kernel: tfTypes.Tensor4D): Tensor {
      return tf.conv2d(x, kernel, this.spec.strides, this.spec.padding);
    }
  }

  class FrozenDepthwise extends FrozenFilter<FrozenDepthwiseSpec> {
    static readonly className = "FrozenDepthwise";
    protected sides(channels: number): { filters: number; kernel: [number, number] } {
      return { filters: channels, kernel: [channels, 1] };
    }
    protected convolve(x: tfTypes.Tensor4D, kernel: tfTypes.Tensor4D): Tensor {
      return tf.depthwiseConv2d(x, kernel, this.spec.strides, this.spec.padding);
    }
  }

  return {
    normalise: (spec) => new Normalise(spec),
    padChannels: (spec) => new PadChannels(spec),
    conv: (spec) => new FrozenConv(spec),
    depthwise: (spec) => new FrozenDepthwise(spec),
  };
}
