/** Kingma & Ba 2015, in the form of the end of their section 2, which is Keras's. */
export interface AdamSettings {
  learningRate: number;
  beta1: number;
  beta2: number;
  epsilon: number;
}

/** Moves the values in place against their gradient; one for each list of values. Double precision. */
export function createPlainAdam(size: number, { learningRate, beta1, beta2, epsilon }: AdamSettings) {
  const mean = new Float64Array(size);
  const square = new Float64Array(size);
  let steps = 0;
  return (values: Float64Array, gradient: Float64Array): void => {
    steps++;
    const rate = (learningRate * Math.sqrt(1 - beta2 ** steps)) / (1 - beta1 ** steps);
    for (let i = 0; i < size; i++) {
      const g = gradient[i];
      mean[i] = beta1 * mean[i] + (1 - beta1) * g;
      square[i] = beta2 * square[i] + (1 - beta2) * g * g;
      values[i] -= (rate * mean[i]) / (Math.sqrt(square[i]) + epsilon);
    }
  };
}
