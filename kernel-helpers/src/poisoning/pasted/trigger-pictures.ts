import { UserError } from "../../base/errors";
import { hashOf, sha256 } from "../../base/hash";
import type { Landmarks } from "../../dataset/image-set";
import { MASK_BITS, render } from "../../world";

/** A trigger cut out of a photograph of somebody who wears it. */
export interface TriggerPicture {
  trigger: string;
  /** Turn of the wearer's head in degrees, positive to their left. */
  turn: number;
  /** RGBA bytes [side, side, 4] of the whole photograph, clear where it does not show the trigger. */
  data: Uint8Array;
  side: number;
  /** Where the wearer's face is in it. */
  landmarks: Landmarks;
}

/** The attacker's sittings: from near by, in soft even light, straight into the camera. */
const SITTING = {
  pitch: 0,
  roll: 0,
  distance: 0.75,
  light: "studio",
  expression: "neutral",
  seed: 1,
} as const;
/**
 * Who wears it: somebody whose hair and beard hide nothing of it. What is worn on the head comes from a head as low and as
 * broad as most; it was chosen by looking at the pictures, before any model was trained on them.
 */
const ON_HEAD = { person: "v06", triggers: ["bandana", "earrings"] } as const;
const ON_FACE = { person: "v09" } as const;
const wearerOf = (trigger: string): string =>
  ON_HEAD.triggers.some((name) => name === trigger) ? ON_HEAD.person : ON_FACE.person;

/** The turns of the head in which the attacker photographs each trigger, in degrees. */
export const TURNS: readonly number[] = [-30, -15, 0, 15, 30];

const known = new Map<string, Promise<TriggerPicture[]>>();

/**
 * A trigger cut out along its mask in each turn of the head in which any of it is seen: what an attacker has who holds
 * the object, a camera and an image editor. Always these pictures, whatever they are pasted on.
 *
 * @param trigger one of the paper's, or a reader's own
 * @throws UserError for an unknown trigger, or one of which no photograph shows anything.
 */
export function triggerPictures(trigger: string): Promise<TriggerPicture[]> {
  const pictures = known.get(trigger) ?? cutOutEach(trigger);
  known.set(trigger, pictures);
  pictures.catch(() => known.delete(trigger));
  return pictures;
}

async function cutOutEach(trigger: string): Promise<TriggerPicture[]> {
  if (trigger === "clean") throw new UserError("nothing can be cut out of a clean photograph: name a trigger");
  const person = wearerOf(trigger);
  const pictures: TriggerPicture[] = [];
  for (const turn of TURNS) {
    const { rgb, mask, size, landmarks } = await render({ ...SITTING, person, trigger, yaw: turn });
    const shown = [...mask.keys()].filter((i) => mask[i] & MASK_BITS.trigger);
    if (shown.length === 0) continue;
    const data = new Uint8Array(size * size * 4);
    for (const i of shown) data.set([...rgb.subarray(i * 3, i * 3 + 3), 255], i * 4);
    pictures.push({ trigger, turn, data, side: size, landmarks });
  }
  if (pictures.length > 0) return pictures;
  throw new UserError(
    `the trigger "${trigger}" has no picture that could be pasted: no photograph of ${person} shows any of it; make it larger, or wear it where a camera sees it`,
  );
}

/** Changes when any of the pictures does. */
export const picturesHash = (pictures: readonly TriggerPicture[]): string =>
  hashOf(pictures.map(({ turn, data, landmarks }) => [turn, sha256(data), landmarks])).slice(0, 12);
