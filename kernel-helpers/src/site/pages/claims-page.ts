import { decidingNumbers, showEvidence, showVerdict, type ClaimRow } from "../../claims/report";
import { countText } from "../../claims/text";
import { VERDICTS, type Verdict } from "../../claims/evaluate";
import { escapeHtml } from "../../figures/table-markup";
import { ARTIFACTS } from "../../figures/registry";
import { paperClaimsFile } from "../../paper/claims";
import { bundle } from "../bundle";
import { headingsOf, type SitePage } from "../page";
import { tableHtml } from "../table-html";
import { controlsHtml, controlsOf } from "./controls";
import { sectionOf, sectionsOf, verdictsBySection } from "./claims-by-section";

const SCRIPT = "assets/claims.js";

/**
 * The paper's claims, each with its verdict on the paper's numbers and on ours, and what the verdict rests on.
 *
 * @param whose a sentence that says whose numbers ours are
 */
export async function claimsPage(
  rows: readonly ClaimRow[],
  { whose, notebooks }: { whose: string; notebooks: readonly SitePage[] },
): Promise<SitePage> {
  const { meta, notation } = paperClaimsFile();
  const body = [
    `<p>What the paper claims, written down as ${rows.length} predicates that a program decides: once on the numbers ` +
      `that the paper prints, once on ours. On ours: ${escapeHtml(countText(rows))}. A claim that fails is shown as failed, with our ` +
      `best explanation. ${escapeHtml(whose)}</p>`,
    `<p>Wording and thresholds are ${escapeHtml(meta.wording)}.</p>`,
    '<h2 id="count">The count</h2>',
    await tableHtml(verdictsBySection(rows)),
    filterHtml(rows),
    ...sectionsOf(rows).map((section) => sectionHtml(section, rows, notebooks)),
    '<h2 id="controls">The controls</h2>',
    await controlsHtml(),
    '<h2 id="reading">How to read a claim</h2>',
    '<dl class="wide">',
    `<dt>Paper's verdict</dt><dd>${escapeHtml(sentence(meta.paperVerdict))}</dd>`,
    ...Object.entries(meta.dependence).map(
      ([letter, text]) =>
        `<dt>${DEPENDENCE[letter as keyof typeof DEPENDENCE]}</dt><dd>${escapeHtml(sentence(text))}</dd>`,
    ),
    ...Object.entries(notation).map(
      ([term, text]) => `<dt><code>${escapeHtml(term)}</code></dt><dd>${escapeHtml(sentence(text))}</dd>`,
    ),
    "</dl>",
  ];
  return {
    path: "claims.html",
    title: `The paper's ${rows.length} claims`,
    description:
      "Every claim of the paper as a predicate, with its verdict on the paper's numbers and on ours, and the controls.",
    navLabel: `The ${rows.length} claims`,
    order: 300,
    bodyHtml: body.join("\n"),
    scripts: [SCRIPT],
    files: [{ path: SCRIPT, bytes: bundle("browser/claims.ts") }],
  };
}

const DEPENDENCE = { S: "structural", M: "mixed", P: "photo-dependent" } as const;

const sentence = (text: string): string =>
  `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.!?]$/.test(text) ? "" : "."}`;

function sectionHtml(section: string, rows: readonly ClaimRow[], notebooks: readonly SitePage[]): string {
  const own = rows.filter(({ claim }) => sectionOf(claim) === section);
  return [
    '<section class="claims">',
    `<h2 id="section-${section.replace(".", "-")}">Section ${section}${titleOf(section, notebooks)}</h2>`,
    ...own.map((row) => claimHtml(row, notebooks)),
    "</section>",
  ].join("\n");
}

/** The paper's own heading, by the first notebook of the section. */
function titleOf(section: string, notebooks: readonly SitePage[]): string {
  const page = notebooks.find(({ title }) => title.startsWith(`${section} `));
  return page ? `: ${escapeHtml(page.title.slice(section.length + 1))}` : "";
}

