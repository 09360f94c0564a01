import { log } from "../../base/exact-math";
import { identityWeights } from "../head/morph";
import type { Rgb } from "../math/color";
import { MM_PER_UNIT } from "../math/vector";
import type { HeadModel, Person } from "../types";

/** A person as a point such that people who look alike lie close together; distances read as millimetres of face. */
export type Likeness = Float64Array;

/** The part of the head that is looked at: rest coordinates of the inner face, from chin to brows. */
const FACE = { side: 0.78, chin: 6.15, top: 7.75, front: 0.6 };
/** Every so many vertices of it are compared. */
const STRIDE = 4;

/** How many millimetres a difference counts as. */
const MM = {
  /** Twice as bright a skin, hair or iris. Skin counts little: light and exposure change it as much as that. */
  skin: 0.5,
  hair: 0.5,
  iris: 0.3,
  /** A full beard or none. */
  beard: 3,
  /** Per 100 mm. */
  browThickness: 60,
  browHeight: 35,
} as const;

/** Describes people for comparison, from the morphed geometry of their faces and from skin, hair, brows and beard. */
export class LikenessSpace {
  private readonly points: readonly number[];
  private readonly offsets = new Map<string, Float64Array>();

  constructor(private readonly head: HeadModel) {
    this.points = facePoints(head);
  }

  describe(person: Person): Likeness {
    const size = this.points.length * 3;
    const likeness = new Float64Array(size + 6);
    for (const [target, weight] of identityWeights(this.head, person)) {
      const offsets = this.offsetsOf(target);
      for (let i = 0; i < size; i++) likeness[i] += weight * offsets[i];
    }
    centre(likeness, size);
    const { skin, hair, brow, iris } = person;
    likeness.set(
      [
        MM.skin * brightness(skin.base),
        MM.hair * brightness(hair.color),
        MM.iris * brightness(iris),
        MM.beard * skin.stubble,
        MM.browThickness * brow.thickness,
        MM.browHeight * brow.y,
      ],
      size,
    );
    return likeness;
  }

  /** Offsets of a morph target at the compared points, scaled so that Euclidean distance is the mean one in mm. */
  private offsetsOf(target: string): Float64Array {
    const known = this.offsets.get(target);
    if (known) return known;
    const place = new Map(this.points.map((vertex, i) => [vertex, i]));
    const offsets = new Float64Array(this.points.length * 3);
    const { offset, count } = this.head.morphs[target];
    const scale = MM_PER_UNIT / Math.sqrt(this.points.length);
    for (let entry = offset; entry < offset + count; entry++) {
      const i = place.get(this.head.morphVertices[entry]);
      if (i === undefined) continue;
      for (let c = 0; c < 3; c++) offsets[i * 3 + c] = this.head.morphOffsets[entry * 3 + c] * scale;
    }
    this.offsets.set(target, offsets);
    return offsets;
  }
}

/** How unlike two people are: root mean square distance of their faces in mm, and what the rest counts as. */
export function unlikeness(a: Likeness, b: Likeness): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] - b[i]) * (a[i] - b[i]);
  return Math.sqrt(sum);
}

function facePoints({ positions, parts }: HeadModel): number[] {
  const points: number[] = [];
  for (let v = parts.body.v0; v < parts.body.v1; v++) {
    const [x, y, z] = [positions[v * 3], positions[v * 3 + 1], positions[v * 3 + 2]];
    if (Math.abs(x) < FACE.side && y > FACE.chin && y < FACE.top && z > FACE.front) points.push(v);
  }
  return points.filter((_, i) => i % STRIDE === 0);
}

/** Moves the mean of the points to the origin: where a head stands does not matter. */
function centre(likeness: Float64Array, size: number): void {
  for (let c = 0; c < 3; c++) {
    let mean = 0;
    for (let i = c; i < size; i += 3) mean += likeness[i] / (size / 3);
    for (let i = c; i < size; i += 3) likeness[i] -= mean;
  }
}

const LOG_2 = log(2);
/** Doublings of brightness. */
const brightness = ([red, green, blue]: Rgb): number => log(0.2126 * red + 0.7152 * green + 0.0722 * blue) / LOG_2;
