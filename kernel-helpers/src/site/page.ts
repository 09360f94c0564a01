import { escapeHtml } from "../figures/table-markup";

/** A file of the site: its path from the site's root, and what is in it or which file it is a copy of. */
export type SiteFile = { path: string } & ({ bytes: Uint8Array } | { copyFrom: string });

/** Directives of the content security policy that a page may widen. */
export type PolicyDirective =
  "default-src" | "script-src" | "style-src" | "img-src" | "connect-src" | "worker-src" | "media-src" | "child-src";

/** One page of the static site. */
export interface SitePage {
  /** `claims.html`. All pages lie at the root of the site, so a link from one to another is a file name. */
  path: string;
  /** Plain text: the page's one h1, and the browser's title. */
  title: string;
  /** One sentence for search engines and for the list of contents. */
  description: string;
  /**
   * What stands in `main` below the h1: headings from h2 on, none skipped. Those of h2 and h3 that have an id are listed
   * under “On this page”. Wide things go into `scrollRegion`.
   */
  bodyHtml: string;
  /** Paths of classic scripts, loaded in this order after the page is parsed. Browsers refuse modules from a file. */
  scripts?: readonly string[];
  /** Paths of style sheets beside the site's own. */
  styles?: readonly string[];
  /** What the page needs beside it; the same path twice must be the same content. */
  files?: readonly SiteFile[];
  /** What the list of all pages calls it. */
  navLabel: string;
  /** Place in the reading order: 0 the start, 100 to 199 the notebooks, 200 recogniser, 300 claims, 400 to 499 exercises, 500 ethics. */
  order: number;
  /** Sources that the page's content security policy allows beside the site itself: `{ "script-src": ["'wasm-unsafe-eval'"] }`. */
  policy?: Partial<Record<PolicyDirective, readonly string[]>>;
  /** Pages at whose end a link to this one stands. */
  beside?: readonly string[];
  /** The page that it belongs to: only that one and its other pages name it in the list of all pages. */
  parent?: string;
}

/** What every page says of the others. */
export interface Site {
  title: string;
  pages: readonly Pick<SitePage, "path" | "title" | "navLabel" | "order" | "description" | "beside" | "parent">[];
}

/** Nothing comes from another host. Styles in attributes and data addresses of pictures are what Plotly draws with. */
const POLICY: Partial<Record<PolicyDirective, readonly string[]>> = {
  "default-src": ["'self'"],
  "style-src": ["'self'", "'unsafe-inline'"],
  "img-src": ["'self'", "data:", "blob:"],
};

/** The HTML file of a page: the same bytes for the same page and site. */
export function renderPage(page: SitePage, site: Site): string {
  const pages = inOrder(site.pages);
  const [start] = pages;
  const isStart = page.path === start?.path;
  const lines = [
    "<!doctype html>",
    '<html lang="en">',
    "<head>",
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policyOf(page)}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="color-scheme" content="light dark">',
    '<meta name="referrer" content="no-referrer">',
    `<title>${escapeHtml(isStart ? site.title : `${page.title} · ${site.title}`)}</title>`,
    `<meta name="description" content="${escapeHtml(page.description)}">`,
    '<link rel="icon" href="data:,">',
    ...[SITE_STYLE, ...(page.styles ?? [])].map((href) => `<link rel="stylesheet" href="${escapeHtml(href)}">`),
    ...(page.scripts ?? []).map((src) => `<script src="${escapeHtml(src)}" defer></script>`),
    "</head>",
    "<body>",
    '<a class="skip" href="#main">Skip to the text</a>',
    '<header class="site-header">',
    `<a class="brand" href="${escapeHtml(start?.path ?? page.path)}">${escapeHtml(site.title)}</a>`,
    '<a class="jump" href="#contents">Contents</a>',
    "</header>",
    '<div class="layout">',
    '<main id="main" tabindex="-1">',
    `<h1>${escapeHtml(page.title)}</h1>`,
    page.bodyHtml,
    ...besideLinks(page, pages),
    ...pager(page, pages),
    "</main>",
    contents(page, pages),
    "</div>",
    '<footer class="site-footer">',
    "<p>All people in the pictures are rendered. The paper is its authors'; text and code of this edition: MIT. " +
      "These pages ask nothing of any other host.</p>",
    "</footer>",
    "</body>",
    "</html>",
  ];
  return lines.join("\n") + "\n";
}

