import type { ObjCorner, ObjFile } from "../mesh/obj-file";
import { HEAD_JOINTS, HEAD_PARTS, type HeadJoint, type HeadModel, type HeadPart } from "../types";

/** The body is cut below the collar bones and outside the shoulders. */
const CROP = { lowestY: 2.6, widestX: 3.3 };

/** Groups of MakeHuman's base.obj that make up a part of the head; the body is cropped. */
const PART_GROUPS: Record<HeadPart, readonly string[]> = {
  body: ["body"],
  "l-eye": ["helper-l-eye"],
  "r-eye": ["helper-r-eye"],
  "upper-teeth": ["helper-upper-teeth"],
  "lower-teeth": ["helper-lower-teeth"],
  tongue: ["helper-tongue"],
  hair: ["helper-hair"],
  lashes: ["helper-l-eyelashes-1", "helper-l-eyelashes-2", "helper-r-eyelashes-1", "helper-r-eyelashes-2"],
};

/** The base mesh cut down to the head, with new vertex numbers. */
export interface HeadCrop extends Pick<
  HeadModel,
  "vertexCount" | "positions" | "uv" | "triangles" | "parts" | "joints"
> {
  /** The number of a vertex after the cut, by its number in the OBJ file; undefined where it was cut away. */
  renumbered: ReadonlyMap<number, number>;
}

/** Gives vertices new numbers in the order in which they are first met, with the texture corner of that meeting. */
class Renumbering {
  readonly numbers = new Map<number, number>();
  readonly positions: number[] = [];
  readonly uv: number[] = [];

  constructor(private readonly obj: ObjFile) {}

  get count(): number {
    return this.numbers.size;
  }

  numberOf(corner: ObjCorner): number {
    const known = this.numbers.get(corner.position);
    if (known !== undefined) return known;
    const number = this.numbers.size;
    this.numbers.set(corner.position, number);
    this.positions.push(...this.obj.positions[corner.position]);
    this.uv.push(...(this.obj.textures[corner.texture] ?? [0, 0]));
    return number;
  }
}

function polygonsOf(obj: ObjFile, group: string): ObjCorner[][] {
  const polygons = obj.groups.get(group);
  if (!polygons) throw new Error(`cropHead: the base mesh has no group "${group}"`);
  return polygons;
}

function insideCrop(obj: ObjFile, polygon: readonly ObjCorner[]): boolean {
  return polygon.every(({ position }) => {
    const [x, y] = obj.positions[position];
    return y > CROP.lowestY && Math.abs(x) < CROP.widestX;
  });
}

/** Cuts the head out of MakeHuman's base mesh: its parts as triangles, then the helper vertices of its joints. */
export function cropHead(obj: ObjFile): HeadCrop {
  const renumbering = new Renumbering(obj);
  const triangles: number[] = [];
  const parts = {} as HeadModel["parts"];
  for (const part of HEAD_PARTS) {
    const v0 = renumbering.count;
    const t0 = triangles.length;
    for (const polygon of PART_GROUPS[part].flatMap((group) => polygonsOf(obj, group))) {
      if (part === "body" && !insideCrop(obj, polygon)) continue;
      const corners = polygon.map((corner) => renumbering.numberOf(corner));
      for (let k = 2; k < corners.length; k++) {
        const [a, b, c] = [corners[0], corners[k - 1], corners[k]];
        if (a !== b && b !== c && c !== a) triangles.push(a, b, c);
      }
    }
    parts[part] = { v0, v1: renumbering.count, t0, t1: triangles.length };
  }
  const joints = {} as Record<HeadJoint, number[]>;
  for (const joint of HEAD_JOINTS) {
    const corners = polygonsOf(obj, `joint-${joint}`).flat();
    joints[joint] = [...new Set(corners.map((corner) => renumbering.numberOf({ ...corner, texture: -1 })))];
  }
  return {
    vertexCount: renumbering.count,
    positions: Float32Array.from(renumbering.positions),
    uv: Float32Array.from(renumbering.uv),
    triangles: Uint32Array.from(triangles),
    parts,
    joints,
    renumbered: renumbering.numbers,
  };
}
