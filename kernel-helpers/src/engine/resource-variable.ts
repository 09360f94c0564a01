import type * as tf from "@tensorflow/tfjs";
import { loadEngine } from "./load";
import type { NativeBackend, OpAttribute } from "./native-kernels";

let made = 0;

/**
 * A float32 variable that lives inside TensorFlow, for operations that change one in place (`ResourceApply…`). tfjs has
 * no such thing. It must be disposed: neither `tf.tidy` nor the garbage collector knows of its memory.
 */
export class ResourceVariable {
  /** The handle that such operations take. */
  readonly handle: tf.Tensor;
  private readonly dtype: OpAttribute;

  constructor(
    private readonly backend: NativeBackend,
    initial: tf.Tensor,
  ) {
    const { binding } = backend;
    this.dtype = { name: "dtype", type: binding.TF_ATTR_TYPE, value: binding.TF_FLOAT };
    const attributes = [
      { name: "container", type: binding.TF_ATTR_STRING, value: "" },
      { name: "shared_name", type: binding.TF_ATTR_STRING, value: `paper-resource-${made++}` },
      this.dtype,
      { name: "shape", type: binding.TF_ATTR_SHAPE, value: initial.shape },
    ];
    this.handle = loadEngine().keep(backend.executeSingleOutput("VarHandleOp", attributes, []));
    this.assign(initial);
  }

  /** Sets the value; the buffer is shared until one side writes to it. */
  assign(value: tf.Tensor): void {
    this.backend.executeMultipleOutputs("AssignVariableOp", [this.dtype], [this.handle, value], 0);
  }

  /** The value as a tensor that belongs to the caller. */
  read(): tf.Tensor {
    return this.backend.executeSingleOutput("ReadVariableOp", [this.dtype], [this.handle]);
  }

  dispose(): void {
    const ignoreMissing = { name: "ignore_lookup_error", type: this.backend.binding.TF_ATTR_BOOL, value: true };
    this.backend.executeMultipleOutputs("DestroyResourceOp", [ignoreMissing], [this.handle], 0);
    this.handle.dispose();
  }
}