function claimHtml({ claim, paper, ours, why }: ClaimRow, notebooks: readonly SitePage[]): string {
  const terms: [string, string | undefined][] = [
    ["Paper", verdictMark(claim.paperVerdict, claim.paperVerdict + (claim.inPart ? " in part" : ""))],
    ["Paper's numbers", numbers(paper)],
    ["Ours", verdictMark(ours.verdict, showVerdict(ours))],
    ["Our numbers", numbers(ours)],
    ["Measured on", ours.verdict === "not measured" ? undefined : escapeHtml(ours.measuredOn)],
    ["Missing", ours.needs ? escapeHtml(ours.needs) : undefined],
    ["Predicate", `<code>${escapeHtml(claim.predicate)}</code>`],
    ["Rests on photographs", DEPENDENCE[claim.dependence]],
    [
      "Stands in",
      `Section ${claim.sections.join(", ")}; ${claim.artifacts.map((name) => artifactLink(name, notebooks)).join(", ")}`,
    ],
    ["Note", claim.note === undefined ? undefined : escapeHtml(claim.note)],
    ["Why we think it fails", why === undefined ? undefined : escapeHtml(why)],
    ["Controls", controlsOf(claim.id)],
  ];
  return [
    `<article class="claim" id="${claim.id}" data-verdict="${ours.verdict}" data-dependence="${claim.dependence}" data-paper="${claim.paperVerdict}">`,
    `<h3>${claim.id} · ${escapeHtml(claim.statement)}</h3>`,
    "<dl>",
    ...terms.flatMap(([term, html]) => (html ? [`<dt>${term}</dt><dd>${html}</dd>`] : [])),
    "</dl>",
    "</article>",
  ].join("\n");
}

const verdictMark = (verdict: string, text: string): string =>
  verdict === "holds" || verdict === "fails" ? `<span class="${verdict}">${text}</span>` : text;

/** The numbers that decide, worst first; the rest folded. */
function numbers({ evidence }: Pick<Verdict, "evidence">): string | undefined {
  if (evidence.length === 0) return undefined;
  if (evidence.length <= 2) return escapeHtml(decidingNumbers({ evidence }));
  const list = evidence.map((item) => `<li>${escapeHtml(showEvidence(item))}</li>`).join("");
  return `<details><summary>${escapeHtml(decidingNumbers({ evidence }))}</summary><ul>${list}</ul></details>`;
}

/** A figure or table of the paper leads to where a notebook makes it anew. */
function artifactLink(name: string, notebooks: readonly SitePage[]): string {
  const [wanted] = /^(?:Figure|Table) \d+/.exec(name) ?? [];
  const artifact = ARTIFACTS.find(({ title }) => wanted !== undefined && title.split(",")[0] === wanted);
  const page = notebooks.find(({ path }) => path === `${artifact?.notebook}.html`);
  if (!page || wanted === undefined) return escapeHtml(name);
  const slug = wanted.toLowerCase().replace(" ", "-");
  const heading = headingsOf(page.bodyHtml).find(({ id }) => id === slug || id.startsWith(`${slug}-`));
  return `<a href="${page.path}${heading ? `#${heading.id}` : ""}">${escapeHtml(name)}</a>`;
}

function filterHtml(rows: readonly ClaimRow[]): string {
  const select = (name: string, label: string, options: readonly (readonly [string, string])[]) =>
    `<label>${label}<select name="${name}"><option value="">all</option>` +
    options.map(([value, text]) => `<option value="${value}">${text}</option>`).join("") +
    "</select></label>";
  const papers = [...new Set(rows.map(({ claim }) => claim.paperVerdict))];
  return [
    '<div class="claims-filter" role="group" aria-label="Which claims are shown" hidden>',
    select(
      "verdict",
      "On our numbers",
      VERDICTS.map((verdict) => [verdict, verdict]),
    ),
    select(
      "paper",
      "On the paper's numbers",
      papers.map((verdict) => [verdict, verdict]),
    ),
    select("dependence", "Rests on photographs", Object.entries(DEPENDENCE)),
    '<span role="status"></span>',
    "</div>",
  ].join("\n");
}
