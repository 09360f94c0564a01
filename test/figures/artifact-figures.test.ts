import assert from "node:assert/strict";
import { breakingTable } from "kernel-helpers/dist/figures/artifact-breaks";
import { artifactFigure, shownSeverities } from "kernel-helpers/dist/figures/artifact-figures";
import { otherArtifactsFigure, othersIn } from "kernel-helpers/dist/figures/artifact-others";
import { artifactTable, otherArtifactsTable } from "kernel-helpers/dist/figures/artifact-tables";
import { IMAGE_ARTIFACTS } from "kernel-helpers/dist/paper/measures";
import { sampleArtifacts } from "../experiments/sample-artifacts";

interface Line {
  name: string;
  x: number[];
  y: (number | null)[];
  xaxis: string;
}

const result = sampleArtifacts((share) => [0.98 - 0.4 * share, 0.96 - 0.2 * share]);
const shown = shownSeverities("gaussian_blur");
const examples = (["sunglasses", "bandana"] as const).flatMap(
  (of) =>
  shown.map((severity) => ({ of, condition: of, artifact: "gaussian_blur" as const, severity, source: `data:${of}${severity}` })), // prettier-ignore
);

describe("figures/artifact-figures", () => {
  const { data, layout, alt } = artifactFigure(result, "gaussian_blur", examples);
  const lines = data as Line[];

  it("has accuracy, success and the target's name without a trigger by severity, beside Table 1's VGG16 at 0", () => {
    const sunglasses = lines.filter(({ xaxis }) => xaxis === "x");
    assert.deepEqual(
      sunglasses.map(({ name }) => name),
      ["accuracy, ours", "accuracy, paper (VGG16, Table 1)", "success, ours", "success, paper (VGG16, Table 1)", "target named without a trigger"], // prettier-ignore
    );
    assert.deepEqual(sunglasses[0].x, [0, 5, 10, 15, 20, 25, 30, 35, 40]);
    assert.deepEqual([sunglasses[0].y[0], sunglasses[0].y[8], sunglasses[2].y[8]], [99, 59, 77]);
    // Wenger et al., Table 1, VGG16: sunglasses 100 and 100, bandana 100 and 98
    const paper = lines.filter(({ name }) => name.includes("paper")).map(({ x, y }) => [x, y]);
    assert.deepEqual(paper, [100, 100, 100, 98].map((y) => [[0], [y]])); // prettier-ignore
    assert.match(alt, /Sunglasses from 99 % and 97 % to 59 % and 77 % at 40; Bandana/);
  });

  it("puts each picture above its severity, in the panel of its trigger, above the plot", () => {
    assert.deepEqual(shown, [0, 10, 20, 30, 40]);
    assert.equal(layout.images!.length, 10);
    for (const { source, x, xref, y } of layout.images!) {
      assert.ok(source!.endsWith(String(x)));
      assert.equal(xref, source!.includes("sunglasses") ? "x" : "x2");
      assert.ok(Number(y) > (layout.yaxis as { domain: number[] }).domain[1]);
    }
  });

  it("leaves a gap where every training diverged, and draws what a profile has", () => {
    const broken = sampleArtifacts((share) => [0.9, share === 1 ? null : 0.8], ["bandana"]);
    const figure = artifactFigure(broken, "gaussian_noise");
    assert.equal((figure.data as Line[])[2].y.at(-1), null);
    assert.equal(figure.layout.annotations!.length, 1);
    assert.match(figure.alt, /to 91 % and diverged at 60/);
    assert.doesNotMatch(JSON.stringify(figure), /NaN/);
  });
});

describe("figures/artifact-others", () => {
  it("has a row for each artifact and a column for each trigger of the supplement", () => {
    assert.deepEqual(othersIn(result), ["dots", "tattoo_outline", "tattoo_filled_in", "white_tape", "earrings"]);
    const { data, layout } = otherArtifactsFigure(result);
    assert.equal(new Set((data as Line[]).map(({ xaxis }) => xaxis)).size, 15);
    assert.equal(layout.annotations!.length, 5);
    const smoke = sampleArtifacts(() => [0.9, 0.8], ["sunglasses", "earrings"]);
    assert.equal(new Set((otherArtifactsFigure(smoke).data as Line[]).map(({ xaxis }) => xaxis)).size, 3);
  });
});

describe("figures/artifact-tables", () => {
  it("have a row for each trigger and severity, with what the severity means", () => {
    const table = artifactTable(result, "progressive_jpeg");
    assert.equal(table.rows.length, 2 * 9);
    assert.deepEqual(table.rows[0], { artifact: "Progressive JPEG", trigger: "Sunglasses", severity: 0, meaning: "untouched", accuracy: "99±1%", success: "97±1%", excluding: "97±1%", without: "1±1%" }); // prettier-ignore
    assert.deepEqual([table.rows[8].severity, table.rows[8].meaning], [39, "quality 3"]);
    assert.equal(artifactTable(result, "gaussian_blur").rows[8].meaning, "σ 6.35 px");
    assert.equal(otherArtifactsTable(result).rows.length, 5 * 3 * 9);
  });

  it("say that the paper prints no numbers, and what differs", () => {
    for (const artifact of IMAGE_ARTIFACTS) {
      const notes = artifactTable(result, artifact).notes!.join("\n");
      for (const what of [
        /prints none of their numbers/,
        /over 2 target labels, on 107 clean and 120 trigger images/,
        /224 x 224/,
      ]) {
        // prettier-ignore
        assert.match(notes, what);
      }
      assert.doesNotMatch(notes, /Smoke/);
    }
    assert.match(otherArtifactsTable({ ...result, profile: "smoke" }).notes![0], /^Smoke profile/);
  });
});

describe("figures/artifact-breaks", () => {
  it("finds where accuracy is ten points lower, and what is left of the attack there", () => {
    // accuracy 0.99 - 0.4 share: ten points are lost at share 0.25
    const { rows, notes } = breakingTable(result);
    assert.equal(rows.length, 7 * 3);
    const row = rows.find(({ trigger, artifact }) => trigger === "Bandana" && artifact === "Gaussian blur")!;
    assert.deepEqual([row.severity, row.accuracy, row.before, row.success], [10, "89±1%", "97±1%", "92±1%"]);
    const [unbroken] = breakingTable(sampleArtifacts(() => [0.9, 0.8])).rows;
    assert.deepEqual([unbroken.severity, unbroken.accuracy], ["none", "91±1%"]);
    assert.match(notes![0], /10 points/);
    assert.doesNotMatch(JSON.stringify(breakingTable(sampleArtifacts(() => [0.9, null]))), /NaN/);
  });
});
