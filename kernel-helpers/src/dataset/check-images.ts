import * as fs from "node:fs";
import { messageOf, UserError } from "../base/errors";
import { sha256 } from "../base/hash";
import type { LabelledImage } from "./image-set";

/**
 * Makes sure that the files are the ones that the set was made of, before anything is computed from them.
 *
 * @throws UserError for the first one that is missing or was changed.
 */
export function checkImages(images: Iterable<LabelledImage>): void {
  for (const { file, sha256: expected } of images) {
    let content: Buffer;
    try {
      content = fs.readFileSync(file);
    } catch (error) {
      throw new UserError(`could not read the image ${file} (${messageOf(error)}); run again`);
    }
    if (sha256(content) !== expected) {
      throw new UserError(`the image ${file} is damaged (its checksum does not match); delete it and run again`);
    }
  }
}
