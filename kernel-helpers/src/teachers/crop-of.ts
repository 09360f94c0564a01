import { invert, type Affine } from "../augmentation/affine";
import { ORIGINAL } from "../augmentation/view";
import type { RgbImage } from "../augmentation/warp";
import type { LabelledImage } from "../dataset/image-set";
import type { Teacher } from "./teacher";

/** The largest side for which a byte can hold every coordinate. */
const MAX_SIDE = 256;
/** How far apart the three pixels lie that tell the map. */
const STEP = 8;

const ramps = new Map<number, RgbImage>();

/** A picture whose every pixel says where it is: red the column, green the row. Made once for each side. */
function ramp(side: number): RgbImage {
  const known = ramps.get(side);
  if (known) return known;
  const data = new Uint8Array(side * side * 3);
  for (let i = 0; i < side * side; i++) data.set([i % side, Math.floor(i / side), 0], i * 3);
  const made = { data, width: side, height: side };
  ramps.set(side, made);
  return made;
}

/**
 * Where a teacher looks: from the pixels of a `side` x `side` photograph to those of the teacher's input, which reaches
 * from 0 to `inputSize`. It is read off the teacher's own preprocessing of a picture of coordinates, so it holds for any
 * teacher that moves, turns and scales pictures.
 */
export function cropOf(teacher: Pick<Teacher, "inputSize" | "preprocess">, image: LabelledImage, side: number): Affine {
  if (side > MAX_SIDE) throw new RangeError(`cropOf: a side of ${side} is more than ${MAX_SIDE} pixels`);
  const { inputSize } = teacher;
  const seen = new Float32Array(inputSize * inputSize * 3);
  teacher.preprocess(seen, ramp(side), image, ORIGINAL);
  const middle = Math.floor(inputSize / 2);
  /** The place in the photograph that the centre of an input's pixel shows. */
  const source = (column: number, row: number): [number, number] => {
    const at = (row * inputSize + column) * 3;
    return [seen[at] + 0.5, seen[at + 1] + 0.5];
  };
  const [x, y] = source(middle, middle);
  const [rightX, rightY] = source(middle + STEP, middle);
  const [belowX, belowY] = source(middle, middle + STEP);
  const [a, b] = [(rightX - x) / STEP, (belowX - x) / STEP];
  const [d, e] = [(rightY - y) / STEP, (belowY - y) / STEP];
  const centre = middle + 0.5;
  return invert([a, b, x - (a + b) * centre, d, e, y - (d + e) * centre]);
}
