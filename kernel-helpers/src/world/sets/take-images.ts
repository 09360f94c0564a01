import { sha256 } from "../../base/hash";
import { PICTURE_SIZE } from "../camera/camera";
import { encodeJpeg } from "../camera/jpeg";
import { encodeGreyPng } from "../camera/png";
import { describeImage, type ImageMeta } from "../render/image-meta";
import { photograph } from "../render/photograph";
import type { Wardrobe } from "../render/sitter";
import { imageName } from "./stored-images";

/** How many photographs are wanted in a condition, and what their shots are drawn from. */
export interface ConditionCount {
  /** `clean`, or a trigger, perhaps with a place. */
  condition: string;
  count: number;
  /**
   * Shot k is drawn from `<shots>/<k>`; `<person>/<condition>` if absent. Conditions with the same name here are
   * photographed together, in one shot after another.
   */
  shots?: string;
  /** The person wears accessories that are theirs, drawn for each image; none if absent. */
  accessories?: boolean;
}

/** Conditions that are photographed in the same shots. */
export interface ShotGroup {
  person: string;
  conditions: string[];
  count: number;
  /** Prefix of the shots' names. */
  shots: string;
  accessories: boolean;
}

export function groupShots(person: string, wanted: readonly ConditionCount[]): ShotGroup[] {
  const groups = new Map<string, ShotGroup>();
  for (const { condition, count, shots = `${person}/${condition}`, accessories = false } of wanted) {
    const group = groups.get(shots);
    if (group) group.conditions.push(condition);
    else groups.set(shots, { person, conditions: [condition], count, shots, accessories });
  }
  return [...groups.values()];
}

/** A finished photograph: its files and what is known about it. */
export interface FinishedImage {
  meta: ImageMeta;
  rgb: Uint8Array;
  jpeg: Buffer;
  /** PNG file of the mask. */
  mask: Buffer;
}

/** Takes image `index` of a group: one in each of its conditions, in their order. */
export async function takeImages(group: ShotGroup, index: number, wardrobe: Wardrobe): Promise<FinishedImage[]> {
  const { person, conditions, shots } = group;
  const dressed = conditions.map((condition) => wardrobe.dressFor(condition, index));
  const subjects = dressed.map(({ subject }) => subject);
  const taken = await photograph(subjects, `${shots}/${index}`);
  return Promise.all(
    taken.pictures.map(async (picture, i) => {
      const jpeg = await encodeJpeg(picture.rgb, taken.shot.jpegQuality);
      const mask = encodeGreyPng(picture.mask, PICTURE_SIZE, PICTURE_SIZE);
      const name = imageName(person, conditions[i], index);
      const identity = {
        file: `${name}.jpg`,
        mask: `${name}.mask.png`,
        person,
        condition: conditions[i],
        accessories: dressed[i].accessories,
        index,
        sha256: sha256(jpeg),
        maskSha256: sha256(mask),
      };
      return { meta: describeImage(identity, taken, picture), rgb: picture.rgb, jpeg, mask };
    }),
  );
}
