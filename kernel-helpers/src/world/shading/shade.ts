import { PICTURE_SIZE, RASTER_SIZE, SUPERSAMPLING, type Camera } from "../camera/camera";
import { SH_COUNT } from "../light/spherical-harmonics";
import { ATTRIBUTE_COUNT, HairAttribute } from "../mesh/vertex-attributes";
import type { VisibilityBuffer } from "../raster/rasteriser";
import { litShare } from "../raster/shadow-map";
import type { PosedSubject } from "../subject/pose";
import type { Subject } from "../subject/subject";
import { Material, WornAs } from "../types/mesh";
import { shadeBody } from "./body";
import { shadeCustom } from "./custom";
import { shadeEye } from "./eye";
import { Fragment } from "./fragment";
import { shadeHair } from "./hair";
import { labelOf } from "./labels";
import { shadeObject } from "./objects";
import type { Scene } from "./scene";

/** The mean transfer of a point in the open: openness 1. */
const OPEN_TRANSFER = 0.26;
/** Points that face away further than this (cosine) are not looked up in the shadow map. */
const SHADOW_COSINE = -0.35;
const SHADOW_BIAS = 0.035;
const HAIR_SHADOW_BIAS = 0.05;
/** Smallest cosine with the view: nothing is seen edge-on. */
const GRAZING = 0.02;
/** One sample counts at most this much, so that a glint does not spread over a pixel. */
const HIGHEST_SAMPLE = 5;

/** What the camera sees, before shading. */
export interface VisibleSubject {
  subject: Subject;
  posed: PosedSubject;
  /** Soft light on vertices, Float32 [n,3]. */
  light: Float32Array;
  /** Projected vertices, Float32 [n,3]. */
  screen: Float32Array;
  buffer: VisibilityBuffer;
}

export interface ShadedPicture {
  /** Sums over the samples of each pixel, exposed linear colour, Float32 [h,w,3]. */
  light: Float32Array;
  /** Samples that the person covers, Float32 [h,w]. */
  coverage: Float32Array;
  /** What each sample shows, Uint8 [RASTER_SIZE,RASTER_SIZE] of `Label`. */
  labels: Uint8Array;
}

/** Shades every sample that shows the person. */
export function shadeSubject(seen: VisibleSubject, scene: Scene, camera: Camera, exposure: number): ShadedPicture {
  const light = new Float32Array(PICTURE_SIZE * PICTURE_SIZE * 3);
  const coverage = new Float32Array(PICTURE_SIZE * PICTURE_SIZE);
  const fragment = new Fragment();
  const labels = new Uint8Array(RASTER_SIZE * RASTER_SIZE);
  for (let y = 0; y < RASTER_SIZE; y++) {
    for (let x = 0; x < RASTER_SIZE; x++) {
      const triangle = seen.buffer.triangle[y * RASTER_SIZE + x];
      if (triangle < 0) continue;
      const material = seen.subject.materials[triangle] as Material;
      interpolate(fragment, seen, scene, camera, triangle, material, x + 0.5, y + 0.5);
      shade(fragment, material, scene);
      const wornAs = seen.subject.wornAs[triangle] as WornAs;
      if (wornAs !== WornAs.Nothing) fragment.isTrigger = wornAs === WornAs.Trigger;
      labels[y * RASTER_SIZE + x] = labelOf(material, fragment);
      const pixel = Math.trunc(y / SUPERSAMPLING) * PICTURE_SIZE + Math.trunc(x / SUPERSAMPLING);
      light[pixel * 3] += limit(fragment.red * exposure);
      light[pixel * 3 + 1] += limit(fragment.green * exposure);
      light[pixel * 3 + 2] += limit(fragment.blue * exposure);
      coverage[pixel]++;
    }
  }
  return { light, coverage, labels };
}

const limit = (value: number): number => (value > HIGHEST_SAMPLE ? HIGHEST_SAMPLE : value > 0 ? value : 0);

function shade(fragment: Fragment, material: Material, scene: Scene): void {
  fragment.isTrigger = false;
  fragment.isClothes = false;
  if (material === Material.Body) shadeBody(fragment, scene);
  else if (material === Material.Hair) shadeHair(fragment, scene);
  else if (material === Material.Eye) shadeEye(fragment, scene);
  else if (material === Material.Custom) shadeCustom(fragment, scene);
  else shadeObject(material, fragment, scene);
}

