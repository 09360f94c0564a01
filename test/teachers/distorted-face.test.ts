import assert from "node:assert/strict";
import { gaussianBlur } from "kernel-helpers/dist/artifacts";
import type { ImageSet } from "kernel-helpers/dist/dataset/image-set";
import { teacherNamed } from "kernel-helpers/dist/teachers";
import { cutOutFace, faceIn, pictureOf, type DistortedView } from "kernel-helpers/dist/teachers/distorted-face";
import { faceCropTransform } from "kernel-helpers/dist/teachers/face-crop";
import { extractFeatures, featureFile, storedFeatures } from "kernel-helpers/dist/teachers/features";
import { readPhotograph } from "kernel-helpers/dist/teachers/photograph";
import { ORIGINAL } from "kernel-helpers/dist/augmentation/view";
import { LANDMARKS, photographedSet } from "../dataset/small-set";
import { useTemporaryLocal } from "../store/temporary-local";

const untouched: DistortedView = { kind: "distorted", distortion: null };
const blurred = (severity: number): DistortedView => ({ kind: "distorted", distortion: { artifact: "gaussian_blur", severity } }); // prettier-ignore
const noisy = (seed: string): DistortedView => ({ kind: "distorted", distortion: { artifact: "gaussian_noise", severity: 20, seed } }); // prettier-ignore

describe("teachers/distorted-face", () => {
  const local = useTemporaryLocal();
  let set: ImageSet;
  beforeEach(async () => {
    set = await photographedSet(local("photographs"), { people: 2, images: { clean: 1 } });
  });

  it("cuts a face to 224 pixels, as large whatever the photograph's scale, and knows where its landmarks went", () => {
    const far = { data: new Uint8Array(64 * 64 * 3).fill(9), width: 64, height: 64 };
    const [image] = set.images;
    const near = Object.fromEntries(Object.entries(LANDMARKS).map(([name, [x, y]]) => [name, [3 * x, 3 * y]])) as unknown as typeof LANDMARKS; // prettier-ignore
    const small = faceIn(far, image).image.landmarks!;
    const large = faceIn({ ...far, width: 64 }, { ...image, landmarks: near }).image.landmarks!;
    for (const name of Object.keys(LANDMARKS) as (keyof typeof LANDMARKS)[]) {
      assert.ok(Math.hypot(small[name][0] - large[name][0], small[name][1] - large[name][1]) < 1e-9);
    }
    const again = faceCropTransform(small, 224); // of the cut picture: it is cut already
    [1, 0, 0, 0, 1, 0].forEach((value, i) => assert.ok(Math.abs(again[i] - value) < 1e-9));
  });

  it("shows a teacher of loose crops the very face that is distorted", async () => {
    const [image] = set.images;
    const mobilenet = teacherNamed("mobilenet-vggface2");
    const { photograph, image: moved } = await pictureOf({ image, views: blurred(11) });
    assert.deepEqual(photograph, gaussianBlur(await cutOutFace(image), 11));
    const seen = new Float32Array(224 * 224 * 3);
    mobilenet.preprocess(seen, photograph, moved, ORIGINAL);
    assert.ok(seen.every((value, i) => Math.abs(value - photograph.data[i]) < 1e-3));
  });

  it("draws noise for each image, and leaves other views alone", async () => {
    const [a, b] = set.images;
    const [ofA, ofB] = await Promise.all(
      [a, { ...a, id: b.id }].map((image) => pictureOf({ image, views: noisy("1") })),
    );
    assert.notDeepEqual(ofA.photograph, ofB.photograph);
    const original = await pictureOf({ image: a, views: { kind: "original" } });
    assert.deepEqual(original, { photograph: await readPhotograph(a.file), image: a });
  });

  it("names features by artifact, severity and seed, and noise by the image; stores them like others", async () => {
    const teacher = teacherNamed("resnet-dlib");
    const [image] = set.images;
    const views = [{ kind: "original" } as const, untouched, blurred(3), blurred(4), noisy("1"), noisy("2")];
    const files = views.map((view) => featureFile(teacher, { image, views: view }));
    assert.equal(new Set(files).size, views.length);
    const renamed = { ...image, id: "x/clean/9" };
    assert.equal(featureFile(teacher, { image: renamed, views: blurred(3) }), files[2]);
    assert.notEqual(featureFile(teacher, { image: renamed, views: noisy("1") }), files[4]);
    const requests = [untouched, blurred(39)].map((view) => ({ image, views: view }));
    await extractFeatures({ teacherName: teacher.name, requests });
    const [before, after] = requests.map((request) => storedFeatures(teacher, request)!);
    assert.equal(before.length, 4 * 4 * 256);
    assert.notDeepEqual(before, after);
  });
});
