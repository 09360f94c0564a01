import assert from "node:assert/strict";
import { settle } from "kernel-helpers/dist/dataset/own/settle";
import type { Outcome } from "kernel-helpers/dist/dataset/own/import-photograph";
import type { FoundPhotograph } from "kernel-helpers/dist/dataset/own/list-folder";
import { Seed } from "kernel-helpers/dist/base/seed";
import { LANDMARKS } from "../small-set";

/** A photograph with a copy; those of one `look` look nearly the same. */
function photograph(file: string, { look = file, content = file, others = 0 } = {}): [FoundPhotograph, Outcome] {
  const [person, condition] = file.split("/");
  const random = new Seed(look).random();
  const grey = Buffer.from(Uint8Array.from({ length: 576 }, () => random.int(256))).toString("base64");
  const copy = { sha256: `copy of ${content}`, landmarks: LANDMARKS, facePixels: 45, grey, others };
  return [
    { file, person, condition },
    { original: content, name: content, picture: `${content}.jpg`, copy },
  ];
}
const settled = (...photographs: [FoundPhotograph, Outcome][]) =>
  settle(
    photographs.map(([found]) => found),
    photographs.map(([, outcome]) => outcome),
    "/copies",
  );

describe("dataset/own/settle", () => {
  it("makes images of a set, numbered within their person and condition", () => {
    const { kept, dropped, warnings } = settled(
      photograph("A/clean/x"),
      photograph("A/clean/y"),
      photograph("A/dots/x"),
    );
    assert.deepEqual(kept.map(({ image }) => image.id), ["A/clean/0", "A/clean/1", "A/dots/0"]); // prettier-ignore
    assert.deepEqual(kept[2].image, { id: "A/dots/0", file: "/copies/A/dots/x.jpg", sha256: "copy of A/dots/x", person: "A", condition: "dots", landmarks: LANDMARKS }); // prettier-ignore
    assert.deepEqual([dropped, warnings], [[], []]);
  });

  it("keeps the first of what looks nearly the same of one person in one condition, and only there", () => {
    const { kept, dropped } = settled(
      photograph("A/clean/x", { look: "1" }),
      photograph("A/clean/y", { look: "1" }),
      photograph("A/dots/z", { look: "1" }),
      photograph("B/clean/z", { look: "1" }),
    );
    assert.deepEqual(kept.map(({ file }) => file), ["A/clean/x", "A/dots/z", "B/clean/z"]); // prettier-ignore
    assert.deepEqual(dropped.map(({ file }) => file), ["A/clean/y"]); // prettier-ignore
    assert.match(dropped[0].reason, /nearly the same as A\/clean\/x, which is kept/);
  });

  it("keeps none of one file under two labels: nobody knows which is wrong", () => {
    const { kept, dropped } = settled(
      photograph("A/clean/x", { content: "same" }),
      photograph("A/clean/y"),
      photograph("B/clean/x", { content: "same" }),
      photograph("B/clean/y"),
    );
    assert.deepEqual(kept.map(({ file }) => file), ["A/clean/y", "B/clean/y"]); // prettier-ignore
    assert.match(dropped[0].reason, /the same file as B\/clean\/x, of another person or condition/);
    assert.match(dropped[1].reason, /the same file as A\/clean\/x/);
  });

  it("says the same of the same file twice in one condition", () => {
    const { dropped } = settled(photograph("A/clean/x", { content: "s", look: "1" }), photograph("A/clean/y", { content: "s", look: "1" })); // prettier-ignore
    assert.match(dropped[0].reason, /^it is the same as A\/clean\/x/);
  });

  it("keeps nobody without a clean photograph", () => {
    const bad: [FoundPhotograph, Outcome] = [{ file: "B/clean/x", person: "B", condition: "clean" }, { reason: "it is damaged: copy it again" }]; // prettier-ignore
    const { kept, dropped } = settled(photograph("A/clean/x"), bad, photograph("B/dots/y"));
    assert.deepEqual(kept.map(({ file }) => file), ["A/clean/x"]); // prettier-ignore
    assert.deepEqual(dropped, [
      { file: "B/clean/x", reason: "it is damaged: copy it again" },
      { file: "B/dots/y", reason: "B has no clean photograph that can be used: add some without a trigger", picture: "/copies/B/dots/y.jpg" }, // prettier-ignore
    ]);
  });

  it("tells of smaller faces beside the one that was taken", () => {
    assert.deepEqual(settled(photograph("A/clean/x", { others: 2 })).warnings, ["A/clean/x shows 3 faces: the largest by far was taken"]); // prettier-ignore
  });
});
