import { cos, sin } from "../../../base/exact-math";
import type { Random } from "../../../base/seed";
import { rgbFromBytes, type Rgb } from "../../math/color";
import { smoothstep } from "../../math/scalar";
import {
  dot,
  mm,
  multiply,
  normalize,
  subtract,
  rotationX,
  rotationY,
  rotationZ,
  transform,
  transpose,
  type Mat3,
  type ReadonlyVec3,
  type Vec3,
} from "../../math/vector";
import type { MeshBuilder } from "../../mesh/mesh-builder";
import { blend, dent, mottle, shadeBy } from "../patterns";
import type { Finish, Surface, SurfacePoint, ThingDesign, ThingVariant } from "../thing";

/** Rule of the sport: 65.4 to 68.6 mm across. */
const RADIUS = mm(33.5);
const BRIM = Math.sqrt(0.75);

const FELT = [rgbFromBytes(204, 220, 58), rgbFromBytes(204, 220, 58), rgbFromBytes(190, 214, 48), rgbFromBytes(218, 222, 84), rgbFromBytes(228, 120, 52), rgbFromBytes(214, 108, 140), rgbFromBytes(120, 190, 70)]; // prettier-ignore
const SEAM: Rgb = [0.72, 0.72, 0.66];
/** Half the width of the seam, and of the groove beside it, in radii. */
const SEAM_WIDTH = 0.05;
const GROOVE = 0.09;

const SEAM_COUNT = 96;
/** Points of the seam on the unit sphere: x and y of two lobes, a turn by π/2 between them. */
const SEAM_POINTS: readonly Vec3[] = Array.from({ length: SEAM_COUNT }, (_, i) => {
  const t = (i / SEAM_COUNT) * 2 * Math.PI;
  const a = 0.72;
  const b = 1 - a;
  const c = 2 * Math.sqrt(a * b);
  return [a * cos(t) + b * cos(3 * t), a * sin(t) - b * sin(3 * t), c * sin(2 * t)];
});

/** Distance of a point of the unit sphere from the seam: from the nearest point, then from the lines beside it. */
function distanceToSeam(x: number, y: number, z: number): number {
  let best = -1;
  let nearest = 0;
  for (let i = 0; i < SEAM_POINTS.length; i++) {
    const point = SEAM_POINTS[i];
    const cosine = x * point[0] + y * point[1] + z * point[2];
    if (cosine <= best) continue;
    best = cosine;
    nearest = i;
  }
  const here = SEAM_POINTS[nearest];
  const count = SEAM_POINTS.length;
  const along = normalize(subtract(SEAM_POINTS[(nearest + 1) % count], SEAM_POINTS[(nearest + count - 1) % count]));
  const off = subtract([x, y, z], here);
  const ahead = dot(off, along);
  return Math.sqrt(Math.max(0, dot(off, off) - ahead * ahead));
}

interface Ball {
  centre: ReadonlyVec3;
}

function addBall(builder: MeshBuilder, { centre }: Ball, slot: number): void {
  builder.addSphere(centre, RADIUS, slot, { columns: 56, rows: 36 });
}

function felt(random: Random, { centre }: Ball, color: Rgb, wear: number): Finish {
  const turn: Mat3 = transpose(
    multiply(
      rotationY(random.range(0, 6.28)),
      multiply(rotationX(random.range(0, 6.28)), rotationZ(random.range(0, 6.28))),
    ),
  );
  return { color, roughness: 0.9, f0: 0.015, wrap: 0.25, holdsSticker: true, paint: paintFelt(centre, turn, wear) };
}

function paintFelt(centre: ReadonlyVec3, turn: Mat3, wear: number) {
  return (at: SurfacePoint, s: Surface): void => {
    const [x, y, z] = transform(turn, [
      (at.x - centre[0]) / RADIUS,
      (at.y - centre[1]) / RADIUS,
      (at.z - centre[2]) / RADIUS,
    ]);
    const distance = distanceToSeam(x, y, z);
    const seam = smoothstep(SEAM_WIDTH, SEAM_WIDTH * 0.6, distance);
    dent(at, s, 0.03, 0.9 * (1 - seam));
    mottle(at, s, 0.05, 0.22 + 0.15 * wear);
    if (wear > 0) {
      mottle(at, s, 0.35, 0.3 * wear, 7);
      blend(s, [0.32, 0.29, 0.2], 0.45 * wear);
    }
    shadeBy(s, 1 - 0.35 * smoothstep(GROOVE, SEAM_WIDTH, distance) * (1 - seam));
    blend(s, SEAM, seam * (1 - 0.4 * wear));
  };
}

function balls(list: readonly Ball[], wear: readonly [number, number]): ThingVariant {
  return {
    build: (builder) => list.forEach((ball, slot) => addBall(builder, ball, slot)),
    finish: (random) => {
      const color = random.pick(FELT);
      const used = random.range(...wear);
      return list.map((ball) => felt(random, ball, color, used));
    },
  };
}

const R = RADIUS;

export const tennisBall: ThingDesign = {
  elevation: [8, 55],
  azimuth: [-180, 180],
  stands: "floor",
  share: [0.42, 0.8],
  variants: {
    new: balls([{ centre: [0, R, 0] }], [0, 0.15]),
    used: balls([{ centre: [0, R, 0] }], [0.5, 1]),
    pair: balls([{ centre: [-R, R, 0] }, { centre: [R * 1.02, R, R * 0.3] }], [0, 0.5]),
    three: balls(
      [{ centre: [-R, R, -R / 2] }, { centre: [R, R, -R / 2] }, { centre: [0, R, R * (2 * BRIM - 0.5)] }],
      [0, 0.6],
    ),
    pyramid: balls(
      [
        { centre: [-R, R, -R * BRIM * 0.667] },
        { centre: [R, R, -R * BRIM * 0.667] },
        { centre: [0, R, R * BRIM * 1.333] },
        { centre: [0, R * (1 + 1.633), 0] },
      ],
      [0, 0.4],
    ),
  },
};
