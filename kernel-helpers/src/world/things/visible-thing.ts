import { RASTER_SIZE } from "../camera/camera";
import type { VisibilityBuffer } from "../raster/rasteriser";
import type { ThingModel } from "./thing-model";

/** A thing as the camera sees it. */
export interface VisibleThing {
  model: ThingModel;
  /** Projected vertices, Float32 [n,3]. */
  screen: Float32Array;
  buffer: VisibilityBuffer;
}

/** Corners of a triangle, and the weights of what one sample shows of it. */
export class SeenTriangle {
  i = 0;
  j = 0;
  k = 0;
  w0 = 0.5;
  w1 = 0.5;
  w2 = 0.5;

  /** Perspective-correct weights: linear on the screen after division by distance. */
  meet({ model, screen }: VisibleThing, triangle: number, sampleX: number, sampleY: number): void {
    const { triangles } = model.mesh;
    this.i = triangles[triangle * 3];
    this.j = triangles[triangle * 3 + 1];
    this.k = triangles[triangle * 3 + 2];
    const a = this.i * 3;
    const b = this.j * 3;
    const c = this.k * 3;
    const bx = screen[b] - screen[a];
    const by = screen[b + 1] - screen[a + 1];
    const cx = screen[c] - screen[a];
    const cy = screen[c + 1] - screen[a + 1];
    const x = sampleX - screen[a];
    const y = sampleY - screen[a + 1];
    const inverseArea = 1 / (bx * cy - by * cx);
    const flat1 = (x * cy - y * cx) * inverseArea;
    const flat2 = (bx * y - by * x) * inverseArea;
    const near0 = (1 - flat1 - flat2) * screen[a + 2];
    const near1 = flat1 * screen[b + 2];
    const near2 = flat2 * screen[c + 2];
    const distance = 1 / (near0 + near1 + near2);
    this.w0 = near0 * distance;
    this.w1 = near1 * distance;
    this.w2 = near2 * distance;
  }

  /** Column `c` of an array with `stride` numbers per vertex. */
  mix(values: Float32Array, stride: number, c: number): number {
    return (
      this.w0 * values[this.i * stride + c] +
      this.w1 * values[this.j * stride + c] +
      this.w2 * values[this.k * stride + c]
    );
  }
}

/** The triangle that the sample in column x, row y shows; -1 for none. */
export const triangleAt = (buffer: VisibilityBuffer, x: number, y: number): number =>
  x < 0 || y < 0 || x >= RASTER_SIZE || y >= RASTER_SIZE ? -1 : buffer.triangle[y * RASTER_SIZE + x];
