import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { KernelClient } from "kernel-helpers/dist/notebook/kernel-client";
import { afterFailure, runCell } from "./helpers";

describe("notebook/kernel", () => {
  let kernel: KernelClient;
  before(async function () {
    const started = performance.now();
    kernel = await KernelClient.start();
    this.timeout(60_000);
    process.stdout.write(`      kernel start: ${((performance.now() - started) / 1000).toFixed(1)} s\n`);
  });
  after(() => kernel.shutdown());

  const failing: [string, string, RegExp[]][] = [
    [
      "an error",
      'const a = 1;\n\nthrow new RangeError("boom");',
      [/^RangeError: boom/, /line 3, column 7/, /^> 3 \| throw/m],
    ],
    [
      "an awaited rejection",
      'await null;\nawait Promise.reject(new Error("later"));',
      [/^Error: later/, /line 2, column/],
    ],
    ["a rejection that nothing awaits", 'void Promise.reject(new Error("lost"));', [/^Error: lost/, /line 1, column/]],
    [
      "an error in a timer",
      'setTimeout(() => {\n  throw new Error("tick");\n}, 30);',
      [/^Error: tick/, /line 2, column/],
    ],
    ["a thrown string", 'throw "no error object";', [/^thrown: no error object/]],
    [
      "a type error",
      'const rate: number = "a quarter";',
      [/^TypeScriptError/, /'string' is not assignable to type 'number'/],
    ],
    ["an implicit any", "const twice = (value) => value * 2;", [/implicitly has an 'any' type/]],
    ["a syntax error", "const = 3;", [/^TypeScriptError/, /line 1, column 7/]],
    [
      "a helper's UserError",
      'import { UserError } from "kernel-helpers";\nthrow new UserError("do this");',
      [/^UserError: do this/],
    ],
  ];
  for (const [what, code, patterns] of failing) {
    it(`shows ${what} as an error of the cell`, async () => {
      const { status, error } = await runCell(kernel, code);
      await afterFailure();
      assert.equal(status, "error");
      for (const pattern of patterns) assert.match(error, pattern);
      assert.doesNotMatch(error, /tslab\/dist|node:internal|notebook\/kernel|cell\[/, "frames of the machinery");
      assert.doesNotMatch(error, new RegExp(process.cwd()), "absolute paths");
    });
  }

  it("names the earlier cell in which a failing function was written", async () => {
    const { count } = await runCell(kernel, "function half(n: number): number {\n  throw new Error(`not ${n}`);\n}");
    const { error } = await runCell(kernel, "half(4);");
    await afterFailure();
    assert.match(error, new RegExp(`half \\(cell \\[${count}\\], line 2`));
    assert.match(error, new RegExp(`cell \\[${count! + 1}\\], line 1`));
  });

  it("keeps its variables, its count and itself after failures", async () => {
    const first = await runCell(kernel, "const kept = 41;");
    await runCell(kernel, 'setTimeout(() => { throw new Error("x"); }, 1);');
    await afterFailure();
    const last = await runCell(kernel, "kept + 1");
    assert.equal(last.count, first.count! + 2);
    assert.deepEqual(last.messages.find(({ type }) => type === "stream")?.content, { name: "stdout", text: "42\n" });
    const input = last.messages.find(({ type }) => type === "execute_input");
    assert.equal(input?.content.execution_count, last.count);
  });

  it("takes variables of earlier cells in the short form of a property, and its own before them", async () => {
    await runCell(kernel, "const [rate, label] = [0.25, 'v03'] as const;");
    const { messages, error } = await runCell(
      kernel,
      "const own = (rate: number) => ({ rate, label });\nconst later = await Promise.resolve({ rate, label });\nconsole.log(JSON.stringify([own(1), later]));",
    );
    assert.equal(error, "");
    const printed = messages.find(({ type }) => type === "stream")?.content.text;
    assert.equal(printed, '[{"rate":1,"label":"v03"},{"rate":0.25,"label":"v03"}]\n');
  });

  it("succeeds silently", async () => {
    const { status, messages } = await runCell(kernel, "const quiet = 1;");
    assert.equal(status, "ok");
    assert.deepEqual(
      messages.map(({ type }) => type),
      ["execute_input"],
    );
  });

  for (const [what, code] of [
    ["an awaiting cell", "await new Promise((resolve) => setTimeout(resolve, 60_000));"],
    ["a synchronous loop", "for (;;) {}"],
  ]) {
    it(`is interrupted in ${what} and lives on`, async () => {
      setTimeout(() => kernel.interrupt(), 400);
      const { status, error } = await runCell(kernel, code);
      await afterFailure();
      assert.equal(status, "error");
      assert.match(error, /^Interrupted/);
      assert.equal((await runCell(kernel, "1 + 1")).status, "ok");
    });
  }

  it("stops work that reports progress when its cell is interrupted", async () => {
    await runCell(kernel, 'import { notebookProgress } from "kernel-helpers";\nconst seen = { reports: 0 };');
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "paper-kernel-"));
    const sign = path.join(folder, "at-work");
    // Not before the work has begun: on a busy machine a cell may take longer to compile than to be interrupted.
    const interruptions = setInterval(() => fs.existsSync(sign) && kernel.interrupt(), 600);
    const { error } = await runCell(
      kernel,
      `import * as fs from "node:fs";
      const onProgress = notebookProgress();
      for (let done = 0; done < 500; done++) {
        onProgress({ label: "work", done, total: 500 });
        if (++seen.reports === 6) fs.writeFileSync(${JSON.stringify(sign)}, "");
        await new Promise((resolve) => setTimeout(resolve, 10));
      }`,
    );
    clearInterval(interruptions);
    fs.rmSync(folder, { recursive: true });
    assert.match(error, /^Interrupted/);
    await afterFailure();
    const { messages } = await runCell(
      kernel,
      `const before = seen.reports;
      await new Promise((resolve) => setTimeout(resolve, 200));
      console.log(before > 5, before < 200, seen.reports - before);`,
    );
    assert.equal(messages.find(({ type }) => type === "stream")?.content.text, "true true 0\n");
  });

  it("refuses the cells that were queued behind a failing one", async () => {
    const replies = await Promise.all(['throw new Error("first");', "1", "2"].map((code) => runCell(kernel, code)));
    assert.deepEqual(
      replies.map(({ status }) => status),
      ["error", "aborted", "aborted"],
    );
    await afterFailure();
  });

  it("sends late outputs to the cell that caused them", async () => {
    const early = runCell(kernel, 'setTimeout(() => console.log("late"), 500);');
    const { messages } = await early;
    const second = await runCell(kernel, "await new Promise((resolve) => setTimeout(resolve, 700));");
    assert.deepEqual(
      second.messages.filter(({ type }) => type === "stream"),
      [],
    );
    const printed = messages.filter(({ type }) => type === "stream").map(({ content }) => content.text);
    assert.equal(printed.at(-1), "late\n");
  });

  it("completes and explains helpers", async () => {
    const code = '"é😀"; import * as helpers from "kernel-helpers"; helpers.notebookP';
    const cursor = [...code].length;
    const completed = await kernel.request("complete_request", { code, cursor_pos: cursor });
    assert.deepEqual(completed.matches, ["notebookProgress"]);
    assert.equal(completed.cursor_end, cursor);
    const inspected = await kernel.request("inspect_request", {
      code: code + "rogress",
      cursor_pos: cursor - 1,
      detail_level: 0,
    });
    assert.match(JSON.stringify(inspected.data), /OnProgress.*Progress bars below the cell/);
  });
});
