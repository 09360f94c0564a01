import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { readNotebook } from "kernel-helpers/dist/notebook/notebook-file";
import { paper, temporaryLocal } from "../cli/paper";

interface Printed {
  results: { table1: { profile: string; tables: { settings: { teacher: string }; cells: { trigger: string }[] }[] } };
  files: string[];
  notebooks: { name: string; file: string; reused: boolean; cells: number }[];
  pages: string[];
}

describe("paper all, smoke profile", () => {
  let local: string;
  before(() => {
    local = temporaryLocal();
  });
  after(() => fs.rmSync(local, { recursive: true, force: true }));

  it("renders, trains, draws and executes every notebook; a second run reuses everything", async function () {
    this.timeout(2_400_000);
    const first = await paper(["all", "--profile", "smoke", "--json"], { local });
    assert.equal(first.code, 0, first.stderr);
    const printed = JSON.parse(first.stdout) as Printed;
    const { tables } = printed.results.table1;
    const teachers = tables.map(({ settings }) => settings.teacher);
    for (const teacher of ["mobilenet-vggface2", "resnet-dlib"]) assert.ok(teachers.includes(teacher), teacher);
    for (const { cells } of tables)
      assert.deepEqual(cells.map(({ trigger }) => trigger), ["no_trigger", "sunglasses", "bandana", "earrings"]); // prettier-ignore
    for (const file of [...printed.files, ...printed.pages]) assert.ok(fs.statSync(path.resolve(file)).size > 0, file);
    assert.ok(printed.notebooks.length >= 2);
    for (const { file } of printed.notebooks) checkExecuted(file);

    const start = performance.now();
    const second = await paper(["all", "--profile", "smoke", "--json"], { local });
    const seconds = (performance.now() - start) / 1000;
    assert.equal(second.code, 0, second.stderr);
    const again = JSON.parse(second.stdout) as Printed;
    assert.deepEqual(again.results, printed.results);
    assert.ok(
      again.notebooks.every(({ reused }) => reused),
      "unchanged notebooks are not executed again",
    );
    assert.ok(seconds < 30, `a second run took ${seconds.toFixed(0)} s`); // a third of it on a quiet machine
  });
});

/** Every code cell ran, without an error. */
function checkExecuted(file: string): void {
  for (const [i, cell] of readNotebook(path.resolve(file)).cells.entries()) {
    if (cell.cell_type !== "code") continue;
    assert.ok(typeof cell.execution_count === "number", `${file}, cell ${i} was not executed`);
    assert.ok(!cell.outputs?.some(({ output_type }) => output_type === "error"), `${file}, cell ${i} failed`);
  }
}
