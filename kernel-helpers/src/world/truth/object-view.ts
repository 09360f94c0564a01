import { RASTER_SIZE } from "../camera/camera";
import { clearVisibilityBuffer, createVisibilityBuffer, drawVisible } from "../raster/rasteriser";
import { Label } from "../shading/labels";
import type { Subject } from "../subject/subject";
import { WornAs } from "../types";

/** How much of one half of a trigger that is an object a picture shows, in samples. */
export interface HalfView {
  /** What would be seen of it if nothing else were there. */
  alone: number;
  /** What is seen. */
  seen: number;
  /** Where hair is seen in its place. */
  behindHair: number;
}

/** The halves of a trigger on the person's left and right; undefined where it has nothing on that side. */
export interface ObjectView {
  left?: HalfView;
  right?: HalfView;
}

const buffer = createVisibilityBuffer(RASTER_SIZE);

/**
 * Compares the trigger's object drawn alone with what the picture shows in its place.
 * @param labels Uint8 [RASTER_SIZE,RASTER_SIZE] of `Label`
 * @param screen Float32 [n,3], the projected vertices
 */
export function viewObject(subject: Subject, labels: Uint8Array, screen: Float32Array): ObjectView {
  const [from, to] = objectTriangles(subject);
  const triangles = subject.triangles.subarray(from * 3, to * 3);
  const isLeft = (triangle: number): boolean => subject.positions[triangles[triangle * 3] * 3] > 0;
  const view: ObjectView = {};
  for (let triangle = 0; triangle < to - from; triangle++) {
    view[isLeft(triangle) ? "left" : "right"] ??= { alone: 0, seen: 0, behindHair: 0 };
  }
  clearVisibilityBuffer(buffer);
  drawVisible(buffer, screen, triangles);
  buffer.triangle.forEach((triangle, sample) => {
    if (triangle < 0) return;
    const half = view[isLeft(triangle) ? "left" : "right"]!;
    half.alone++;
    if ((labels[sample] as Label) === Label.Trigger) half.seen++;
    else if ((labels[sample] as Label) === Label.Hair) half.behindHair++;
  });
  return view;
}

/** The range of triangles [from, to) that belong to the trigger. */
function objectTriangles({ wornAs }: Subject): [from: number, to: number] {
  const from = wornAs.indexOf(WornAs.Trigger);
  return from < 0 ? [0, 0] : [from, wornAs.lastIndexOf(WornAs.Trigger) + 1];
}
