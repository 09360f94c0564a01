import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { projectRoot } from "kernel-helpers/dist/base/paths";
import { prepareRendered } from "kernel-helpers/dist/dataset/rendered";
import { renderedCase } from "kernel-helpers/dist/exercises/graded/rendered-case";
import { QUESTIONS } from "kernel-helpers/dist/exercises/sections";
import { LIVE } from "kernel-helpers/dist/experiments/live";
import { notebookNames } from "kernel-helpers/dist/notebook/execute";
import { readNotebook, sourceOf, type Cell, type Notebook } from "kernel-helpers/dist/notebook/notebook-file";
import { runNotebook } from "kernel-helpers/dist/notebook/runner";
import { temporaryLocal } from "../cli/paper";

const folder = path.join(projectRoot(), "notebooks", "exercises");
const names = notebookNames(folder);
const exercise = (name: string): Notebook => readNotebook(path.join(folder, `${name}.ipynb`));
const solution = (name: string): Notebook => readNotebook(path.join(folder, "solutions", `${name}.ipynb`));
const codeOf = ({ cells }: Notebook): Cell[] => cells.filter(({ cell_type }) => cell_type === "code");
const tagsOf = ({ metadata }: Cell): string[] => (metadata.tags as string[] | undefined) ?? [];

/** What `checkAnswer` said in a notebook, by question. */
function repliesIn(notebook: Notebook): Map<string, string> {
  const replies = new Map<string, string>();
  for (const output of notebook.cells.flatMap((cell) => cell.outputs ?? [])) {
    const data = (output.data ?? {}) as Record<string, string | string[]>;
    const text = [data["text/markdown"] ?? ""].flat().join("");
    const [, id, said] = /^\*\*(\d+b?\.\d) (Right|Not yet)/.exec(text) ?? [];
    if (id) replies.set(id, said);
  }
  return replies;
}

function checkAnswers(notebooks: readonly Notebook[]): void {
  const replies = new Map(notebooks.flatMap((notebook) => [...repliesIn(notebook)]));
  for (const { id } of QUESTIONS) assert.equal(replies.get(id), "Right", `the solutions' answer to ${id}`);
}

describe("the exercises", () => {
  it("have a solution each, which differs in answers and explanations alone", () => {
    assert.ok(names.length >= 8);
    assert.deepEqual(notebookNames(path.join(folder, "solutions")), names);
    for (const name of names) {
      const [tasks, answers] = [exercise(name).cells, solution(name).cells];
      assert.equal(tasks.length, answers.length, name);
      tasks.forEach((task, i) => {
        const answer = answers[i];
        assert.deepEqual([answer.cell_type, answer.id, tagsOf(answer)], [task.cell_type, task.id, tagsOf(task)]);
        const isTheReaders = tagsOf(task).some((tag) => tag === "answer" || tag === "explain");
        const isIntroduction = i < 2; // title, and how it works
        if (isTheReaders) assert.notEqual(sourceOf(answer), sourceOf(task), `${name}, ${task.id}`);
        else if (!isIntroduction) assert.equal(sourceOf(answer).replaceAll("../", ""), sourceOf(task).replaceAll("../", "")); // prettier-ignore
      });
      for (const cell of [...tasks, ...answers].filter(({ cell_type }) => cell_type === "code")) {
        assert.ok(sourceOf(cell).split("\n").length <= 12, `${name}, ${cell.id} is longer than 12 lines`);
      }
    }
  });

  it("are committed without outputs, and their solutions executed, every answer right and nothing of a machine in them", () => {
    for (const name of names) {
      for (const cell of codeOf(exercise(name))) {
        assert.deepEqual([cell.execution_count, cell.outputs], [null, []], `${name}, ${cell.id}`);
      }
      codeOf(solution(name)).forEach((cell, i) => {
        assert.equal(cell.execution_count, i + 1, `${name}, ${cell.id}`);
        assert.ok(!cell.outputs?.some(({ output_type }) => output_type === "error"), `${name}, ${cell.id} failed`);
      });
      const text = fs.readFileSync(path.join(folder, "solutions", `${name}.ipynb`), "utf8");
      assert.ok(
        !/\/home\/|\/root\//.test(text) && !text.includes(projectRoot() + path.sep),
        `${name}: a path of a machine`,
      );
    }
    checkAnswers(names.map(solution));
  });

  it("link to files that there are, and are linked from the README and the instructor's guide", () => {
    for (const kind of ["", "solutions"]) {
      for (const name of names) {
        const text = readNotebook(path.join(folder, kind, `${name}.ipynb`))
          .cells.map(sourceOf)
          .join("\n");
        for (const [, link] of text.matchAll(/\]\(([^)\s]+)\)/g)) {
          if (!/^https?:/.test(link)) assert.ok(fs.existsSync(path.join(folder, kind, link)), `${name}: ${link}`);
        }
      }
    }
    const readme = fs.readFileSync(path.join(projectRoot(), "README.md"), "utf8");
    const guide = fs.readFileSync(path.join(folder, "INSTRUCTOR.md"), "utf8");
    for (const name of names) {
      assert.ok(readme.includes(`notebooks/exercises/${name}.ipynb`), name);
      assert.ok(guide.includes(`${name}.ipynb`), name);
    }
    for (const [, link] of guide.matchAll(/\]\(([^)#\s]+)[^)]*\)/g)) {
      if (!/^https?:/.test(link)) assert.ok(fs.existsSync(path.join(folder, link)), link);
    }
  });
});

