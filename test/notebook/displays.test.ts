import assert from "node:assert/strict";
import { setDisplaySink, type DisplayMessage } from "kernel-helpers/dist/notebook/display";
import { normalised, type Notebook } from "kernel-helpers/dist/notebook/notebook-file";
import { duration, Pace } from "kernel-helpers/dist/notebook/pace";
import { parameters } from "kernel-helpers/dist/notebook/parameters";
import { notebookProgress } from "kernel-helpers/dist/notebook/progress";
import { bundleOf, show } from "kernel-helpers/dist/notebook/show";
import { terminalProgress } from "kernel-helpers/dist/notebook/terminal-progress";
import { decode, encode, newHeader } from "kernel-helpers/dist/notebook/wire";

describe("notebook displays", () => {
  let sent: { message: DisplayMessage; isUpdate: boolean }[] = [];
  beforeEach(() => {
    sent = [];
    setDisplaySink((message, isUpdate) => sent.push({ message, isUpdate }));
  });
  afterEach(() => setDisplaySink(undefined));

  it("redraws progress in place and ends without times", () => {
    const onProgress = notebookProgress();
    for (let done = 0; done <= 3; done++) onProgress({ label: "<heads>", done, total: 3, note: "dots" });
    assert.ok(sent.length >= 2);
    assert.deepEqual(
      sent.map(({ isUpdate }) => isUpdate),
      sent.map((_, i) => i > 0),
    );
    assert.equal(new Set(sent.map(({ message }) => message.transient.display_id)).size, 1);
    const { data } = sent.at(-1)!.message;
    assert.equal(data["text/plain"], "<heads>: 3 of 3");
    assert.match(String(data["text/html"]), /&lt;heads&gt;: 3 of 3<\/div>$/);
  });

  it("estimates from the first report on, so that a resumed run is not praised", () => {
    const resumed = { label: "", done: 100, total: 200 };
    const pace = Pace.of(resumed, undefined, 0);
    assert.equal(pace.at(resumed, 1000), undefined);
    assert.equal(Pace.of({ ...resumed, done: 150 }, pace, 1000), pace);
    assert.deepEqual(pace.at({ label: "", done: 150, total: 200 }, 10_000), { rate: 5, remaining: 10 });
    assert.deepEqual([40, 200, 7500].map(duration), ["40 s", "3 min", "2 h 5 min"]);
  });

  it("begins anew where other work goes by the same name", () => {
    const first = Pace.of({ label: "images", done: 0, total: 200 }, undefined, 0);
    for (const other of [
      { label: "images", done: 0, total: 300 },
      { label: "images", done: 50, total: 300 },
    ]) {
      const pace = Pace.of(other, first, 60_000);
      assert.notEqual(pace, first);
      assert.deepEqual(pace.at({ ...other, done: other.done + 10 }, 61_000)?.rate, 10);
    }
  });

  it("writes plain lines to a log", () => {
    const lines: string[] = [];
    const stream = { isTTY: false, write: (text: string) => lines.push(text) } as unknown as NodeJS.WriteStream;
    const { onProgress } = terminalProgress(stream);
    for (let done = 0; done <= 100; done++) onProgress({ label: "world", done, total: 100 });
    assert.deepEqual(lines, ["world: 0 of 100\n", "world: 100 of 100\n"]);
  });

  it("shows a figure as Plotly, picture and sentence in one bundle", async () => {
    const alt = "Two points.";
    await show({ data: [{ type: "scatter", x: [1, 2], y: [3, 4] }], layout: {}, alt });
    assert.equal(sent.length, 1);
    const { data } = sent[0].message;
    assert.deepEqual(Object.keys(data), ["application/vnd.plotly.v1+json", "image/png", "text/plain"]);
    assert.equal(data["text/plain"], alt);
    assert.match(JSON.stringify(data), /"showSendToCloud":false/, "a figure must not offer to upload itself");
    assert.equal(Buffer.from(String(data["image/png"]), "base64").subarray(1, 4).toString(), "PNG");
  });

  it("shows frames, pictures and text, and refuses what it does not know", async () => {
    const frame = {
      columns: ["a", "b"],
      index: [0, 1],
      values: [
        [1, "x"],
        [0.123456, null],
      ],
    };
    const { data } = await bundleOf(frame);
    assert.match(
      String(data["text/html"]),
      /<td style="text-align:right">0.1235<\/td><td style="text-align:left">–<\/td>/,
    );
    const png = Buffer.from("89504e470d0a1a0a", "hex");
    assert.match(
      String((await bundleOf({ image: png, alt: 'a "face"' })).data["text/html"]),
      /alt="a &quot;face&quot;"/,
    );
    assert.equal((await bundleOf({ html: "<b>x</b>" })).data["text/plain"], "x");
    await assert.rejects(bundleOf({ image: Buffer.from("GIF8"), alt: "" }), /neither PNG nor JPEG/);
    await assert.rejects(bundleOf({} as never), /show: expected/);
  });

  describe("parameters", () => {
    const defaults = { profile: "laptop", seed: 7, targets: ["a"] };
    const withGiven = (text: string | undefined) => {
      const before = process.env.NB_PARAMETERS;
      if (text === undefined) delete process.env.NB_PARAMETERS;
      else process.env.NB_PARAMETERS = text;
      try {
        return parameters(defaults);
      } finally {
        if (before === undefined) delete process.env.NB_PARAMETERS;
        else process.env.NB_PARAMETERS = before;
      }
    };
    it("are the defaults, or what the runner gives", () => {
      assert.deepEqual(withGiven(undefined), defaults);
      assert.deepEqual(withGiven('{"profile":"smoke","targets":["b","c"]}'), {
        ...defaults,
        profile: "smoke",
        targets: ["b", "c"],
      });
    });
    for (const [given, message] of [
      ['{"sede":7}', /NB_PARAMETERS sets sede, .* it has profile, seed, targets/],
      ['{"seed":"7"}', /parameter seed must be a number, and NB_PARAMETERS gives "7"/],
      ['{"targets":[1]}', /must be a list of strings/],
      ["[1]", /must be a JSON object/],
      ["{", /must be a JSON object/],
    ] as const) {
      it(`refuse ${given}`, () => assert.throws(() => withGiven(given), { name: "UserError", message }));
    }
  });

  it("strips what changes from run to run", () => {
    const notebook: Notebook = {
      cells: [
        {
          cell_type: "code",
          metadata: { execution: { "iopub.execute_input": "2026-01-01" }, tags: ["keep"] },
          source: "a\nb",
          outputs: [{ output_type: "stream", name: "stdout", text: `${process.cwd()}/data/x\n` }],
        },
      ],
      metadata: { signature: "x" },
      nbformat: 4,
      nbformat_minor: 2,
    };
    const [cell] = normalised(notebook).cells;
    assert.deepEqual(cell.metadata, { tags: ["keep"] });
    assert.deepEqual(cell.source, ["a\n", "b"]);
    assert.deepEqual(cell.outputs, [{ output_type: "stream", name: "stdout", text: ["data/x\n"] }]);
    assert.match(cell.id!, /^[0-9a-f]{8}$/);
    assert.equal(notebook.cells[0].source, "a\nb", "the argument was changed");
  });

  it("signs messages and refuses those signed with another key", () => {
    const message = {
      identities: [Buffer.from("id")],
      header: newHeader("x", "s"),
      parent: {},
      metadata: {},
      content: { é: 1 },
    };
    const frames = encode(message, "key").map((frame) => Buffer.from(frame as string));
    assert.deepEqual(decode(frames, "key"), message);
    assert.throws(() => decode(frames, "other"), /signature/);
  });
});