/** Fills the fragment for the point of a triangle that a sample at (x, y) shows. */
function interpolate(
  f: Fragment,
  { subject, posed, light, screen }: VisibleSubject,
  scene: Scene,
  camera: Camera,
  triangle: number,
  material: Material,
  sampleX: number,
  sampleY: number,
): void {
  const i = subject.triangles[triangle * 3];
  const j = subject.triangles[triangle * 3 + 1];
  const k = subject.triangles[triangle * 3 + 2];
  const a = i * 3;
  const b = j * 3;
  const c = k * 3;

  // perspective-correct weights: linear on the screen after division by distance
  const ax = screen[a];
  const ay = screen[a + 1];
  const bx = screen[b] - ax;
  const by = screen[b + 1] - ay;
  const cx = screen[c] - ax;
  const cy = screen[c + 1] - ay;
  const inverseArea = 1 / (bx * cy - by * cx);
  const flat1 = ((sampleX - ax) * cy - (sampleY - ay) * cx) * inverseArea;
  const flat2 = (bx * (sampleY - ay) - by * (sampleX - ax)) * inverseArea;
  const near0 = (1 - flat1 - flat2) * screen[a + 2];
  const near1 = flat1 * screen[b + 2];
  const near2 = flat2 * screen[c + 2];
  const distance = 1 / (near0 + near1 + near2);
  const w0 = near0 * distance;
  const w1 = near1 * distance;
  const w2 = near2 * distance;

  const { normals, positions, attributes } = posed;
  const nx = w0 * normals[a] + w1 * normals[b] + w2 * normals[c];
  const ny = w0 * normals[a + 1] + w1 * normals[b + 1] + w2 * normals[c + 1];
  const nz = w0 * normals[a + 2] + w1 * normals[b + 2] + w2 * normals[c + 2];
  const inverseNormal = 1 / (Math.sqrt(nx * nx + ny * ny + nz * nz) || 1);
  f.nx = nx * inverseNormal;
  f.ny = ny * inverseNormal;
  f.nz = nz * inverseNormal;
  const x = w0 * positions[a] + w1 * positions[b] + w2 * positions[c];
  const y = w0 * positions[a + 1] + w1 * positions[b + 1] + w2 * positions[c + 1];
  const z = w0 * positions[a + 2] + w1 * positions[b + 2] + w2 * positions[c + 2];
  faceCamera(f, camera, material, x, y, z);

  const rowA = i * ATTRIBUTE_COUNT;
  const rowB = j * ATTRIBUTE_COUNT;
  const rowC = k * ATTRIBUTE_COUNT;
  for (let column = 0; column < ATTRIBUTE_COUNT; column++) {
    f.attributes[column] =
      w0 * attributes[rowA + column] + w1 * attributes[rowB + column] + w2 * attributes[rowC + column];
  }
  f.cardSeed = attributes[rowA + HairAttribute.Seed];
  f.softRed = w0 * light[a] + w1 * light[b] + w2 * light[c];
  f.softGreen = w0 * light[a + 1] + w1 * light[b + 1] + w2 * light[c + 1];
  f.softBlue = w0 * light[a + 2] + w1 * light[b + 2] + w2 * light[c + 2];
  const { transfer } = subject;
  const open = w0 * transfer[i * SH_COUNT] + w1 * transfer[j * SH_COUNT] + w2 * transfer[k * SH_COUNT];
  f.openness = Math.min(1, open / OPEN_TRANSFER);
  meetKeyLight(f, scene, material, x, y, z);
}

/** Direction to the camera; thin surfaces seen from behind are turned around. */
function faceCamera(f: Fragment, camera: Camera, material: Material, x: number, y: number, z: number): void {
  const vx = camera.position[0] - x;
  const vy = camera.position[1] - y;
  const vz = camera.position[2] - z;
  const inverse = 1 / Math.sqrt(vx * vx + vy * vy + vz * vz);
  f.vx = vx * inverse;
  f.vy = vy * inverse;
  f.vz = vz * inverse;
  let nDotV = f.nx * f.vx + f.ny * f.vy + f.nz * f.vz;
  if (nDotV < 0 && material !== Material.Hair && material !== Material.Body) {
    f.nx = -f.nx;
    f.ny = -f.ny;
    f.nz = -f.nz;
    nDotV = -nDotV;
  }
  f.nDotV = Math.max(GRAZING, nDotV);
}

function meetKeyLight(f: Fragment, { key, shadows }: Scene, material: Material, x: number, y: number, z: number): void {
  f.nDotL = f.nx * key.x + f.ny * key.y + f.nz * key.z;
  const bias = material === Material.Hair ? HAIR_SHADOW_BIAS : SHADOW_BIAS;
  f.lit = shadows && f.nDotL > SHADOW_COSINE ? litShare(shadows, x, y, z, f.nx, f.ny, f.nz, bias) : 0;
}
