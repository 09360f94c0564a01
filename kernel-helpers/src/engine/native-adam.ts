import type * as tf from "@tensorflow/tfjs";
import { loadEngine } from "./load";
import { nativeBackend, type NativeBackend, type OpAttribute } from "./native-kernels";
import { ResourceVariable } from "./resource-variable";

/** Kingma & Ba 2015, Algorithm 1; the defaults are those of their section 2, and tfjs's epsilon. */
export interface AdamOptions {
  /** Decay of the mean of gradients, in [0, 1). */
  beta1?: number;
  /** Decay of the mean of squared gradients, in [0, 1). */
  beta2?: number;
  /** Keeps the quotient finite; added to the square root of the bias-corrected second moment. */
  epsilon?: number;
}

/** Its rate may change between steps; `getWeights` and `setWeights` carry its state over an interruption. */
export interface AdamOptimizer extends tf.Optimizer {
  learningRate: number;
}

/**
 * Adam as one native operation for each variable (`ResourceApplyAdam`): about twice the steps per second of
 * `tf.train.adam`, which is composed of small ones, on a wide head. Where TensorFlow has no such kernel, this is
 * `tf.train.adam`. Dispose it after training: its moments are as large as two copies of the variables.
 */
export function createAdam(
  learningRate: number,
  { beta1 = 0.9, beta2 = 0.999, epsilon = 1e-7 }: AdamOptions = {},
): AdamOptimizer {
  const engine = loadEngine();
  const backend = nativeBackend();
  if (!backend || !hasAdamKernel(backend)) {
    return engine.train.adam(learningRate, beta1, beta2, epsilon) as tf.Optimizer as AdamOptimizer; // protected there
  }
  const NativeAdam = (nativeAdamClass ??= defineNativeAdam(engine));
  return new NativeAdam(backend, learningRate, beta1, beta2, epsilon);
}

interface NamedTensor {
  name: string;
  tensor: tf.Tensor;
}

/** The mean and the mean square of a variable's gradients, and the variable's double inside TensorFlow. */
interface Slots {
  value: ResourceVariable;
  firstMoment: ResourceVariable;
  secondMoment: ResourceVariable;
}

type NativeAdamClass = new (
  backend: NativeBackend,
  learningRate: number,
  beta1: number,
  beta2: number,
  epsilon: number,
) => AdamOptimizer;

let nativeAdamClass: NativeAdamClass | undefined;

