/** Pearson's correlation of two equally long lists, -1 … 1; NaN where one of them does not vary. */
export function pearson(x: ArrayLike<number>, y: ArrayLike<number>): number {
  const [meanX, meanY] = [average(x), average(y)];
  let products = 0;
  let squaresX = 0;
  let squaresY = 0;
  for (let i = 0; i < x.length; i++) {
    products += (x[i] - meanX) * (y[i] - meanY);
    squaresX += (x[i] - meanX) ** 2;
    squaresY += (y[i] - meanY) ** 2;
  }
  return products / Math.sqrt(squaresX * squaresY);
}

function average(values: ArrayLike<number>): number {
  let sum = 0;
  for (const value of Array.from(values)) sum += value;
  return sum / values.length;
}
