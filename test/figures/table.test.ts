import assert from "node:assert/strict";
import fc from "fast-check";
import { JSDOM } from "jsdom";
import { tableOfFrame } from "kernel-helpers/dist/figures/frame";
import { toCsv, toMarkdown, toText, type Table } from "kernel-helpers/dist/figures/table";
import { escapeLatex, toHtml, toLatex } from "kernel-helpers/dist/figures/table-markup";

const table: Table = {
  caption: "Table 1. Model accuracy & attack success rate.",
  groups: [{ label: "Ours", from: 1, to: 2 }],
  columns: [
    { key: "trigger", label: "Trigger" },
    { key: "accuracy", label: "Model accuracy", unit: "%" },
    { key: "success", label: "Attack success rate", unit: "%" },
  ],
  rows: [
    { trigger: "Dots", accuracy: 99, success: -1.5 },
    { trigger: "Tattoo | outline", accuracy: null, success: 100 },
  ],
  notes: ["Mean over three target labels."],
};

/** A reader of RFC 4180, written from the RFC and not from the writer. */
function parseCsv(text: string): string[][] {
  const rows: string[][] = [[]];
  for (const [, quoted, bare, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/g)) {
    rows.at(-1)!.push(quoted === undefined ? bare : quoted.replaceAll('""', '"'));
    if (end === "\r\n") rows.push([]);
    if (end === "") break;
  }
  return rows.slice(0, -1);
}

const single = (text: string): Table => ({ caption: text, columns: [{ key: "k", label: text }], rows: [{ k: text }] });
const filled = fc.string({ unit: "grapheme", minLength: 1, maxLength: 30 });

describe("figures/table", () => {
  it("writes Markdown with groups, alignment and escapes", () => {
    assert.equal(
      toMarkdown(table),
      [
        "**Table 1. Model accuracy &amp; attack success rate.**",
        "",
        "| Trigger | Ours: Model accuracy (%) | Ours: Attack success rate (%) |",
        "| :--- | ---: | ---: |",
        "| Dots | 99 | −1.5 |",
        "| Tattoo \\| outline | – | 100 |",
        "",
        "Mean over three target labels.",
      ].join("\n"),
    );
  });

  it("writes text whose columns line up", () => {
    const lines = toText(table).split("\n").slice(2, 6);
    assert.equal(new Set(lines.map((line) => [...line].length)).size, 1);
  });

  it("writes LaTeX with a head over the group", () => {
    assert.match(toLatex(table), /\\begin\{tabular\}\{lrr\}\n\\toprule\n & \\multicolumn\{2\}\{c\}\{Ours\} \\\\/);
    assert.equal(escapeLatex("5 % & a_b \\ {~}"), "5 \\% \\& a\\_b \\textbackslash{} \\{\\textasciitilde{}\\}");
  });

  it("marks up a command between backticks in a note, in every form", () => {
    const noted = { ...table, notes: ["Run `paper run a_b <x>` & wait_for it."] };
    assert.match(toMarkdown(noted), /\nRun `paper run a_b <x>` &amp; wait\\_for it\.$/);
    assert.match(toHtml(noted), /">Run <code>paper run a_b &lt;x&gt;<\/code> &amp; wait_for it\.<\/p>$/);
    assert.match(toLatex(noted), /Run \\texttt\{paper run a\\_b \\textless\{\}x\\textgreater\{\}\} \\& wait/);
  });

  it("gives back any value from CSV", () => {
    fc.assert(
      fc.property(fc.array(fc.record({ a: filled, b: filled }), { minLength: 1, maxLength: 4 }), (rows) => {
        const columns = [
          { key: "a", label: "A" },
          { key: "b", label: "B" },
        ];
        const expected = [["A", "B"], ...rows.map(({ a, b }) => [a, b])];
        assert.deepEqual(parseCsv(toCsv({ caption: "", columns, rows })), expected);
      }),
    );
  });

  it("shows any text in HTML as itself and as nothing else", () => {
    fc.assert(
      fc.property(filled, (text) => {
        const { document } = new JSDOM(toHtml(single(text))).window;
        const shown = text.replace(/\r?\n/g, "").replaceAll("\r", "\n").replaceAll("\0", "");
        assert.equal(document.querySelector("td")?.textContent, shown);
        assert.equal(document.querySelectorAll("td, th, caption").length, 3);
      }),
      { numRuns: 50, examples: [["<script>alert(1)</script>"], ['"onload=x'], ["a & b &amp;"]] },
    );
  });

  it("keeps any text in its Markdown cell", () => {
    fc.assert(
      fc.property(filled, (text) => {
        const rows = toMarkdown(single(text))
          .split("\n")
          .filter((line) => line.startsWith("|"));
        for (const row of rows) assert.equal(row.replace(/\\\\|\\\|/g, "").split("|").length, 3);
      }),
      { examples: [["a|b\\|c\nd"]] },
    );
  });

  it("takes a frame, with its index when it says something, and counts what it leaves out", () => {
    const values = Array.from({ length: 5 }, (_, i) => [i / 3]);
    const short = tableOfFrame({ columns: ["third"], index: ["a", "b", "c", "d", "e"], values }, { maxRows: 2 });
    assert.deepEqual(
      short.columns.map(({ label }) => label),
      ["", "third"],
    );
    assert.deepEqual(short.rows, [
      { index: "a", 0: 0 },
      { index: "b", 0: 0.3333 },
    ]);
    assert.deepEqual(short.notes, ["3 more rows"]);
  });
});
