import assert from "node:assert/strict";
import { environmentFrom } from "kernel-helpers/dist/world/light/environment";
import { multiply, normalize, rotationX, rotationY } from "kernel-helpers/dist/world/math/vector";
import { VOLUNTEERS } from "kernel-helpers/dist/world/people/volunteers";
import { shadeEye } from "kernel-helpers/dist/world/shading/eye";
import { Fragment } from "kernel-helpers/dist/world/shading/fragment";
import type { Scene } from "kernel-helpers/dist/world/shading/scene";

/** Radius of an eyeball. */
const RADIUS = 0.12;

/** A room of even grey, a weak lamp far to the side, eyes that look `gazeYaw` to the person's left. */
function sceneWith(gazeYaw: number, gazePitch = 0, strength = 0): Scene {
  const gaze = multiply(rotationY(-gazeYaw), rotationX(-gazePitch));
  const grey = { width: 512, height: 256, radiance: new Float32Array(512 * 256 * 3).fill(1) };
  const [x, y, z] = normalize([0.3, 0.3, 1]);
  return {
    person: VOLUNTEERS[4],
    gaze,
    eyeAxis: [gaze[6], gaze[7], gaze[8]],
    environment: environmentFrom("studio", grey),
    environmentYaw: 0,
    ambient: 1,
    key: { x, y, z, red: strength, green: strength, blue: strength },
  } as unknown as Scene;
}

/** Colour of the eye in the direction (x, y) from its centre, seen from the front. */
function colourAt(scene: Scene, x: number, y: number): number[] {
  const f = new Fragment();
  const n = normalize([x, y, Math.sqrt(1 - x * x - y * y)]);
  [f.nx, f.ny, f.nz] = n;
  [f.vx, f.vy, f.vz] = [0, 0, 1];
  f.attributes.set(n.map((c) => c * RADIUS));
  f.nDotV = n[2];
  f.nDotL = n[0] * scene.key.x + n[1] * scene.key.y + n[2] * scene.key.z;
  f.lit = 1;
  [f.softRed, f.softGreen, f.softBlue] = [0.6, 0.6, 0.6];
  shadeEye(f, scene);
  return [f.red, f.green, f.blue];
}

describe("shadeEye", () => {
  it("has a dark pupil in a coloured iris in an off-white ball", () => {
    const scene = sceneWith(0);
    const [pupil, iris, white] = [0, 0.3, 0.55].map((x) => colourAt(scene, x, -0.02));
    assert.ok(pupil[1] < 0.5 * iris[1] && iris[1] < 0.6 * white[1]);
    assert.ok(iris[2] > iris[0], "blue eyes");
    assert.ok(white[0] > white[1] && white[1] >= white[2] * 0.99, "reddish white");
  });

  it("turns the pupil with the gaze", () => {
    const angle = 0.35;
    const ahead = sceneWith(0);
    for (const side of [-1, 1]) {
      const aside = sceneWith(side * angle);
      const x = Math.sin(side * angle);
      assert.ok(colourAt(aside, x, 0)[0] < 0.4 * colourAt(ahead, x, 0)[0], `${side}`);
      assert.ok(colourAt(aside, 0, 0)[0] > 1.5 * colourAt(ahead, 0, 0)[0]);
    }
  });

  it("mirrors a lamp as a small bright spot", () => {
    const scene = sceneWith(0, 0, 0.4);
    const brightest = { value: 0, count: 0 };
    for (let x = -0.4; x <= 0.4; x += 0.02) {
      for (let y = -0.4; y <= 0.4; y += 0.02) {
        const [, green] = colourAt(scene, x, y);
        brightest.value = Math.max(brightest.value, green);
        if (green > 0.8) brightest.count++;
      }
    }
    assert.ok(brightest.value > 0.9, `${brightest.value}`);
    assert.ok(brightest.count > 3 && brightest.count < 120, `${brightest.count}`);
  });
});