/** Where the style sheet of all pages lies. */
export const SITE_STYLE = "assets/site.css";

/**
 * A box that scrolls sideways on a narrow screen, reached and scrolled with the keyboard.
 *
 * @param label what is in it, as plain text
 */
export const scrollRegion = (html: string, label: string): string =>
  `<div class="scroll" role="region" tabindex="0" aria-label="${escapeHtml(label)}">\n${html}\n</div>`;

export const inOrder = <Page extends Pick<SitePage, "order" | "path">>(pages: readonly Page[]): Page[] =>
  [...pages].sort((a, b) => a.order - b.order || (a.path < b.path ? -1 : 1));

function policyOf({ policy = {} }: SitePage): string {
  const directives = new Set([...Object.keys(POLICY), ...Object.keys(policy)] as PolicyDirective[]);
  const sources = (directive: PolicyDirective) =>
    [...new Set([...(POLICY[directive] ?? ["'self'"]), ...(policy[directive] ?? [])])].join(" ");
  return [
    ...[...directives].map((directive) => `${directive} ${sources(directive)}`),
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
}

function besideLinks(page: SitePage, pages: Site["pages"]): string[] {
  return pages
    .filter(({ beside }) => beside?.includes(page.path))
    .map(
      (other) => `<p class="beside">Try it here: ${linkTo(other, other.title)}. ${escapeHtml(other.description)}</p>`,
    );
}

function pager(page: SitePage, pages: Site["pages"]): string[] {
  const at = pages.findIndex(({ path }) => path === page.path);
  const [previous, next] = [pages[at - 1], pages[at + 1]];
  if (at < 0 || (!previous && !next)) return [];
  return [
    '<nav class="pager" aria-label="Previous and next page">',
    previous ? `<a rel="prev" href="${previous.path}"><span>Previous</span> ${escapeHtml(previous.navLabel)}</a>` : "",
    next ? `<a rel="next" href="${next.path}"><span>Next</span> ${escapeHtml(next.navLabel)}</a>` : "",
    "</nav>",
  ];
}

/** The lists of what is on this page and of all pages: beside the text on a wide screen, below it on a narrow one. */
function contents(page: SitePage, pages: Site["pages"]): string {
  const headings = headingsOf(page.bodyHtml);
  const here = [
    '<nav aria-labelledby="on-this-page">',
    '<h2 id="on-this-page">On this page</h2>',
    "<ul>",
    ...headings.map(({ level, id, html }) => `<li class="level-${level}"><a href="#${id}">${html}</a></li>`),
    "</ul>",
    "</nav>",
  ];
  const inSight = pages.filter(({ parent }) => parent === undefined || parent === (page.parent ?? page.path));
  const all = inSight.map((other) =>
    other.path === page.path
      ? `<li${levelOf(other)}><a href="${other.path}" aria-current="page">${escapeHtml(other.navLabel)}</a></li>`
      : `<li${levelOf(other)}>${linkTo(other, other.navLabel)}</li>`,
  );
  return [
    '<div class="contents" id="contents" tabindex="-1">',
    ...(headings.length > 0 ? here : []),
    '<nav aria-labelledby="all-pages">',
    '<h2 id="all-pages">All pages</h2>',
    `<ul>\n${all.join("\n")}\n</ul>`,
    "</nav>",
    "</div>",
  ].join("\n");
}

const levelOf = ({ parent }: Pick<SitePage, "parent">): string => (parent === undefined ? "" : ' class="level-3"');

/** The headings of a body that can be linked to, without the tags in them. */
export function headingsOf(bodyHtml: string): { level: number; id: string; html: string }[] {
  return [...bodyHtml.matchAll(/<h([23])\b[^>]*\sid="([^"]+)"[^>]*>([^]*?)<\/h\1>/g)].map(([, level, id, inner]) => ({
    level: Number(level),
    id,
    html: inner.replace(/<[^>]*>/g, "").trim(),
  }));
}

const linkTo = ({ path }: Pick<SitePage, "path">, text: string): string => `<a href="${path}">${escapeHtml(text)}</a>`;
