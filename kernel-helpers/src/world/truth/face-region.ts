import { RASTER_SIZE } from "../camera/camera";
import type { LandmarkVertices } from "../head/landmarks";
import { clearVisibilityBuffer, createVisibilityBuffer, drawVisible } from "../raster/rasteriser";

const buffer = createVisibilityBuffer(RASTER_SIZE);

/**
 * The inside of the face's outline in a picture, whatever covers it: Uint8 [RASTER_SIZE,RASTER_SIZE], 1 inside.
 * @param screen Float32 [n,3], the projected vertices
 */
export function faceRegion({ faceTriangles }: LandmarkVertices, screen: Float32Array): Uint8Array {
  clearVisibilityBuffer(buffer);
  drawVisible(buffer, screen, faceTriangles);
  // a loop: Uint8Array.from with a function takes ten times as long
  const inside = new Uint8Array(buffer.triangle.length);
  for (let i = 0; i < inside.length; i++) inside[i] = buffer.triangle[i] < 0 ? 0 : 1;
  return inside;
}
