import * as fs from "node:fs";
import { writeAtomic } from "../../base/files";
import { sha256 } from "../../base/hash";
import { localPath } from "../../base/paths";
import type { OnProgress } from "../../base/progress";
import { codeVersion } from "../../store/code-version";
import { reuseOrCompute } from "../../store/records";
import { render, worldVersion } from "../../world";
import { choicesOf, imageName, wishesOf, type Choice } from "./choices";
import type { ShownImage } from "./manifest";

/** The photograph of a choice: its JPEG file, and what the manifest says of it. */
export async function takePhotograph(choice: Choice): Promise<{ jpeg: Buffer; image: ShownImage }> {
  const { image: jpeg, meta } = await render(wishesOf(choice));
  const { sha256, triggerPixels } = meta;
  const { eye_right, eye_left, nose_tip, mouth_right, mouth_left } = meta.landmarks;
  const landmarks = { eye_right, eye_left, nose_tip, mouth_right, mouth_left };
  return { jpeg, image: { ...choice, sha256, landmarks, triggerPixels } };
}

/** Where the photographs of this machine lie before they are published. */
export const storedPhotograph = (choice: Choice): string => localPath("recogniser", "images", imageName(choice));

/** A job for the pool: all photographs of a person; those that are stored already are kept. */
export async function takePhotographs(
  { person }: { person: string },
  { onProgress }: { onProgress?: OnProgress } = {},
): Promise<ShownImage[]> {
  const choices = choicesOf(person);
  const code = `${worldVersion()}+${codeVersion("site/recogniser/take-photographs", "site/recogniser/choices")}`;
  const inputs = { kind: "page-photographs", config: { person }, data: choices.map(imageName), code };
  const take = async () => {
    const images: ShownImage[] = [];
    for (const choice of choices) {
      images.push(await photographed(choice));
      onProgress?.({ label: `photographs of ${person}`, done: images.length, total: choices.length });
    }
    return images;
  };
  const { record, reused } = await reuseOrCompute(inputs, take);
  return reused && !record.result.every(isStored) ? take() : record.result;
}

async function photographed(choice: Choice): Promise<ShownImage> {
  const { jpeg, image } = await takePhotograph(choice);
  writeAtomic(storedPhotograph(choice), jpeg);
  return image;
}

function isStored(image: ShownImage): boolean {
  const file = storedPhotograph(image);
  return fs.existsSync(file) && sha256(fs.readFileSync(file)) === image.sha256;
}
