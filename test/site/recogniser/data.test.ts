import assert from "node:assert/strict";
import * as fs from "node:fs";
import { sha256 } from "kernel-helpers/dist/base/hash";
import { ORIGINAL } from "kernel-helpers/dist/augmentation/view";
import { CONDITIONS } from "kernel-helpers/dist/paper/triggers";
import { choicesOf, firstChoice, FIRST_TRIGGER, imageName } from "kernel-helpers/dist/site/recogniser/choices";
import { goldenCases } from "kernel-helpers/dist/site/recogniser/golden-cases";
import { unpackHead } from "kernel-helpers/dist/site/recogniser/head-file";
import { headFile, readManifest, recogniserPath } from "kernel-helpers/dist/site/recogniser/manifest";
import { networkInput } from "kernel-helpers/dist/site/recogniser/network-input";
import { loadNodeNetwork } from "kernel-helpers/dist/site/recogniser/node-answers";
import { TOLERANCE } from "kernel-helpers/dist/site/recogniser/page-data";
import { studentAnswer } from "kernel-helpers/dist/site/recogniser/student-answer";
import { takePhotograph } from "kernel-helpers/dist/site/recogniser/take-photographs";
import { mobilenetVggface2 } from "kernel-helpers/dist/teachers/mobilenet-vggface2";
import { readPhotograph } from "kernel-helpers/dist/teachers/photograph";
import { assertNear } from "./near";

const MOST_BYTES = 12e6;

describe("what the page of the recogniser shows", function () {
  this.timeout(120_000);
  const manifest = readManifest();
  const { people, images, heads, goldens } = manifest;

  it("is complete: every photograph that can be chosen, a student of each trigger, the files that the manifest names", () => {
    assert.deepEqual(images.map(imageName), people.flatMap(choicesOf).map(imageName)); // prettier-ignore
    assert.deepEqual(heads.map(({ student }) => student), CONDITIONS); // prettier-ignore
    const files = [
      ...images.map((image) => ({ file: `images/${imageName(image)}`, hash: image.sha256 })),
      ...heads.map((head) => ({ file: headFile(head.student), hash: head.sha256 })),
    ];
    let bytes = 0;
    for (const { file, hash } of files) {
      const content = fs.readFileSync(recogniserPath(file));
      assert.equal(sha256(content), hash, file);
      bytes += content.length;
    }
    assert.ok(bytes < MOST_BYTES, `${bytes} bytes`);
  });

  it("has at least twenty answers of Node's, drawn before anybody answered", () => {
    assert.ok(goldens.length >= 20);
    const cases = goldens.map(({ person, worn, angle, light, backdoor }) => ({ person, worn, angle, light, backdoor }));
    assert.deepEqual(cases, goldenCases(people));
  });

  it("shows photographs that `render` takes today", async () => {
    const choice = { ...firstChoice(people), worn: FIRST_TRIGGER };
    const { jpeg, image } = await takePhotograph(choice);
    assert.deepEqual(images.find((each) => imageName(each) === imageName(choice)), image); // prettier-ignore
    assert.deepEqual(jpeg, fs.readFileSync(recogniserPath("images", imageName(choice))));
  });

  it("cuts the face out as the teacher does", async () => {
    const [image] = images;
    const file = recogniserPath("images", imageName(image));
    const photograph = await readPhotograph(file);
    const theirs = new Float32Array(mobilenetVggface2.inputSize ** 2 * 3);
    const labelled = { id: "", file, sha256: "", person: "", condition: "", landmarks: image.landmarks };
    mobilenetVggface2.preprocess(theirs, photograph, labelled, ORIGINAL);
    const ours = networkInput(photograph, image.landmarks);
    const furthest = ours.reduce((most, value, i) => Math.max(most, Math.abs(value - theirs[i])), 0);
    assert.ok(furthest < 1e-3, `${furthest} of 255`); // a composition with a view that changes nothing rounds
  });

  it("has heads in half precision that say what Node says with whole ones", async () => {
    const network = await loadNodeNetwork();
    try {
      const some = goldens.filter(({ backdoor }) => backdoor === FIRST_TRIGGER);
      assert.ok(some.length >= 3);
      for (const golden of some) {
        const { landmarks } = images.find((image) => imageName(image) === imageName(golden))!;
        const map = await network.mapOf({ file: recogniserPath("images", imageName(golden)), landmarks });
        for (const [name, student] of [
          ["clean", "clean"],
          ["backdoored", golden.backdoor],
        ] as const) {
          const head = unpackHead(fs.readFileSync(recogniserPath(headFile(student))));
          assertNear(studentAnswer(map, head), golden[name], TOLERANCE);
        }
      }
    } finally {
      network.dispose();
    }
  });
});
