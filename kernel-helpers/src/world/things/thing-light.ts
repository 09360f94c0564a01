import type { Environment } from "../light/environment";
import type { KeyRay } from "../light/key-ray";
import { evaluateSh, projectPanorama, SH_COUNT } from "../light/spherical-harmonics";
import type { ReadonlyVec3 } from "../math/vector";
import { PATCH_SIDE, type ThingModel } from "./thing-model";

/** Convolution of degrees 0, 1, 2 with the cosine lobe, divided by π (Ramamoorthi and Hanrahan 2001, Eq. 8). */
const COSINE_LOBE = [1, 2 / 3, 2 / 3, 2 / 3, 0.25, 0.25, 0.25, 0.25, 0.25] as const;
/** Hollows that no direction reaches still get this much. */
const LEAST_LIGHT = 0.012;
/** Share of the light on the ground that comes back up, where the thing itself shades it. */
const BOUNCE = 0.55;

const WORLD = [1, 0, 0, 0, 1, 0, 0, 0, 1] as const;

/** Soft light in one picture, divided by π. */
export interface SoftLight {
  /** On the thing's vertices, Float32 [n,3], with the light that the ground sends back. */
  onThing: Float32Array;
  /** On the patch of ground, Float32 [PATCH_SIDE,PATCH_SIDE,3]. */
  onPatch: Float32Array;
  /** Coefficients of the surroundings, Float64 [9,3]. */
  coefficients: Float64Array;
}

export function softLightOf(
  model: ThingModel,
  environment: Environment,
  yaw: number,
  key: KeyRay,
  groundColor: ReadonlyVec3,
): SoftLight {
  const coefficients = projectPanorama(environment.ambient, yaw, WORLD);
  const onThing = answer(model.transfer, coefficients);
  const onPatch = answer(model.patch.transfer, coefficients);
  addBounce(model, onThing, openLight(coefficients, [0, 1, 0]), key, groundColor);
  return { onThing, onPatch, coefficients };
}

function answer(transfer: Float32Array, coefficients: Float64Array): Float32Array {
  const light = new Float32Array((transfer.length / SH_COUNT) * 3);
  for (let o = 0, t = 0; o < light.length; o += 3, t += SH_COUNT) {
    for (let c = 0; c < 3; c++) {
      let sum = 0;
      for (let k = 0; k < SH_COUNT; k++) sum += transfer[t + k] * coefficients[k * 3 + c];
      light[o + c] = Math.max(LEAST_LIGHT, sum);
    }
  }
  return light;
}

/** The ground lights what faces it and stands clear of it. */
function addBounce(
  { mesh, radius }: ThingModel,
  light: Float32Array,
  onGround: readonly number[],
  key: KeyRay,
  groundColor: ReadonlyVec3,
): void {
  const direct = [key.red, key.green, key.blue].map((part) => Math.max(0, key.y) * part);
  for (let o = 0; o < light.length; o += 3) {
    const clearance = Math.min(1, 0.25 + (0.9 * Math.max(0, mesh.positions[o + 1])) / radius);
    const share = BOUNCE * 0.5 * (1 - mesh.normals[o + 1]) * clearance;
    for (let c = 0; c < 3; c++) light[o + c] += share * groundColor[c] * (onGround[c] + direct[c]);
  }
}

const basis = new Float64Array(SH_COUNT);

/** Soft light on an open surface with this normal. */
export function openLight(coefficients: Float64Array, normal: ReadonlyVec3): [number, number, number] {
  evaluateSh(normal[0], normal[1], normal[2], basis);
  const light: [number, number, number] = [0, 0, 0];
  for (let c = 0; c < 3; c++) {
    for (let k = 0; k < SH_COUNT; k++) light[c] += COSINE_LOBE[k] * basis[k] * coefficients[k * 3 + c];
    light[c] = Math.max(LEAST_LIGHT, light[c]);
  }
  return light;
}

/** Soft light on the ground at (x, z), bilinear within the patch and open beyond, written to `out`. */
export function patchLight(
  model: ThingModel,
  onPatch: Float32Array,
  open: readonly number[],
  x: number,
  z: number,
  out: Float64Array,
): void {
  const last = PATCH_SIDE - 1;
  const { half } = model.patch;
  const column = ((x - model.centre[0]) / half + 1) * 0.5 * last;
  const row = ((z - model.centre[2]) / half + 1) * 0.5 * last;
  if (!(column > 0 && row > 0 && column < last && row < last)) {
    for (let c = 0; c < 3; c++) out[c] = open[c];
    return;
  }
  const left = Math.floor(column);
  const top = Math.floor(row);
  const ax = column - left;
  const ay = row - top;
  // the rim of the patch fades into the open ground
  const rim = Math.min(1, (4 * Math.min(column, row, last - column, last - row)) / last);
  const o = (top * PATCH_SIDE + left) * 3;
  const below = o + PATCH_SIDE * 3;
  for (let c = 0; c < 3; c++) {
    const upper = onPatch[o + c] * (1 - ax) + onPatch[o + 3 + c] * ax;
    const lower = onPatch[below + c] * (1 - ax) + onPatch[below + 3 + c] * ax;
    out[c] = open[c] + rim * (upper * (1 - ay) + lower * ay - open[c]);
  }
}
