import type { Environment } from "../light/environment";
import { projectPanorama, SH_COUNT } from "../light/spherical-harmonics";
import type { Pose } from "./pose";
import type { Subject } from "./subject";

/** Folds that no direction reaches still get this much. */
const LEAST_LIGHT = 0.01;

/**
 * Soft light on every vertex, divided by π, written to `light`, Float32 [n,3]. The transfer was computed in neutral
 * pose, so the light is turned into the frame of the head and of the shoulders instead.
 */
export function softLight(
  subject: Pick<Subject, "transfer" | "headWeights">,
  environment: Environment,
  yaw: number,
  ambient: number,
  pose: Pose,
  light: Float32Array,
): void {
  const { transfer, headWeights } = subject;
  const onHead = projectPanorama(environment.ambient, yaw, pose.head);
  const onBody = projectPanorama(environment.ambient, yaw, pose.body);
  for (let i = 0, o = 0, t = 0; i < headWeights.length; i++, o += 3, t += SH_COUNT) {
    const head = headWeights[i];
    const body = 1 - head;
    let red = 0;
    let green = 0;
    let blue = 0;
    for (let k = 0, c = 0; k < SH_COUNT; k++, c += 3) {
      const answer = transfer[t + k];
      red += answer * (onHead[c] * head + onBody[c] * body);
      green += answer * (onHead[c + 1] * head + onBody[c + 1] * body);
      blue += answer * (onHead[c + 2] * head + onBody[c + 2] * body);
    }
    light[o] = Math.max(LEAST_LIGHT, red) * ambient;
    light[o + 1] = Math.max(LEAST_LIGHT, green) * ambient;
    light[o + 2] = Math.max(LEAST_LIGHT, blue) * ambient;
  }
}
