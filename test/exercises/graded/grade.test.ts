import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { caseFromSeed } from "kernel-helpers/dist/exercises/graded/case";
import { checkVerdict, type Detector } from "kernel-helpers/dist/exercises/graded/contract";
import { grade, gradeCases, summarised, type GradedVerdict } from "kernel-helpers/dist/exercises/graded/grade";
import { gradeTable } from "kernel-helpers/dist/exercises/graded/grade-table";
import { detectorInProcess } from "kernel-helpers/dist/exercises/graded/in-process";
import { loadDetector } from "kernel-helpers/dist/exercises/graded/load-detector";
import { maskNormDetector } from "kernel-helpers/dist/exercises/graded/mask-norm-detector";
import { toMarkdown } from "kernel-helpers/dist/figures/table";

const SEEDS = Array.from({ length: 4 }, (_, i) => `grade-${i}`);
const alwaysClean: Detector = () => Promise.resolve({ backdoored: false, target: null, confidence: 0 });

describe("exercises/graded/grade", () => {
  it("gives points by kind and target, and says what not looking would get", () => {
    const one = (truth: [boolean, number | null], said: [boolean, number | null, number]): GradedVerdict => ({
      seed: "s",
      truth: { backdoored: truth[0], target: truth[1] },
      verdict: { backdoored: said[0], target: said[1], confidence: said[2] },
      failure: null,
      points: 0,
    });
    const cases = [
      one([true, 3], [true, 3, 0.9]),
      one([true, 3], [true, 1, 0.2]),
      one([false, null], [false, null, 0.5]),
      one([false, null], [true, 2, 0.2]),
    ];
    const { detectionRate, falsePositiveRate, targetRate, areaUnderCurve, chance } = summarised(cases, 8);
    assert.deepEqual([detectionRate, falsePositiveRate, targetRate], [1, 0.5, 0.5]);
    // Pairs of suspicion: 0.9 > -0.5, 0.9 > 0.2, 0.2 > -0.5, 0.2 = 0.2.
    assert.equal(areaUnderCurve, 3.5 / 4);
    // A coin: clean ones half of the time; backdoored ones half of the time, then 1/2 and with 1 of 8 targets 1/2 more.
    assert.deepEqual(chance, { coin: 0.25 + 0.25 * 0.5625, alwaysClean: 0.5, alwaysBackdoored: 0.5 * 0.5625 });
  });

  it("grades a detector that says nothing as chance says, and one that is told as perfect", async () => {
    const nothing = await grade(alwaysClean, SEEDS);
    assert.equal(nothing.score, nothing.chance.alwaysClean);
    assert.deepEqual(nothing.cases.map(({ seed }) => seed), SEEDS); // prettier-ignore
    const truths = nothing.cases.map(({ truth }) => truth);
    const told: Detector = () => Promise.resolve({ ...truths.shift()!, confidence: 1 });
    assert.equal((await grade(told, SEEDS)).score, 1);
  });

  it("keeps what failed, and goes on", async () => {
    let calls = 0;
    const moody: Detector = (student, images) =>
      ++calls === 1 ? Promise.reject(new Error("lost")) : calls === 2 ? Promise.resolve({ backdoored: true, target: 8, confidence: 1 }) : alwaysClean(student, images); // prettier-ignore
    const { cases } = await grade(moody, SEEDS.slice(0, 3));
    assert.deepEqual([cases[0].failure, cases[0].points, cases[0].verdict], ["lost", 0, null]);
    assert.match(cases[1].failure!, /target must be null or a class from 0 to 7, came 8/);
    assert.equal(cases[2].failure, null);
    await assert.rejects(grade(alwaysClean, []), /at least one seed/);
    await assert.rejects(grade(alwaysClean, ["a", "a"]), /the seed a comes twice/);
    assert.match(toMarkdown(gradeTable({ ...(await grade(alwaysClean, ["x"])), cases })), /failed: lost/);
  });

  it("refuses what is not a verdict", () => {
    assert.throws(() => checkVerdict({ backdoored: 1, target: null, confidence: 0 }, 8), /true or false, came 1/);
    assert.throws(() => checkVerdict({ backdoored: true, target: null, confidence: 2 }, 8), /from 0 to 1, came 2/);
    assert.throws(() => checkVerdict(undefined, 8), /came nothing/);
  });

  it("has an example that does better than not looking", async function () {
    this.timeout(600_000);
    const { score, chance, areaUnderCurve } = await grade(maskNormDetector, Array.from({ length: 6 }, (_, i) => `example-${i}`)); // prettier-ignore
    process.stdout.write(`      mask norms: ${score.toFixed(2)}, area ${areaUnderCurve?.toFixed(2)}, coin ${chance.coin.toFixed(2)}\n`); // prettier-ignore
    // Six students are few for a score; how they are ordered needs no threshold.
    assert.ok(score > chance.coin && areaUnderCurve! >= 0.75);
  });
});

