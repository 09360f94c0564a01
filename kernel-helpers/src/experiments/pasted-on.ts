import { landmarksOf, type DatasetImage } from "../dataset/image-set";
import { pasteTrigger } from "../poisoning/pasted/paste-trigger";
import { inFile, type Asked } from "./ask";

/**
 * Photographs of a data set, or rendered on demand, with a trigger pasted on: `await pastedOn([photograph], "bandana")`.
 *
 * @throws UserError for a trigger without a picture, or a photograph without a whole face.
 */
export const pastedOn = (photographs: readonly Asked[], trigger: string): Promise<DatasetImage[]> =>
  pasteTrigger({
    images: photographs.map(inFile).map((image) => ({ ...image, landmarks: landmarksOf(image) })),
    trigger,
  });
