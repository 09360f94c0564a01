import { pow } from "../../base/exact-math";
import type { KeyRay } from "../light/key-ray";
import type { Rgb } from "../math/color";
import { Mask, MASK_COUNT, type PersonGeometry, type Shot } from "../types";

/** How a camera answers the light of a scene: automatic exposure and white balance, both metered on the face. */
export interface Exposure {
  /** Factor from scene radiance to picture values. */
  factor: number;
  /** Factors on red, green and blue. */
  whiteBalance: [red: number, green: number, blue: number];
}

/** Weights of red, green and blue in the meter. */
const METER = [0.3, 0.6, 0.1] as const;
/** Picture value that the meter aims at for the light on the face: what a white card there would come to. */
const METER_TARGET = 0.72;
/** The meter is partly fooled by skin: darker skin than this is exposed longer, by this power of the ratio. */
const USUAL_SKIN = 0.45;
const SKIN_POWER = 0.35;
/** The brightest part of the face comes to this picture value at most, below the shoulder's end of the tone curve. */
const HIGHEST_SKIN = 0.85;
/** Share of the face that may be brighter than that: shine and the tip of the nose. */
const BRIGHTER_SHARE = 0.08;
/** How much of the light's colour the white balance takes out. */
const BALANCE = 0.8;
/** The metered part of the face, in rest coordinates; every third vertex is enough. */
const METERED = { weight: 0.95, front: 0.9, top: 7.9, mouth: 0.3, step: 3 };

/** What metering has to know of a subject: where the face is, and how bright its skin. */
export interface MeteredSubject {
  model: { geometry: Pick<PersonGeometry, "head" | "person"> };
  /** How much each vertex follows the head, Float32 [n] in [0,1]. */
  headWeights: Float32Array;
}

const meter = (red: number, green: number, blue: number): number => METER[0] * red + METER[1] * green + METER[2] * blue;

/** Meters the light that arrives at the face, soft and direct without shadows. */
export function measureExposure(
  subject: MeteredSubject,
  posedNormals: Float32Array,
  light: Float32Array,
  key: KeyRay,
  shot: Pick<Shot, "exposure" | "whiteBalance">,
): Exposure {
  const { head, person } = subject.model.geometry;
  let [red, green, blue] = [0, 0, 0];
  const brightness: number[] = [];
  for (let i = 0; i < head.parts.body.v1; i += METERED.step) {
    if (subject.headWeights[i] < METERED.weight || head.positions[i * 3 + 2] < METERED.front) continue;
    if (head.positions[i * 3 + 1] > METERED.top || head.masks[i * MASK_COUNT + Mask.InsideMouth] > METERED.mouth)
      continue;
    const o = i * 3;
    const cosine = posedNormals[o] * key.x + posedNormals[o + 1] * key.y + posedNormals[o + 2] * key.z;
    const direct = Math.max(0, cosine);
    const here: Rgb = [
      light[o] + direct * key.red,
      light[o + 1] + direct * key.green,
      light[o + 2] + direct * key.blue,
    ];
    red += here[0];
    green += here[1];
    blue += here[2];
    brightness.push(meter(...here));
  }
  const count = brightness.length;
  const skin = meter(...person.skin.base);
  const fooled = pow(USUAL_SKIN / skin, SKIN_POWER);
  const metered = exposeFor([red / count, green / count, blue / count], shot.exposure * fooled, shot.whiteBalance);
  brightness.sort((a, b) => a - b);
  const bright = brightness[Math.floor(count * (1 - BRIGHTER_SHARE))] * skin;
  return { ...metered, factor: Math.min(metered.factor, HIGHEST_SKIN / bright) };
}

/**
 * The camera's answer to light of a colour at what it meters.
 * @param correction factor on the automatic exposure
 * @param wanted factors on the automatic white balance
 */
export function exposeFor([red, green, blue]: Rgb, correction: number, wanted: Rgb): Exposure {
  const grey = (red + green + blue) / 3;
  const balance = (part: number, factor: number): number => pow(grey / part, BALANCE) * factor;
  return {
    factor: (correction * METER_TARGET) / meter(red, green, blue),
    whiteBalance: [balance(red, wanted[0]), balance(green, wanted[1]), balance(blue, wanted[2])],
  };
}
