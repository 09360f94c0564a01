import assert from "node:assert/strict";
import { answerSheet } from "kernel-helpers/dist/figures/answers";
import { photographedSet } from "../dataset/small-set";
import { useTemporaryLocal } from "../store/temporary-local";

describe("figures/answers", () => {
  const local = useTemporaryLocal();

  it("shows each picture with whom it shows and whom each model names; wrong names stand out", async () => {
    const { images } = await photographedSet(local("photographs"), { people: 2, images: { clean: 1 } });
    const { html, text } = answerSheet(images, ["first", "<second>"], [["p0", "p1"], ["p1", "p1"]]); // prettier-ignore
    const rows = html.split("<tr>").slice(1);
    assert.equal(rows.length, 3);
    assert.deepEqual(
      rows.map((row) => [...row.matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/g)].map(([, cell]) => cell.replace(/<img.*?>/, "picture"))),
      [
        ["photograph", "shows", "first", "&lt;second&gt;"],
        ["picture", "p0", "p0", "<b>p1</b>"],
        ["picture", "p1", "p1", "p1"],
      ],
    ); // prettier-ignore
    assert.match(rows[1], /src="data:image\/jpeg;base64,\/9j/);
    assert.deepEqual(text.split("\n"), ["p0/clean/0; first: p0; <second>: p1", "p1/clean/0; first: p1; <second>: p1"]);
  });
});