describe("the exercises, executed", () => {
  let local: string;
  before(() => (local = temporaryLocal()));
  after(() => fs.rmSync(local, { recursive: true, force: true }));
  const run = async (notebooks: readonly Notebook[], name: string): Promise<Notebook> => {
    const joined = { ...notebooks[0], cells: notebooks.flatMap(({ cells }) => cells) };
    await runNotebook(joined, { name, env: { PAPER_LOCAL: local } });
    return joined;
  };

  // One kernel for all of them: a start takes as long as a solution. Each by itself was executed to be committed.
  it("has solutions whose answers are right on this machine", async function () {
    this.timeout(900_000);
    checkAnswers([await run(names.map(solution), "all solutions")]);
  });

  it("has the graded task on faces, too: a student that does its work, and whose gradients are its own", async function () {
    this.timeout(600_000);
    const before = process.env.PAPER_LOCAL;
    process.env.PAPER_LOCAL = local;
    try {
      const { set } = await prepareRendered(LIVE);
      const { student, cleanImages, truth, dispose } = await renderedCase("faces", { set, course: LIVE });
      assert.ok(truth.modelAccuracy >= 0.8 && truth.backdoored === (truth.target !== null));
      assert.deepEqual([student.classes, cleanImages.length, student.shape], [5, 20, [150, 150, 3]]);
      const [row] = student.probabilities([cleanImages[0]]);
      const { crossEntropy, gradient } = await student.towards(cleanImages[0], 2);
      // One by the engine and plain sums, the other by onnxruntime where it is: float32 both.
      assert.ok(Math.abs(-Math.log(row[2]) - crossEntropy[0]) < 1e-3 * (1 + crossEntropy[0]));
      assert.equal(gradient.length, 150 * 150 * 3);
      assert.ok(student.activations([cleanImages[0]])[0].every((value) => value >= 0));
      await dispose();
    } finally {
      if (before === undefined) delete process.env.PAPER_LOCAL;
      else process.env.PAPER_LOCAL = before;
    }
  });

  it("has exercises that run to their end unanswered, and say nothing but that", async function () {
    this.timeout(300_000);
    const done = await run(["05-attack-success", "05b-artifacts"].map(exercise), "exercises 05 and 05b");
    assert.equal(repliesIn(done).size, 0);
    const text = JSON.stringify(done.cells.map(({ outputs }) => outputs));
    assert.equal(text.match(/Not answered yet/g)?.length, 2 * 10); // in Markdown and as plain text
    assert.match(text, /Not predicted yet/);
    assert.doesNotMatch(text, /Hint/);
  });
});
