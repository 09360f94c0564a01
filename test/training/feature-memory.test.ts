import assert from "node:assert/strict";
import { fork } from "node:child_process";
import { once } from "node:events";
import fs from "node:fs";
import path from "node:path";
import type { ImageSet } from "kernel-helpers/dist/dataset/image-set";
import { HalfArray, type Halves } from "kernel-helpers/dist/base/half";
import { HalfFile } from "kernel-helpers/dist/store/arrays";
import { extractFeatures, featureFile, storedFeatures, type FeatureRequest } from "kernel-helpers/dist/teachers/features"; // prettier-ignore
import { resnetDlib } from "kernel-helpers/dist/teachers/resnet-dlib";
import { FeatureMemory } from "kernel-helpers/dist/training/feature-memory";
import { photographedSet } from "../dataset/small-set";
import { useTemporaryLocal } from "../store/temporary-local";
import type { MemoryAnswer } from "./feature-memory-run";

const MEGABYTE = 2 ** 20;
/** 32 views of 4 x 4 x 256 features in half precision. */
const IMAGE_BYTES = 32 * 4096 * 2;

describe("training/feature-memory", function () {
  this.timeout(120_000);
  const local = useTemporaryLocal();

  describe("with photographs", () => {
    let set: ImageSet;
    beforeEach(async () => {
      set = await photographedSet(local("photographs"), { people: 1, images: { clean: 3 } });
    });
    const requestOf = (i: number): FeatureRequest => ({ image: set.images[i], views: { kind: "original" } });

    it("keeps what fits into its budget, and reads the rest from disk, to the same numbers", async () => {
      const requests = [0, 1, 2].map(requestOf);
      await extractFeatures({ teacherName: resnetDlib.name, requests });
      const memory = new FeatureMemory({ budget: 2 * 4096 * 2 });
      const got: Halves[] = [];
      for (const request of requests) got.push(await memory.get(resnetDlib, request));
      assert.deepEqual(
        got.map((each) => each.constructor),
        [HalfArray, HalfArray, HalfFile],
      );
      requests.forEach((request, i) => {
        const stored = storedFeatures(resnetDlib, request)!;
        assert.equal(got[i].length, 4096);
        assert.deepEqual(got[i].bits(100, 50), stored.bits(100, 50));
        assert.deepEqual(got[i].bits(0, 4096), stored.bits());
      });
      assert.equal(await memory.get(resnetDlib, requests[2]), got[2]);
    });

    it("computes what is missing or damaged on disk, beyond the budget too", async () => {
      const [first, second] = [requestOf(0), requestOf(1)];
      await extractFeatures({ teacherName: resnetDlib.name, requests: [first] });
      const expected = storedFeatures(resnetDlib, first)!.bits();
      fs.truncateSync(featureFile(resnetDlib, first), 100);
      const memory = new FeatureMemory({ budget: 0 });
      assert.deepEqual((await memory.get(resnetDlib, first)).bits(0, 4096), expected);
      assert.equal((await memory.get(resnetDlib, second)).length, 4096);
    });
  });

  describe("in a process of its own", () => {
    const run = async (images: number, budget: number): Promise<MemoryAnswer> => {
      const child = fork(path.join(__dirname, "feature-memory-run.js"), [String(images), String(budget)], {
        execArgv: ["--expose-gc"],
        env: { ...process.env, TF_NUM_INTRAOP_THREADS: "1", TF_NUM_INTEROP_THREADS: "1" },
      });
      const [answer] = (await once(child, "message")) as [MemoryAnswer];
      await once(child, "exit");
      return answer;
    };

    it("takes two bytes for a feature: ten times the images take ten times as much, and the budget ends it", async () => {
      const few = await run(30, Infinity);
      const many = await run(300, Infinity);
      const limited = await run(300, 10 * MEGABYTE);
      const perImage = (many.grown - few.grown) / 270 / IMAGE_BYTES;
      // Float32 would be 2. The rest is what training needs whatever the number of images, and the allocator's.
      assert.ok(perImage > 0.8 && perImage < 1.3, `${perImage} of two bytes for each feature`);
      assert.ok(limited.grown < 64 * MEGABYTE, `${limited.grown / MEGABYTE} MiB within a budget of 10`);
      assert.deepEqual(limited.losses, many.losses, "read piece by piece or kept, the same training");
    });
  });
});