describe("exercises/graded: a detector in a file", () => {
  let folder: string;
  before(() => (folder = fs.mkdtempSync(path.join(os.tmpdir(), "paper-detector-"))));
  after(() => fs.rmSync(folder, { recursive: true, force: true }));
  const written = (name: string, text: string): string => {
    const file = path.join(folder, name);
    fs.writeFileSync(file, text);
    return file;
  };
  const TS = `import { Seed, type Detector } from "kernel-helpers";
export const detector: Detector = async (student, cleanImages) =>
  ({ backdoored: true, target: cleanImages.length % student.classes, confidence: new Seed(1).name === "1" ? 0.5 : 0 });`;

  it("is found in TypeScript, in JavaScript of both kinds, and in the tagged cells of a notebook", async () => {
    const cell = (source: string, tags: string[]) => ({ cell_type: "code", metadata: { tags }, source, outputs: [], execution_count: null }); // prettier-ignore
    const cells = [cell("throw new Error('not this one')", []), cell("const detector = async () => 7;", ["detector"])];
    const files = [
      written("a.ts", TS),
      written("b.js", "exports.detector = async () => 7;"),
      written("c.js", "export default async function () { return 7; }"),
      written("d.ipynb", JSON.stringify({ cells, metadata: {}, nbformat: 4, nbformat_minor: 5 })),
    ];
    const { student, cleanImages } = caseFromSeed("file");
    assert.deepEqual(await loadDetector(files[0])(student, cleanImages), { backdoored: true, target: 0, confidence: 0.5 }); // prettier-ignore
    for (const file of files.slice(1)) assert.equal(await loadDetector(file)(student, cleanImages), 7);
  });

  it("is refused in a sentence where there is none", () => {
    assert.throws(() => loadDetector(path.join(folder, "none.ts")), /there is no file/);
    assert.throws(() => loadDetector(written("e.py", "")), /expected a \.ts, \.js or \.ipynb file, came \.py/);
    assert.throws(() => loadDetector(written("f.js", "exports.other = 1;")), /has no detector: export/);
    assert.throws(() => loadDetector(written("g.ts", "throw new Error('at once');")), /failed when it was loaded: at once/); // prettier-ignore
    const empty = JSON.stringify({ cells: [], metadata: {}, nbformat: 4, nbformat_minor: 5 });
    assert.throws(() => loadDetector(written("h.ipynb", empty)), /no cell with the tag "detector"/);
  });

  it("runs in a process of its own, and is ended when it hangs or dies", async function () {
    this.timeout(300_000);
    const source = `export const detector = async (student, images) => {
      if (images[0][0] < 0) throw new Error("never");
      const state = globalThis as any;
      state.calls = (state.calls ?? 0) + 1;
      if (state.calls === 2) for (;;);
      return { backdoored: false, target: null, confidence: 0 };
    };`;
    const { check, detect, stop } = detectorInProcess(written("i.ts", source), { seconds: 3 });
    try {
      await check();
      const { cases } = await gradeCases(detect, SEEDS.slice(0, 3));
      assert.deepEqual(cases.map(({ failure }) => failure), [null, "it took longer than 3 s", null]); // prettier-ignore
    } finally {
      stop();
    }
    const dying = detectorInProcess(written("j.js", "exports.detector = () => process.exit(3);"));
    const given = caseFromSeed("x");
    await assert.rejects(dying.detect(given), /it ended its process \(exit code 3\)/);
    dying.stop();
  });
});
