import assert from "node:assert/strict";
import { ORIGINAL } from "kernel-helpers/dist/augmentation/view";
import { imageSet, type DatasetImage } from "kernel-helpers/dist/dataset/image-set";
import { alignedFaces } from "kernel-helpers/dist/poisoning/digital/aligned-faces";
import { readPhotograph } from "kernel-helpers/dist/teachers/photograph";
import { resnetDlib } from "kernel-helpers/dist/teachers/resnet-dlib";
import { photographedSet } from "../../dataset/small-set";
import { useTemporaryLocal } from "../../store/temporary-local";

/** What dlib's network reads of an image: Float32 [150,150,3] in 0 … 255. */
async function seen(image: DatasetImage): Promise<Float32Array> {
  const pixels = new Float32Array(150 * 150 * 3);
  resnetDlib.preprocess(pixels, await readPhotograph(image.file), image, ORIGINAL);
  return pixels;
}

describe("poisoning/digital/aligned-faces", () => {
  const local = useTemporaryLocal();

  it("are what dlib's network reads of the photographs, and aligning them again changes nothing", async () => {
    const straight = await photographedSet(local("photographs"), { people: 2, images: { clean: 1, dots: 1 } });
    const tilted = straight.images.map((image, i) => ({ ...image, landmarks: turned(image, 0.1 * i) }));
    const photographs = imageSet("photographs", tilted);
    const faces = await alignedFaces(photographs);
    assert.deepEqual(faces.people, photographs.people);
    assert.deepEqual(faces.images.map(({ condition }) => condition), ["clean", "dots", "clean", "dots"]); // prettier-ignore
    for (const [i, face] of faces.images.entries()) {
      const [direct, throughFile] = [await seen(photographs.images[i]), await seen(face)];
      // Half a grey level is lost to bytes; the second alignment differs from the identity by rounding alone.
      const largest = direct.reduce((worst, value, k) => Math.max(worst, Math.abs(value - throughFile[k])), 0);
      assert.ok(largest <= 0.51, `${face.id}: ${largest}`);
      assert.ok(new Set(direct).size > 100, "the face is not empty");
    }
  });
});

/** The landmarks turned about the middle of the 64 x 64 picture. */
function turned({ landmarks }: DatasetImage, angle: number): DatasetImage["landmarks"] {
  const entries = Object.entries(landmarks).map(([name, point]) => {
    const [x, y] = (point as [number, number]).map((value) => value - 32);
    return [name, [32 + x * Math.cos(angle) - y * Math.sin(angle), 32 + x * Math.sin(angle) + y * Math.cos(angle)]];
  });
  return Object.fromEntries(entries) as DatasetImage["landmarks"];
}
