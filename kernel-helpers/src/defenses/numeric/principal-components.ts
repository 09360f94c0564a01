import { largestSingular } from "./largest-singular";
import { centre, shapeOf, type Rows } from "./rows";

export interface PrincipalComponents {
  /** One row of scores for each image, [count][components]; 0 in components beyond the rank of the data. */
  scores: Float64Array[];
  /** Standard deviations along the components squared, with count − 1 in the denominator. */
  variances: number[];
}

/**
 * Scores of the images on their principal components (Pearson 1901): centred rows times the largest right singular
 * vectors. Of each component the weight of largest size is positive, as in scikit-learn's PCA.
 *
 * @param rows [count, width]
 */
export function principalComponents(rows: Rows, components: number): PrincipalComponents {
  const shape = shapeOf(rows, "principalComponents: data");
  const { values, left, right } = largestSingular(centre(rows, shape).centred, components);
  const signs = right.map((vector) =>
    Math.sign(vector.reduce((most, x) => (Math.abs(x) > Math.abs(most) ? x : most), 0)),
  );
  const scores = rows.map((_, i) =>
    Float64Array.from({ length: components }, (_, c) => (c < values.length ? signs[c] * values[c] * left[c][i] : 0)),
  );
  return { scores, variances: values.map((value) => (value * value) / (shape.count - 1)) };
}
