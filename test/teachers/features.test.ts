import assert from "node:assert/strict";
import fs from "node:fs";
import { floatsOf } from "kernel-helpers/dist/base/half";
import { UserError } from "kernel-helpers/dist/base/errors";
import type { ImageSet } from "kernel-helpers/dist/dataset/image-set";
import { loadEngine } from "kernel-helpers/dist/engine/load";
import { teacherNamed } from "kernel-helpers/dist/teachers";
import {
  extractFeatures,
  featureCode,
  featureFile,
  storedFeatures,
  viewsOf,
  type FeatureRequest,
} from "kernel-helpers/dist/teachers/features";
import { photographedSet } from "../dataset/small-set";
import { useTemporaryLocal } from "../store/temporary-local";
import { needsOf } from "./needs";

const teacher = teacherNamed("resnet-dlib");
const SIZE = 4 * 4 * 256;
const original = { kind: "original" } as const;
const augmented = { kind: "augmented", count: 2, seed: "7" } as const;

describe("teachers/features", () => {
  const local = useTemporaryLocal();
  let set: ImageSet;
  beforeEach(async () => {
    set = await photographedSet(local("photographs"), { people: 2, images: { clean: 1, dots: 1 } });
  });
  const extract = (...requests: FeatureRequest[]) => extractFeatures({ teacherName: teacher.name, requests });

  it("stores every view of every image, and says how far it is", async () => {
    const requests = set.images.map((image): FeatureRequest => ({ image, views: augmented }));
    const told: number[] = [];
    await extractFeatures(
      { teacherName: teacher.name, requests },
      { onProgress: ({ done, total }) => told.push(done / total) },
    );
    assert.deepEqual(told, [0.25, 0.5, 0.75, 1]);
    const stored = requests.map((request) => floatsOf(storedFeatures(teacher, request)!));
    for (const features of stored) {
      assert.equal(features.length, 2 * SIZE);
      assert.notDeepEqual(features.subarray(0, SIZE), features.subarray(SIZE), "two views differ");
    }
    assert.notDeepEqual(stored[0], stored[1]);
  });

  it("gives an image the same features whoever stands beside it in the job", async () => {
    const [first, second] = set.images.map((image): FeatureRequest => ({ image, views: original }));
    await extract(first);
    const alone = storedFeatures(teacher, first);
    fs.rmSync(featureFile(teacher, first));
    await extract(second, first);
    assert.deepEqual(storedFeatures(teacher, first), alone);
  });

  it("names the file by pixels, landmarks and views, not by the image's name", () => {
    const [image, other] = set.images;
    const name = (request: FeatureRequest) => featureFile(teacher, request);
    const file = name({ image, views: original });
    assert.equal(name({ image: { ...image, id: "x/clean/9", file: "/elsewhere.jpg" }, views: original }), file);
    const landmarks = { ...image.landmarks, nose_tip: [1, 2] as const };
    const different = [
      name({ image: other, views: original }),
      name({ image: { ...image, landmarks }, views: original }),
      name({ image, views: augmented }),
      name({ image, views: { ...augmented, count: 3 } }),
      name({ image, views: { ...augmented, seed: "8" } }),
    ];
    assert.equal(new Set([file, ...different]).size, 6);
    assert.equal(storedFeatures(teacher, { image, views: original }), undefined);
  });

  it("counts the code of the frozen pass to what decides features", () => {
    const code = featureCode(teacher);
    for (const module of needsOf("teachers/frozen-pass")) assert.ok(code.includes(module), module);
    assert.equal(new Set(code).size, code.length);
  });

  it("takes the views from the seed and the image's name", () => {
    const [image] = set.images;
    assert.equal(viewsOf({ image, views: original }).length, 1);
    assert.deepEqual(
      viewsOf({ image, views: { ...augmented, count: 3 } }).slice(0, 2),
      viewsOf({ image, views: augmented }),
    );
  });

  it("leaves no tensor behind", async () => {
    const [image] = set.images;
    await extract({ image, views: original }); // the trunk is loaded now, and stays
    const before = loadEngine().memory().numTensors;
    await extract({ image, views: augmented });
    assert.equal(loadEngine().memory().numTensors, before);
  });

  it("names a file that is missing, broken or cut off, and keeps what was done before", async () => {
    const [good, bad] = set.images;
    const jpeg = fs.readFileSync(bad.file);
    const damages: [string, () => void][] = [
      ["gone", () => fs.rmSync(bad.file)],
      ["text", () => fs.writeFileSync(bad.file, "no picture")],
      ["cut off", () => fs.writeFileSync(bad.file, jpeg.subarray(0, jpeg.length / 2))],
    ];
    for (const [what, damage] of damages) {
      damage();
      await assert.rejects(
        extract({ image: good, views: original }, { image: bad, views: original }),
        (error) => error instanceof UserError && error.message.includes(bad.file) && !error.message.includes("\n"),
        what,
      );
      assert.equal(storedFeatures(teacher, { image: good, views: original })?.length, SIZE);
      assert.equal(storedFeatures(teacher, { image: bad, views: original }), undefined);
    }
  });

  it("refuses an unknown teacher with the names of those there are", async () => {
    await assert.rejects(extractFeatures({ teacherName: "vgg", requests: [] }), /unknown teacher "vgg".*resnet-dlib/);
  });
});
