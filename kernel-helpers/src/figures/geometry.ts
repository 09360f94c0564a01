/** A box in pixels. */
export interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** x' = a x + c y + e, y' = b x + d y + f, as in SVG. */
export type Matrix = readonly [a: number, b: number, c: number, d: number, e: number, f: number];

export const IDENTITY: Matrix = [1, 0, 0, 1, 0, 0];

/** First `inner`, then `outer`. */
export function multiply(outer: Matrix, inner: Matrix): Matrix {
  const [a, b, c, d, e, f] = outer;
  const [p, q, r, s, t, u] = inner;
  return [a * p + c * q, b * p + d * q, a * r + c * s, b * r + d * s, a * t + c * u + e, b * t + d * u + f];
}

const translation = (x: number, y = 0): Matrix => [1, 0, 0, 1, x, y];

function rotation(degrees: number, x = 0, y = 0): Matrix {
  const angle = (degrees * Math.PI) / 180;
  const turn: Matrix = [Math.cos(angle), Math.sin(angle), -Math.sin(angle), Math.cos(angle), 0, 0];
  return multiply(multiply(translation(x, y), turn), translation(-x, -y));
}

/** The value of a `transform` attribute. */
export function parseTransform(text: string | null): Matrix {
  let matrix = IDENTITY;
  for (const [, name, list] of (text ?? "").matchAll(/(\w+)\(([^)]*)\)/g)) {
    const [first, ...rest] = list
      .split(/[\s,]+/)
      .filter(Boolean)
      .map(Number);
    if (name === "translate") matrix = multiply(matrix, translation(first, rest[0]));
    else if (name === "rotate") matrix = multiply(matrix, rotation(first, rest[0], rest[1]));
    else if (name === "scale") matrix = multiply(matrix, [first, 0, 0, rest[0] ?? first, 0, 0]);
    else if (name === "matrix") matrix = multiply(matrix, [first, ...rest] as unknown as Matrix);
  }
  return matrix;
}

/** The upright box around a transformed box. */
export function transformBox([a, b, c, d, e, f]: Matrix, box: Box): Box {
  const corners = [box.left, box.right].flatMap((x) => [box.top, box.bottom].map((y) => [x, y]));
  const xs = corners.map(([x, y]) => a * x + c * y + e);
  const ys = corners.map(([x, y]) => b * x + d * y + f);
  return { left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys) };
}

/** The box around all boxes; empty at the origin when there are none. */
export function union(boxes: readonly Box[]): Box {
  if (boxes.length === 0) return { left: 0, top: 0, right: 0, bottom: 0 };
  return {
    left: Math.min(...boxes.map((box) => box.left)),
    top: Math.min(...boxes.map((box) => box.top)),
    right: Math.max(...boxes.map((box) => box.right)),
    bottom: Math.max(...boxes.map((box) => box.bottom)),
  };
}
