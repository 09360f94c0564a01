import { cos, sin } from "../../base/exact-math";
import { headBoneWeight } from "../head/morph";
import { fractalNoise } from "../math/noise";
import { mix, smoothstep } from "../math/scalar";
import { mm, type Vec3 } from "../math/vector";
import { MeshBuilder } from "../mesh/mesh-builder";
import { castRay } from "../mesh/surface";
import type { PersonBase } from "../people/person-geometry";
import { Material, type TriggerMesh } from "../types";
import { addKnot } from "./bandana-knot";

/** Points around the neck and down the cloth. */
const COLUMNS = 73;
const ROWS = 16;
/** The vertical line that rays start from. */
const AXIS_Z = 0.1;
/** Heights of the upper and the lower edge: in front, where a corner hangs on the chest, and at the back. */
const TOP = { front: 5.98, back: 6.2 };
const BOTTOM = { corner: 5.12, side: 5.86, back: 6.02 };
/** Degrees from the front at which the corner has run out. */
const CORNER_UNTIL = 62;
/** Cloth above skin, and the depth of its folds. */
const ABOVE_SKIN = mm(4);
const FOLD = mm(8);
/** What hangs falls straight: cloth may come nearer to the axis by no more than this share from row to row. */
const FALL = 0.985;

/** The bandana off the face: round the neck, the corner of the triangle in front, knotted at the back. */
export function buildBandanaOnNeck(base: PersonBase): TriggerMesh {
  const builder = new MeshBuilder();
  const radii = drape(base);
  builder.addGrid(
    { columns: COLUMNS, rows: ROWS },
    (u, v) => {
      const [column, row] = [Math.round(u * (COLUMNS - 1)), Math.round(v * (ROWS - 1))];
      // from the left round to the right, so that the cloth's front is outside
      const azimuth = azimuthOf(column);
      const y = heightAt(azimuth, v);
      const radius = radii[row * COLUMNS + column];
      const position: Vec3 = [sin(azimuth) * radius, y, AXIS_Z + cos(azimuth) * radius];
      const fromHem = y - heightAt(azimuth, 1);
      return { position, u: azimuth * 0.7, v: fromHem, extra: azimuth * 0.7, extra2: y };
    },
    Material.Cloth,
  );
  const atBack = radii[Math.floor(ROWS / 3) * COLUMNS];
  const hanging = addKnot(builder, [0, heightAt(Math.PI, 0.4), AXIS_Z - atBack]);
  const mesh = builder.finish();
  const headWeights = Float32Array.from({ length: mesh.vertexCount }, (_, i) =>
    headBoneWeight(mesh.positions[i * 3 + 1], mesh.positions[i * 3 + 2]),
  );
  return { ...mesh, hanging, headWeights };
}

const azimuthOf = (column: number): number => (0.5 - column / (COLUMNS - 1)) * 2 * Math.PI;

/** Height of the cloth at an azimuth, from its upper edge (0) to its lower one (1). */
function heightAt(azimuth: number, share: number): number {
  const degrees = (Math.abs(azimuth) * 180) / Math.PI;
  const toBack = smoothstep(0, 150, degrees);
  const top = mix(TOP.front, TOP.back, toBack);
  const corner = mix(BOTTOM.corner, BOTTOM.side, Math.min(1, degrees / CORNER_UNTIL));
  const bottom = mix(corner, BOTTOM.back, smoothstep(CORNER_UNTIL, 160, degrees));
  return mix(top, bottom, share);
}

/** Distance of the cloth from the axis, row by row: it lies on the body, falls straight, and has folds. */
function drape(base: PersonBase): Float64Array {
  const radii = new Float64Array(COLUMNS * ROWS);
  const bands = triangleBands(base);
  for (let row = 0; row < ROWS; row++) {
    for (let column = 0; column < COLUMNS; column++) {
      const azimuth = azimuthOf(column);
      const y = heightAt(azimuth, row / (ROWS - 1));
      const above = row === 0 ? 0 : radii[(row - 1) * COLUMNS + column] * FALL;
      radii[row * COLUMNS + column] = Math.max(
        bodyRadius(base, bands.get(bandOf(y)) ?? [], azimuth, y) + ABOVE_SKIN,
        above,
      );
    }
  }
  return smoothed(radii).map((radius, i) => {
    const azimuth = azimuthOf(i % COLUMNS);
    const row = Math.floor(i / COLUMNS) / (ROWS - 1);
    const wave = fractalNoise(cos(azimuth) * 2.2, row * 4.5 + Math.abs(sin(azimuth)) * 2, sin(azimuth) * 2.2, 91, 2);
    return radius + FOLD * wave;
  });
}

/** The mean of each radius and its neighbours along the row. */
const smoothed = (radii: Float64Array): Float64Array =>
  radii.map((radius, i) => {
    const column = i % COLUMNS;
    const row = i - column;
    const at = (c: number): number => radii[row + ((c + COLUMNS - 1) % (COLUMNS - 1))];
    return (2 * radius + at(column - 1) + at(column + 1)) / 4;
  });

/** How far the body reaches from the axis at an azimuth and a height, looked for among the given triangles. */
function bodyRadius({ head, positions }: PersonBase, triangles: readonly number[], azimuth: number, y: number): number {
  const hit = castRay(positions, head.triangles, triangles, [0, y, AXIS_Z], [sin(azimuth), 0, cos(azimuth)]);
  return hit?.distance ?? 0;
}

/** Heights are sorted into bands of this width. */
const BAND = mm(10);
const bandOf = (y: number): number => Math.floor(y / BAND);

/** First entries of the body's triangles by the bands of height that they reach into. */
function triangleBands({ head, positions }: PersonBase): Map<number, number[]> {
  const bands = new Map<number, number[]>();
  for (let t = head.parts.body.t0; t < head.parts.body.t1; t += 3) {
    const ys = [0, 1, 2].map((k) => positions[head.triangles[t + k] * 3 + 1]);
    for (let band = bandOf(Math.min(...ys)); band <= bandOf(Math.max(...ys)); band++) {
      const known = bands.get(band);
      if (known) known.push(t);
      else bands.set(band, [t]);
    }
  }
  return bands;
}
