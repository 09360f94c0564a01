import type * as tf from "@tensorflow/tfjs";
import type { Seed } from "../base/seed";
import { loadEngine } from "../engine/load";
import { createAdam, type AdamOptimizer } from "../engine/native-adam";
import { cutAt } from "../teachers/architectures";
import { NORMALISE, PRETRAINED } from "../teachers/pretrained-networks";
import { cosFaceLoss, cosines, unitRows } from "./cosine-head";
import { initialiseKernels } from "./initial-weights";
import { trainNatively } from "./native-layers";
import type { Recipe } from "./recipe";

/** What a step says about its batch. */
export interface StepResult {
  /** Mean over the batch. */
  loss: number;
  /** Images whose person had the largest cosine. */
  hits: number;
}

/** A network in training: the trunk up to its descriptor, a direction for each person, and Adam's state. */
export class Trainer {
  /** The network up to its descriptor. Its classifier is never used: `people` stands in its place. */
  readonly trunk: tf.LayersModel;
  private readonly network: tf.LayersModel;
  private readonly people: tf.Variable<tf.Rank.R2>;
  private readonly optimizer: AdamOptimizer;
  private readonly trained: tf.Variable[];

  constructor(
    private readonly recipe: Recipe,
    people: number,
    seed: Seed,
  ) {
    const { network, width, inputSize, learningRate } = recipe;
    const { build, buildToTrain = build, descriptor } = PRETRAINED[network];
    const engine = loadEngine();
    this.network = buildToTrain({ width, inputSize, classes: 1, normalise: NORMALISE });
    this.trunk = cutAt(this.network, descriptor);
    initialiseKernels(this.trunk, seed.child("kernels"));
    trainNatively(this.trunk);
    const size = this.trunk.outputs[0].shape[1]!;
    const random = seed.child("people").random();
    const directions = Float32Array.from({ length: people * size }, () => random.normal(0, 0.05));
    this.people = engine.tidy(() => engine.variable(engine.tensor2d(directions, [people, size])));
    this.trained = [...this.trunk.trainableWeights.map((weight) => weight.read() as tf.Variable), this.people];
    this.optimizer = createAdam(learningRate);
  }

  /** One step of Adam on a batch, Float32 [labels.length, size, size, 3] in 0 … 255. */
  step(pixels: Float32Array, labels: readonly number[], learningRate: number): StepResult {
    const engine = loadEngine();
    this.optimizer.learningRate = learningRate;
    const result = engine.tidy(() => {
      const x = this.tensor(pixels);
      const own = engine.oneHot(engine.tensor1d(labels as number[], "int32"), this.people.shape[0]) as tf.Tensor2D;
      let hits = 0;
      const { value, grads } = engine.variableGrads(() => {
        const cosine = cosines(this.trunk.apply(x, { training: true }) as tf.Tensor2D, this.people);
        hits = engine.tidy(() => cosine.argMax(1).equal(own.argMax(1)).sum().dataSync()[0]);
        return cosFaceLoss(cosine, own.toFloat(), this.recipe);
      }, this.trained);
      this.optimizer.applyGradients(grads);
      return { loss: value.dataSync()[0], hits };
    });
    this.decay(learningRate);
    return result;
  }

  /** Unit descriptors [images, size] of chips in inference: with the means and variances of batches gone by. */
  descriptors(pixels: Float32Array): number[][] {
    return loadEngine().tidy(() => unitRows(this.trunk.predict(this.tensor(pixels)) as tf.Tensor2D).arraySync());
  }

  /** The class numbers of the people whose directions are nearest. */
  identify(pixels: Float32Array): number[] {
    return loadEngine().tidy(() => {
      const descriptors = this.trunk.predict(this.tensor(pixels)) as tf.Tensor2D;
      return Array.from(cosines(descriptors, this.people).argMax(1).dataSync());
    });
  }

  /** Everything that training changes, in a fixed order. The tensors belong to the caller. */
  async state(): Promise<tf.Tensor[]> {
    const moments = await this.optimizer.getWeights();
    const byName = new Map(moments.map(({ name, tensor }) => [name, tensor]));
    const ownMoments = this.trained.flatMap(({ name }) => ["m", "v"].map((kind) => byName.get(`${name}/${kind}`)!));
    return [...this.variables().map((variable) => variable.clone()), moments[0].tensor, ...ownMoments];
  }

  /** Goes on from what `state` gave. */
  async restore(state: readonly tf.Tensor[]): Promise<void> {
    const variables = this.variables();
    variables.forEach((variable, i) => variable.assign(state[i]));
    const [steps, ...moments] = state.slice(variables.length);
    const named = moments.map((tensor, i) => {
      const { name } = this.trained[Math.floor(i / 2)];
      return { name: `${name}/${i % 2 === 0 ? "m" : "v"}`, tensor };
    });
    await this.optimizer.setWeights([{ name: "steps", tensor: steps }, ...named]);
  }

  dispose(): void {
    this.network.dispose();
    this.people.dispose();
    this.optimizer.dispose();
  }

  /** Weights, moving averages and directions. */
  private variables(): tf.Variable[] {
    return [...this.trunk.weights.map((weight) => weight.read() as tf.Variable), this.people];
  }

  private tensor(pixels: Float32Array): tf.Tensor4D {
    const { inputSize } = this.recipe;
    return loadEngine().tensor4d(pixels, [pixels.length / (inputSize * inputSize * 3), inputSize, inputSize, 3]);
  }

  /** Decoupled weight decay of the kernels (Loshchilov & Hutter 2019, Algorithm 2, line 12). */
  private decay(learningRate: number): void {
    const kept = 1 - learningRate * this.recipe.weightDecay;
    loadEngine().tidy(() => {
      for (const variable of this.trained) if (variable.rank > 1) variable.assign(variable.mul(kept));
    });
  }
}
