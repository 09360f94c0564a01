import type * as tf from "@tensorflow/tfjs";

/** An attribute of a TensorFlow operation, as the binding takes it: a name, one of its type codes, and the value. */
export interface OpAttribute {
  name: string;
  type: number;
  value: boolean | number | string | number[];
}

/** The part of tfjs-node's backend that calls an operation of TensorFlow by name. Not in tfjs's public types. */
export interface NativeBackend {
  readonly binding: {
    readonly TF_FLOAT: number;
    readonly TF_ATTR_BOOL: number;
    readonly TF_ATTR_FLOAT: number;
    readonly TF_ATTR_SHAPE: number;
    readonly TF_ATTR_STRING: number;
    readonly TF_ATTR_TYPE: number;
    readonly TF_Version: string;
  };
  readonly isUsingGpuDevice: boolean;
  executeSingleOutput(op: string, attributes: OpAttribute[], inputs: tf.TensorInfo[]): tf.Tensor;
  executeMultipleOutputs(op: string, attributes: OpAttribute[], inputs: tf.TensorInfo[], outputs: number): tf.Tensor[];
}

export function isNativeBackend(backend: unknown): backend is NativeBackend {
  return typeof (backend as Partial<NativeBackend>).executeMultipleOutputs === "function";
}