/** A class made at run time, because what it extends is known only once the engine is loaded. */
function defineNativeAdam(engine: typeof tf): NativeAdamClass {
  return class NativeAdam extends engine.Optimizer {
    static readonly className = "NativeAdam";
    private readonly slots = new Map<string, Slots>();
    private steps = 0;

    constructor(
      private readonly backend: NativeBackend,
      public learningRate: number,
      private readonly beta1: number,
      private readonly beta2: number,
      private readonly epsilon: number,
    ) {
      super();
    }

    override applyGradients(gradients: tf.NamedTensorMap | NamedTensor[]): void {
      const named = Array.isArray(gradients) ? gradients : listNamed(gradients);
      this.steps++;
      engine.tidy(() => {
        const scalars = this.stepScalars();
        for (const { name, tensor } of named) {
          // A variable that the loss does not depend on has no gradient.
          if (tensor as tf.Tensor | null) this.update(engine.engine().registeredVariables[name], tensor, scalars);
        }
      });
      this.incrementIterations();
    }

    /**
     * The scalar inputs of ResourceApplyAdam: beta1^t, beta2^t, learning rate, beta1, beta2, epsilon. TensorFlow adds its
     * epsilon to the square root of the second moment before bias correction (Kingma & Ba's "epsilon hat", end of their
     * section 2); scaled by sqrt(1 - beta2^t) it is Algorithm 1 to the letter, which is also what tf.train.adam computes.
     */
    private stepScalars(): tf.Tensor[] {
      const beta1Power = this.beta1 ** this.steps;
      const beta2Power = this.beta2 ** this.steps;
      const epsilonHat = this.epsilon * Math.sqrt(1 - beta2Power);
      return [beta1Power, beta2Power, this.learningRate, this.beta1, this.beta2, epsilonHat].map((value) =>
        engine.scalar(value, "float32"),
      );
    }

    private update(variable: tf.Variable, gradient: tf.Tensor, scalars: tf.Tensor[]): void {
      const { value, firstMoment, secondMoment } = this.slotsOf(variable);
      value.assign(variable); // whoever else has set the variable since the last step is heard
      const handles = [value.handle, firstMoment.handle, secondMoment.handle];
      this.backend.executeMultipleOutputs(
        "ResourceApplyAdam",
        adamAttributes(this.backend),
        [...handles, ...scalars, gradient],
        0,
      );
      variable.assign(value.read());
    }

    private slotsOf(variable: tf.Variable): Slots {
      const known = this.slots.get(variable.name);
      if (known) return known;
      const zeros = engine.zerosLike(variable);
      const slots: Slots = {
        value: new ResourceVariable(this.backend, variable),
        firstMoment: new ResourceVariable(this.backend, zeros),
        secondMoment: new ResourceVariable(this.backend, zeros),
      };
      this.slots.set(variable.name, slots);
      return slots;
    }

    /** The number of steps, and both moments of every variable that has been moved. They belong to the caller. */
    override getWeights(): Promise<NamedTensor[]> {
      const moments = [...this.slots].flatMap(([name, { firstMoment, secondMoment }]) => [
        { name: `${name}/m`, tensor: firstMoment.read() },
        { name: `${name}/v`, tensor: secondMoment.read() },
      ]);
      return Promise.resolve([{ name: "steps", tensor: engine.scalar(this.steps, "int32") }, ...moments]);
    }

    override setWeights([steps, ...moments]: NamedTensor[]): Promise<void> {
      [this.steps] = steps.tensor.dataSync<"int32">();
      engine.tidy(() => {
        for (const { name, tensor } of moments) {
          const slots = this.slotsOf(engine.engine().registeredVariables[name.slice(0, -2)]);
          (name.endsWith("/m") ? slots.firstMoment : slots.secondMoment).assign(tensor);
        }
      });
      return Promise.resolve();
    }

    override dispose(): void {
      super.dispose();
      for (const slots of this.slots.values())
        for (const slot of Object.values(slots)) (slot as ResourceVariable).dispose();
      this.slots.clear();
    }

    override getConfig(): tf.serialization.ConfigDict {
      const { learningRate, beta1, beta2, epsilon } = this;
      return { learningRate, beta1, beta2, epsilon };
    }
  };
}

const listNamed = (map: tf.NamedTensorMap): NamedTensor[] =>
  Object.entries(map).map(([name, tensor]) => ({ name, tensor }));

function adamAttributes({ binding }: NativeBackend): OpAttribute[] {
  return [
    { name: "T", type: binding.TF_ATTR_TYPE, value: binding.TF_FLOAT },
    { name: "use_locking", type: binding.TF_ATTR_BOOL, value: false },
    { name: "use_nesterov", type: binding.TF_ATTR_BOOL, value: false },
  ];
}

let adamKernel: boolean | undefined;

/** Whether this TensorFlow has the operation: tried once, on a variable of one number. */
function hasAdamKernel(backend: NativeBackend): boolean {
  return (adamKernel ??= tryAdamKernel(backend));
}

function tryAdamKernel(backend: NativeBackend): boolean {
  const engine = loadEngine();
  const slots: ResourceVariable[] = [];
  try {
    engine.tidy(() => {
      for (let i = 0; i < 3; i++) slots.push(new ResourceVariable(backend, engine.zeros([1])));
      const scalars = [0.9, 0.999, 0.1, 0.9, 0.999, 1e-7].map((value) => engine.scalar(value, "float32"));
      const inputs = [...slots.map(({ handle }) => handle), ...scalars, engine.ones([1])];
      backend.executeMultipleOutputs("ResourceApplyAdam", adamAttributes(backend), inputs, 0);
    });
    return true;
  } catch {
    return false; // an older or a reduced TensorFlow: tf.train.adam does the same, more slowly
  } finally {
    for (const slot of slots) slot.dispose();
  }
}
