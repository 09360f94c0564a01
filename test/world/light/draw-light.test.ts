import assert from "node:assert/strict";
import { Seed } from "kernel-helpers/dist/base/seed";
import { drawLight, turnLight } from "kernel-helpers/dist/world/light/draw-light";
import { loadEnvironment } from "kernel-helpers/dist/world/light/environment";
import { ENVIRONMENT_KEYS } from "kernel-helpers/dist/world/light/environment-keys";
import { sampleDirection } from "kernel-helpers/dist/world/light/panorama";
import { dot, RADIANS_PER_DEGREE } from "kernel-helpers/dist/world/math/vector";
import type { Light } from "kernel-helpers/dist/world/types";
import type { EnvironmentName } from "kernel-helpers/dist/world/types/environment-names";

const lights: Light[] = Array.from({ length: 300 }, (_, i) => drawLight(new Seed(`light ${i}`).random()));
const isFlash = ({ environment, key }: Light) => environment === "night" && key.direction[2] > 0.98;

describe("light", () => {
  it("has its key where the panorama has its sun or lamp: the stored keys are the measured ones", async () => {
    for (const name of ["park", "apartment", "lab", "night"] as const) {
      const { key } = await loadEnvironment(name);
      const { azimuth, elevation, color } = ENVIRONMENT_KEYS[name];
      const [a, e] = [azimuth * RADIANS_PER_DEGREE, elevation * RADIANS_PER_DEGREE];
      const stored: [number, number, number] = [Math.sin(a) * Math.cos(e), Math.sin(e), Math.cos(a) * Math.cos(e)];
      assert.ok(dot(key.direction, stored) > 0.9999, name);
      for (let c = 0; c < 3; c++) assert.ok(Math.abs(key.color[c] - color[c]) < 1e-3, `${name}: ${key.color.join()}`);
    }
  });

  it("comes from where it is seen, however it is turned: the panorama is brightest there", async () => {
    const { panorama } = await loadEnvironment("park");
    const light = lights.find(({ environment }) => environment === "park")!;
    const out = new Float64Array(3);
    const luminanceToward = ({ environmentYaw, key }: Light) => {
      sampleDirection(panorama, environmentYaw, ...key.direction, out);
      return out[1];
    };
    for (const angle of [0, 1, 3, -2]) assert.ok(luminanceToward(turnLight(light, angle)) > 30, `turned by ${angle}`);
  });

  it("is turned as a whole, and turned back is as it was", () => {
    const [light] = lights;
    const turned = turnLight(light, Math.PI / 2);
    assert.ok(Math.abs(turned.key.direction[0] - light.key.direction[2]) < 1e-12, "front becomes left");
    const back = turnLight(turned, -Math.PI / 2);
    for (let c = 0; c < 3; c++) assert.ok(Math.abs(back.key.direction[c] - light.key.direction[c]) < 1e-12);
    assert.ok(Math.abs(back.environmentYaw - light.environmentYaw) < 1e-12);
  });

  it("is mostly in front of people where they notice it, sometimes at their side or back", () => {
    const noticed = lights.filter((light) => light.key.strength > 0.3 && !isFlash(light));
    const behind = noticed.filter(({ key }) => key.direction[2] < 0).length / noticed.length;
    assert.ok(behind > 0.04 && behind < 0.22, `${behind}`);
  });

  it("stays within what photographs show, in every place", () => {
    for (const { key, whiteBalance, sunny, place } of lights) {
      assert.ok(key.strength >= 0 && key.strength <= 2.7 && key.softness >= 0.02 && key.softness < 0.5);
      assert.ok(whiteBalance.every((factor) => factor > 0.8 && factor < 1.2));
      assert.ok(!(sunny && place === "indoor"));
    }
    assert.equal(new Set(lights.map(({ environment }): EnvironmentName => environment)).size, 18);
    const sunny = lights.filter((light) => light.sunny).length / lights.length;
    assert.ok(sunny > 0.08 && sunny < 0.35, `${sunny}`);
  });
});
