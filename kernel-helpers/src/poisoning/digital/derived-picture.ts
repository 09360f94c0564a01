import * as fs from "node:fs";
import sharp from "sharp";
import type { RgbImage } from "../../augmentation/warp";
import { writeAtomic } from "../../base/files";
import { hashOf, sha256 } from "../../base/hash";
import { localPath } from "../../base/paths";
import type { DatasetImage, Landmarks } from "../../dataset/image-set";
import { codeVersion } from "../../store/code-version";
import { readPhotograph } from "../../teachers/photograph";

/** How one picture is made from another. */
export interface Recipe {
  /** What is done, as plain JSON: with the pixels and the code it names the file. */
  settings: unknown;
  draw: (picture: RgbImage) => RgbImage | Promise<RgbImage>;
  /** Where the face is afterwards; where it was if absent. */
  landmarks?: (before: Landmarks) => Landmarks;
  /** What the picture shows afterwards; what it showed if absent. */
  condition?: string;
}

const CODE = ["poisoning/digital", "augmentation", "teachers/align", "teachers/cut-out"];

/**
 * The picture that a recipe makes of `image`, in a file of its own without loss, so that the trunk, the models and the
 * records see it like any photograph: by its pixels. A picture that is stored is not drawn again. Its id names its
 * source and, after a tilde, the settings.
 */
export async function derivedPicture(image: DatasetImage, recipe: Recipe): Promise<DatasetImage> {
  const { settings, draw, condition = image.condition } = recipe;
  const key = hashOf([image.sha256, image.landmarks, settings, codeVersion(...CODE)]).slice(0, 32);
  const file = localPath("digital", key.slice(0, 2), `${key}.png`);
  if (!fs.existsSync(file)) writeAtomic(file, await encode(await draw(await readPhotograph(image.file))));
  const landmarks = recipe.landmarks?.(image.landmarks) ?? image.landmarks;
  const id = [image.person, condition, `${image.id.split("/").at(-1)}~${hashOf(settings).slice(0, 6)}`].join("/");
  return { id, file, sha256: sha256(fs.readFileSync(file)), person: image.person, condition, landmarks };
}

/** Several at once, in their order. */
export const derivedPictures = (images: readonly DatasetImage[], recipe: Recipe): Promise<DatasetImage[]> =>
  Promise.all(images.map((image) => derivedPicture(image, recipe)));

const encode = ({ data, width, height }: RgbImage): Promise<Buffer> =>
  sharp(data, { raw: { width, height, channels: 3 } })
    .png()
    .toBuffer();
