import { UserError } from "../../base/errors";

/** A matrix as plain arrays: one row for each image, all rows of one length. */
export type Rows = readonly ArrayLike<number>[];

export interface Shape {
  count: number;
  width: number;
}

/**
 * The shape [count, width] of a matrix.
 *
 * @param what Names function and argument in errors, such as "spectralSignatures: features".
 * @throws UserError if there is no row or no column, the rows differ in length, or a number is not finite.
 */
export function shapeOf(rows: Rows, what: string): Shape {
  if (rows.length === 0) throw new UserError(`${what} must have one row for each image, came none; give some images`);
  const width = rows[0].length;
  if (!(width > 0)) throw new UserError(`${what} must be rows of numbers, came empty rows`);
  rows.forEach((row, i) => {
    if (row.length !== width) {
      throw new UserError(
        `${what} must be rows of one length, came ${width} numbers in row 0 and ${row.length} in row ${i}; give every image the same layer`,
      );
    }
    for (let k = 0; k < width; k++) {
      if (!Number.isFinite(row[k])) {
        throw new UserError(
          `${what} must be finite numbers, came ${row[k]} in row ${i}, column ${k}; leave out models whose training diverged`,
        );
      }
    }
  });
  return { count: rows.length, width };
}

/** A matrix [count, width] in one block of memory, row by row. */
export interface Matrix extends Shape {
  values: Float64Array;
}

/** The mean of each column, and the rows with it subtracted. */
export function centre(rows: Rows, { count, width }: Shape): { mean: Float64Array; centred: Matrix } {
  const mean = new Float64Array(width);
  for (const row of rows) for (let k = 0; k < width; k++) mean[k] += row[k];
  for (let k = 0; k < width; k++) mean[k] /= count;
  const values = new Float64Array(count * width);
  rows.forEach((row, i) => {
    for (let k = 0, o = i * width; k < width; k++, o++) values[o] = row[k] - mean[k];
  });
  return { mean, centred: { count, width, values } };
}

/**
 * True where the rows are one and the same but for rounding: the root mean square of what centring left is below 1e-12 of
 * the largest mean.
 */
export function isConstant(mean: Float64Array, { values }: Matrix): boolean {
  const largest = mean.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const sum = values.reduce((squares, value) => squares + value * value, 0);
  return Math.sqrt(sum / values.length) <= 1e-12 * largest;
}
