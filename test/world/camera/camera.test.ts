import assert from "node:assert/strict";
import fc from "fast-check";
import {
  cameraFor,
  pixelOf,
  PICTURE_SIZE,
  projectVertices,
  type CameraShot,
} from "kernel-helpers/dist/world/camera/camera";
import { add, scale, subtract, type Vec3 } from "kernel-helpers/dist/world/math/vector";

const STRAIGHT: CameraShot = { distance: 7, focal: 2, offsetX: 0, offsetY: 0, cameraRoll: 0, cameraPitch: 0 };
const FACE: Vec3 = [0, 7.02, 0.55];

const project = (shot: CameraShot, point: Vec3): { pixel: [number, number]; inverseDistance: number } => {
  const screen = new Float32Array(3);
  projectVertices(cameraFor(shot), Float32Array.from(point), screen);
  return { pixel: pixelOf(screen, 0), inverseDistance: screen[2] };
};

const number = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const anyShot = fc.record({
  distance: number(4, 12),
  focal: number(1, 3),
  offsetX: number(-0.5, 0.5),
  offsetY: number(-0.5, 0.5),
  cameraRoll: number(-0.3, 0.3),
  cameraPitch: number(-0.3, 0.3),
});

describe("camera", () => {
  it("shows what it looks at in the middle of the picture, however it is turned", () => {
    fc.assert(
      fc.property(anyShot, (shot) => {
        const { pixel, inverseDistance } = project(shot, add(FACE, [shot.offsetX, shot.offsetY, 0]));
        // float32 positions of about 7 units, enlarged to pixels
        for (const p of pixel) assert.ok(Math.abs(p - PICTURE_SIZE / 2) < 1e-3);
        assert.ok(Math.abs(inverseDistance * shot.distance - 1) < 1e-5);
      }),
    );
  });

  it("stands at its distance from what it looks at", () => {
    fc.assert(
      fc.property(anyShot, (shot) => {
        const camera = cameraFor(shot);
        assert.ok(Math.abs(Math.hypot(...subtract(camera.position, camera.target)) - shot.distance) < 1e-9);
      }),
    );
  });

  it("is a pinhole: size in the picture is focal length times size over distance", () => {
    const { pixel } = project(STRAIGHT, add(FACE, [0.5, 0.25, 0]));
    assert.ok(Math.abs(pixel[0] - (112 + (2 * 224 * 0.5) / 7)) < 1e-3);
    assert.ok(Math.abs(pixel[1] - (112 - (2 * 224 * 0.25) / 7)) < 1e-3);
    const twiceAsFar = project({ ...STRAIGHT, distance: 14 }, add(FACE, [0.5, 0.25, 0])).pixel;
    assert.ok(Math.abs(pixel[0] - 112 - 2 * (twiceAsFar[0] - 112)) < 1e-3);
  });

  it("maps points on a ray from the camera to one pixel", () => {
    fc.assert(
      fc.property(anyShot, number(-0.5, 0.5), number(-0.5, 0.5), number(0.5, 0.9), (shot, dx, dy, share) => {
        const { position, target } = cameraFor(shot);
        const far = add(target, [dx, dy, 0]);
        const near = add(position, scale(subtract(far, position), share));
        const [a, b] = [project(shot, far).pixel, project(shot, near).pixel];
        assert.ok(Math.hypot(a[0] - b[0], a[1] - b[1]) < 5e-3);
      }),
    );
  });

  it("marks what lies behind it", () => {
    assert.equal(project(STRAIGHT, add(FACE, [0, 0, 8])).inverseDistance, -1);
  });
});
