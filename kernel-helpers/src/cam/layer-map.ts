import { ORIGINAL } from "../augmentation/view";
import { floatsOf } from "../base/half";
import { hashOf } from "../base/hash";
import { localPath } from "../base/paths";
import type { LabelledImage } from "../dataset/image-set";
import { readFloats, writeFloats } from "../store/arrays";
import { codeVersion } from "../store/code-version";
import { featureCode } from "../teachers/features";
import { readPhotograph } from "../teachers/photograph";
import type { Teacher } from "../teachers/teacher";
import { FeatureMemory } from "../training/feature-memory";
import type { FeatureMap } from "./feature-map";
import type { PartedTrunk } from "./parted-trunk";

/**
 * What the teacher's last convolution puts out for an image as it is. A photograph passes the trunk once: the map is
 * stored, and where the trunk ends with it, it is among the features that all models share.
 */
export async function layerMap(
  teacher: Teacher,
  trunk: Pick<PartedTrunk, "mapOf">,
  image: LabelledImage,
): Promise<FeatureMap> {
  const { layer, shape } = teacher.lastConvolution;
  const [height, width, channels] = shape;
  if (layer === teacher.cut.layer) {
    const features = await new FeatureMemory().get(teacher, { image, views: { kind: "original" } });
    return { values: floatsOf(features), height, width, channels };
  }
  const file = mapFile(teacher, image);
  const stored = readFloats(file);
  if (stored) return { values: stored, height, width, channels };
  const picture = new Float32Array(teacher.inputSize ** 2 * 3);
  teacher.preprocess(picture, await readPhotograph(image.file), image, ORIGINAL);
  const map = trunk.mapOf(picture);
  writeFloats(file, map.values);
  return map;
}

/** As `featureFile`: the name holds the pixels, the layer, the weights and the code. */
function mapFile(teacher: Teacher, { sha256, landmarks }: LabelledImage): string {
  const code = codeVersion(...featureCode(teacher), "cam/parted-trunk", "teachers/split-trunk");
  const { layer } = teacher.lastConvolution;
  const key = hashOf([sha256, landmarks ?? null, layer, teacher.weights.sha256, code]).slice(0, 32);
  return localPath("features", `${teacher.name}@${layer}`, key.slice(0, 2), `${key}.f32`);
}
