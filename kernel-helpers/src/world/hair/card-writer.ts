import { mix, smoothstep } from "../scalar";
import type { HairMesh } from "../types";
import { addScaled, cross, normalize, scale, subtract, writeVertex, type ReadonlyVec3, type Vec3 } from "../vector";
import type { Root } from "./growth";
import type { Strand } from "./strand";

const VERTICES_PER_POINT = 2;
const INDICES_PER_SEGMENT = 6;
/** Width of a card at the root, between, and at the tip. */
const TAPER = { root: 0.8, middle: 1, tip: 0.45 };

export interface CardLook {
  width: number;
  /** In [0, 1): chooses the strands drawn on the card. */
  seed: number;
  /** Factor on its brightness. */
  tint: number;
}

/** Brightness of a strand near its root, and of the innermost layer: the hair above keeps light from them. */
const ROOT_SHADE = 0.5;
const INNER_SHADE = 0.62;
/** Strands at the hairline stand in the light: shade is full from this height above it. */
const SHADED_FROM = 0.3;

/** Writes strands as ribbons of `segments` pieces into arrays of fixed capacity. */
export class CardWriter {
  private readonly mesh: HairMesh;
  private indexCount = 0;

  constructor(
    capacity: number,
    private readonly segments: number,
    private readonly headCenter: ReadonlyVec3,
  ) {
    const vertices = capacity * (segments + 1) * VERTICES_PER_POINT;
    this.mesh = {
      vertexCount: 0,
      positions: new Float32Array(vertices * 3),
      normals: new Float32Array(vertices * 3),
      tangents: new Float32Array(vertices * 3),
      attributes: new Float32Array(vertices * 4),
      triangles: new Uint32Array(capacity * segments * INDICES_PER_SEGMENT),
    };
  }

  addCard(strand: Strand, root: Root, look: CardLook): void {
    for (let s = 0; s <= this.segments; s++) {
      if (s < this.segments) this.addSegment(this.mesh.vertexCount);
      this.addPoint(strand, root, look, s);
    }
  }

  finish(): HairMesh {
    const { vertexCount, positions, normals, tangents, attributes, triangles } = this.mesh;
    return {
      vertexCount,
      positions: positions.slice(0, vertexCount * 3),
      normals: normals.slice(0, vertexCount * 3),
      tangents: tangents.slice(0, vertexCount * 3),
      attributes: attributes.slice(0, vertexCount * 4),
      triangles: triangles.slice(0, this.indexCount),
    };
  }

  /** Two triangles between the pair of vertices at `first` and the next pair. */
  private addSegment(first: number): void {
    const corners = [first, first + 1, first + 2, first + 1, first + 3, first + 2];
    this.mesh.triangles.set(corners, this.indexCount);
    this.indexCount += INDICES_PER_SEGMENT;
  }

  /** The two edge points of the ribbon at point `s` of the strand; the ribbon lies on the head, twisted a little. */
  private addPoint(strand: Strand, root: Root, look: CardLook, s: number): void {
    const point = strand.points[s];
    const direction = strand.directions[s];
    const outward = this.outwardAt(point);
    const level = normalize(cross(direction, outward));
    const side = normalize(addScaled(level, outward, root.variation - 0.5));
    const taper = s === this.segments ? TAPER.tip : s === 0 ? TAPER.root : TAPER.middle;
    const normal = cardNormal(outward, root);
    const along = s / this.segments;
    const halfWidth = look.width * taper * 0.5;
    const shaded = { ...look, tint: look.tint * shadeAt(root, along) };
    this.addVertex(addScaled(point, side, -halfWidth), normal, direction, 0, along, shaded);
    this.addVertex(addScaled(point, side, halfWidth), normal, direction, 1, along, shaded);
  }

  private addVertex(position: Vec3, normal: Vec3, tangent: Vec3, across: number, along: number, look: CardLook): void {
    const { positions, normals, tangents, attributes } = this.mesh;
    const vertex = this.mesh.vertexCount++;
    writeVertex(positions, vertex, position);
    writeVertex(normals, vertex, normal);
    writeVertex(tangents, vertex, tangent);
    attributes[vertex * 4] = across;
    attributes[vertex * 4 + 1] = along;
    attributes[vertex * 4 + 2] = look.seed;
    attributes[vertex * 4 + 3] = look.tint;
  }

  /** Away from the head's axis: from the centre above it, from a point that sinks more slowly below it. */
  private outwardAt(point: Vec3): Vec3 {
    const [x, y, z] = this.headCenter;
    return normalize(subtract(point, [x, Math.min(point[1], y) * 0.35 + y * 0.65, z]));
  }
}

/** How much light the hair around lets through to a strand, a share `along` of its length from the root. */
function shadeAt(root: Root, along: number): number {
  const depth = smoothstep(0, SHADED_FROM, root.aboveHairline);
  const atRoot = mix(ROOT_SHADE, 1, smoothstep(0, 0.5, along));
  return mix(1, atRoot * mix(INNER_SHADE, 1, root.layer), depth);
}

/** Shading normal: mostly outward, a little as the scalp at the root, a little at random. */
function cardNormal(outward: Vec3, root: Root): Vec3 {
  const [x, y, z] = addScaled(scale(outward, 0.75), root.normal, 0.25);
  return normalize([x + (root.variation - 0.5) * 0.3, y, z + (root.variation2 - 0.5) * 0.3]);
}
