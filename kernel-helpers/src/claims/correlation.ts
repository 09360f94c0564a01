/** Pearson's correlation of two equally long lists, -1 … 1; NaN where one of them does not vary. */
export function pearson(x: readonly number[], y: readonly number[]): number {
  const meanX = average(x);
  const meanY = average(y);
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

/** Spearman's rank correlation: Pearson's of the ranks, ties sharing their mean rank. */
export function spearman(x: readonly number[], y: readonly number[]): number {
  return pearson(ranks(x), ranks(y));
}

function ranks(values: readonly number[]): number[] {
  return values.map((value) => {
    const below = values.filter((other) => other < value).length;
    const equal = values.filter((other) => other === value).length;
    return below + (equal + 1) / 2;
  });
}

const average = (values: readonly number[]): number => values.reduce((sum, x) => sum + x, 0) / values.length;
