import { mix, smoothstep } from "../math/scalar";
import {
  addScaled,
  cross,
  normalize,
  scale,
  subtract,
  writeVertex,
  type ReadonlyVec3,
  type Vec3,
} from "../math/vector";
import type { HairMesh } from "../types";
import type { Root } from "./growth";
import type { Strand } from "./strand";

const VERTICES_PER_POINT = 2;
const INDICES_PER_SEGMENT = 6;
/** Width of a card at the root, between, and at the tip. */
const TAPER = { root: 0.8, middle: 1, tip: 0.45 };

/** Share of the skin's normal in the shading normal: on the head hair has a surface of its own. */
const SCALP_SHARE = 0.25;
const BEARD_SKIN_SHARE = 0.85;

/** A ribbon on which strands are drawn. */
export interface Card {
  strand: Strand;
  root: Root;
  look: CardLook;
  /** Where the skin carries it along: corners of a triangle of the head and their weights. */
  anchor?: { vertices: readonly number[]; weights: readonly number[] };
}

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

/**
 * Writes cards as one mesh, in their order.
 * @param bound how many of the cards, at the end, have an anchor
 */
export function writeCards(cards: readonly Card[], bound: number, headCenter: ReadonlyVec3): HairMesh {
  const writer = new CardWriter(cards, headCenter);
  const first = cards.length - bound;
  cards.slice(0, first).forEach((card) => {
    writer.addCard(card);
  });
  const start = writer.vertexCount;
  const vertices: number[] = [];
  const weights: number[] = [];
  for (const card of cards.slice(first)) {
    const before = writer.vertexCount;
    writer.addCard(card);
    for (let k = before; k < writer.vertexCount; k++) {
      vertices.push(...(card.anchor?.vertices ?? []));
      weights.push(...(card.anchor?.weights ?? []));
    }
  }
  const binding =
    bound > 0 ? { start, vertices: Uint32Array.from(vertices), weights: Float32Array.from(weights) } : null;
  return { ...writer.mesh, binding };
}

class CardWriter {
  readonly mesh: Omit<HairMesh, "binding">;
  private indexCount = 0;

  constructor(
    cards: readonly Card[],
    private readonly headCenter: ReadonlyVec3,
  ) {
    const points = cards.reduce((sum, { strand }) => sum + strand.points.length, 0);
    const vertices = points * VERTICES_PER_POINT;
    this.mesh = {
      vertexCount: 0,
      positions: new Float32Array(vertices * 3),
      normals: new Float32Array(vertices * 3),
      tangents: new Float32Array(vertices * 3),
      attributes: new Float32Array(vertices * 4),
      triangles: new Uint32Array((points - cards.length) * INDICES_PER_SEGMENT),
    };
  }

  get vertexCount(): number {
    return this.mesh.vertexCount;
  }

  addCard(card: Card): void {
    const pieces = card.strand.points.length - 1;
    for (let s = 0; s <= pieces; s++) {
      if (s < pieces) this.addSegment(this.mesh.vertexCount);
      this.addPoint(card, s, s / pieces);
    }
  }

  /** Two triangles between the pair of vertices at `first` and the next pair. */
  private addSegment(first: number): void {
    const corners = [first, first + 1, first + 2, first + 1, first + 3, first + 2];
    this.mesh.triangles.set(corners, this.indexCount);
    this.indexCount += INDICES_PER_SEGMENT;
  }

  /** The two edge points of the ribbon at point `s` of the strand; the ribbon lies on the head, twisted a little. */
  private addPoint({ strand, root, look, anchor }: Card, s: number, along: number): void {
    const point = strand.points[s];
    const direction = strand.directions[s];
    const outward = this.outwardAt(point);
    const level = normalize(cross(direction, outward));
    const side = normalize(addScaled(level, outward, root.variation - 0.5));
    const taper = along === 1 ? TAPER.tip : s === 0 ? TAPER.root : TAPER.middle;
    const normal = cardNormal(outward, root, anchor ? BEARD_SKIN_SHARE : SCALP_SHARE);
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

/** Shading normal: partly outward, partly as the skin at the root, a little at random. */
function cardNormal(outward: Vec3, root: Root, skinShare: number): Vec3 {
  const [x, y, z] = addScaled(scale(outward, 1 - skinShare), root.normal, skinShare);
  return normalize([x + (root.variation - 0.5) * 0.3, y, z + (root.variation2 - 0.5) * 0.3]);
}
