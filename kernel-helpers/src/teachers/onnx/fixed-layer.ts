import type * as tfTypes from "@tensorflow/tfjs";
import { loadEngine } from "../../engine/load";
import type { WriteLayer } from "./graph-writer";

type Tensor = tfTypes.Tensor;
type Shape = tfTypes.Shape;

export interface FixedSpec {
  name: string;
  /** What it computes; runs inside `tidy`. */
  call: (inputs: Tensor[], engine: typeof tfTypes) => Tensor;
  /** The shape of that; that of the first input if absent. */
  shape?: (inputs: Shape[]) => Shape;
  /** The same as an ONNX node again, for onnxruntime. */
  write: WriteLayer;
}

let make: ((spec: FixedSpec) => tfTypes.layers.Layer) | undefined;

/** A layer without weights of its own that computes what `call` says. */
export function fixedLayer(spec: FixedSpec): tfTypes.layers.Layer {
  return (make ??= maker(loadEngine()))(spec);
}

/** How a layer of `fixedLayer` is written; undefined for any other layer. */
export const fixedWriter = (layer: tfTypes.layers.Layer): WriteLayer | undefined =>
  (layer as { spec?: Partial<FixedSpec> }).spec?.write;

function maker(engine: typeof tfTypes): (spec: FixedSpec) => tfTypes.layers.Layer {
  class Fixed extends engine.layers.Layer {
    static readonly className = "Fixed";
    constructor(readonly spec: FixedSpec) {
      super({ name: spec.name, trainable: false });
    }
    override computeOutputShape(shape: Shape | Shape[]): Shape {
      const shapes = (Array.isArray(shape[0]) ? shape : [shape]) as Shape[];
      return this.spec.shape?.(shapes) ?? shapes[0];
    }
    override call(inputs: Tensor | Tensor[]): Tensor {
      return engine.tidy(() => this.spec.call(Array.isArray(inputs) ? inputs : [inputs], engine));
    }
  }
  return (spec) => new Fixed(spec);
}
