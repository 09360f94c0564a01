import { readFileSync } from "node:fs";
import type { Asked } from "../experiments/ask";
import { escapeHtml } from "./table-markup";

/** Photographs, and whom models name on them. */
export interface AnswerSheet {
  html: string;
  text: string;
}

const CELL = 'style="text-align:center;vertical-align:middle;padding:4px 12px"';

/**
 * A row for each photograph: the picture, whom it shows, and whom each model names; a wrong name is set in bold.
 * `answers[m][i]` is what model m says of photograph i.
 */
export function answerSheet(
  photographs: readonly Asked[],
  models: readonly string[],
  answers: readonly (readonly string[])[],
): AnswerSheet {
  const shows = photographs.map(personOf);
  const heads = ["photograph", "shows", ...models].map((head) => `<th ${CELL}>${escapeHtml(head)}</th>`);
  const rows = photographs.map((photograph, i) => {
    const names = answers.map((named) => named[i]);
    const cells = names.map((name) => (name === shows[i] ? escapeHtml(name) : `<b>${escapeHtml(name)}</b>`));
    return [picture(photograph), escapeHtml(shows[i]), ...cells].map((cell) => `<td ${CELL}>${cell}</td>`).join("");
  });
  const lines = photographs.map((photograph, i) =>
    [altOf(photograph), ...models.map((model, m) => `${model}: ${answers[m][i]}`)].join("; "),
  );
  return {
    html: `<table><tr>${heads.join("")}</tr>${rows.map((row) => `<tr>${row}</tr>`).join("")}</table>`,
    text: lines.join("\n"),
  };
}

const personOf = (photograph: Asked): string => ("meta" in photograph ? photograph.meta.person : photograph.person);

const altOf = (photograph: Asked): string => ("alt" in photograph ? photograph.alt : photograph.id);

function picture(photograph: Asked): string {
  const bytes = "image" in photograph ? photograph.image : readFileSync(photograph.file);
  const type = bytes[0] === 0x89 ? "image/png" : "image/jpeg";
  return `<img alt="${escapeHtml(altOf(photograph))}" width="150" src="data:${type};base64,${bytes.toString("base64")}">`;
}
