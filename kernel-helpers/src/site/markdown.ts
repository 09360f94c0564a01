import MarkdownIt from "markdown-it";
import { escapeHtml } from "../figures/table-markup";
import { highlighted } from "./highlight";
import type { Tex } from "./tex";

/** Where a link goes on the site; a text where the site has nothing to go to: it then stands behind the link's words. */
export type LinkTarget = { href: string } | { text: string };

export interface MarkdownOptions {
  /** Gives each heading of a page another id. */
  ids: HeadingIds;
  tex: Tex;
  linkTarget: (href: string) => LinkTarget;
}

/** Ids of headings from their words, each once. */
export class HeadingIds {
  private readonly taken = new Set<string>();

  of(words: string): string {
    const slug =
      words
        .toLowerCase()
        .replace(/[^\p{L}\p{N}]+/gu, "-")
        .replace(/^-|-$/g, "") || "part";
    let id = slug;
    for (let n = 2; this.taken.has(id); n++) id = `${slug}-${n}`;
    this.taken.add(id);
    return id;
  }
}

/** Markdown as HTML: no raw HTML, formulas between dollars, headings with ids, tables that scroll, code in colours. */
export function markdownHtml(text: string, options: MarkdownOptions): string {
  return parser(options).render(text);
}

/** The first heading of the first level and what stands below it. */
export function splitTitle(markdown: string): { title: string | undefined; rest: string } {
  const [heading, title] = /^# +(.+?)[ #]*$/m.exec(markdown) ?? [];
  if (heading === undefined) return { title: undefined, rest: markdown };
  return { title, rest: markdown.replace(heading, "") };
}

function parser({ ids, tex, linkTarget }: MarkdownOptions): MarkdownIt.MarkdownIt {
  const markdown = MarkdownIt({ html: false });
  const { rules } = markdown.renderer;
  markdown.inline.ruler.after("escape", "formula", readFormula);
  rules.formula = (tokens, i) => formulaHtml(tokens[i].content, tokens[i].markup === "$$", tex);
  rules.fence = (tokens, i) => codeHtml(tokens[i].content, tokens[i].info.trim());
  rules.code_block = (tokens, i) => codeHtml(tokens[i].content, "");
  let tables = 0;
  rules.table_open = () => `<div class="scroll" role="region" tabindex="0" aria-label="Table ${++tables}">\n<table>\n`;
  rules.table_close = () => "</table>\n</div>\n";
  markdown.core.ruler.push("headings", ({ tokens }) => {
    tokens.forEach((token, i) => {
      if (token.type !== "heading_open" && token.type !== "heading_close") return;
      if (token.tag === "h1") token.tag = "h2"; // the page's own is the only one
      if (token.type === "heading_open") token.attrSet("id", ids.of(wordsOf(tokens[i + 1])));
    });
  });
  markdown.core.ruler.push("links", ({ tokens }) => {
    for (const { children } of tokens) if (children) followLinks(children, linkTarget);
  });
  return markdown;
}

const wordsOf = ({ children }: MarkdownIt.Token): string => (children ?? []).map(({ content }) => content).join("");

/** `$…$` and `$$…$$`, as Jupyter reads them: no space inside a single dollar, no digit behind the closing one. */
function readFormula(state: MarkdownIt.StateInline, silent: boolean): boolean {
  const found = /^(?:\$\$([^]+?)\$\$|\$((?!\s)[^$\n]*[^$\s\\])\$(?!\d))/.exec(state.src.slice(state.pos, state.posMax));
  if (!found) return false;
  const [all, display, inline] = found;
  if (!silent) {
    const token = state.push("formula", "math", 0);
    token.content = display ?? inline;
    token.markup = display === undefined ? "$" : "$$";
  }
  state.pos += all.length;
  return true;
}

const formulaHtml = (content: string, display: boolean, tex: Tex): string =>
  display
    ? `<span class="formula" role="group" tabindex="0" aria-label="Formula">${tex(content.trim(), true)}</span>`
    : tex(content, false);

/** A block of code, reached and scrolled with the keyboard. */
export const codeHtml = (code: string, language: string): string =>
  `<pre tabindex="0"><code>${/^(ts|typescript)$/.test(language) ? highlighted(code) : escapeHtml(code)}</code></pre>\n`;

/** Links of the notebooks go between notebook files: on the site, between pages. */
function followLinks(children: MarkdownIt.Token[], linkTarget: MarkdownOptions["linkTarget"]): void {
  for (let i = 0; i < children.length; i++) {
    if (children[i].type !== "link_open") continue;
    const target = linkTarget(String(children[i].attrGet("href") ?? ""));
    if ("href" in target) {
      children[i].attrSet("href", target.href);
      continue;
    }
    const end = children.findIndex(({ type }, at) => at > i && type === "link_close");
    for (const at of [i, end]) Object.assign(children[at], { type: "text", tag: "", nesting: 0, attrs: null });
    children[i].content = "";
    children[end].content = ` (${target.text})`;
  }
}
