import * as fs from "node:fs";
import * as path from "node:path";
import { writeAtomic } from "../base/files";
import { escapeHtml } from "../figures/table-markup";

const INDEX = "index.html";

/** Writes a page that lists the other pages of a folder by their first heading, in reading order; returns its path. */
export function writeIndex(folder: string, title: string): string {
  const names = fs.readdirSync(folder).filter((name) => name.endsWith(".html") && name !== INDEX);
  const entries = names.sort().map((name) => ({ name, title: headingOf(path.join(folder, name)) ?? name }));
  const file = path.join(folder, INDEX);
  writeAtomic(file, indexPage(title, entries));
  return file;
}

/** The first heading of a page that nbconvert made, without the link mark behind it and without tags. */
export function headingOf(file: string): string | undefined {
  const [, heading] = /<h1[^>]*>([^]*?)(?:<a class="anchor-link"|<\/h1>)/.exec(fs.readFileSync(file, "utf8")) ?? [];
  return heading?.replace(/<[^>]*>/g, "").trim();
}

/** Headings come from pages and are HTML already; the title is text. */
const indexPage = (title: string, entries: readonly { name: string; title: string }[]): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style>
  body { max-width: 44rem; margin: 3rem auto; padding: 0 1rem; font: 1.1rem/1.5 system-ui, sans-serif; }
  h1 { font-size: 1.6rem; line-height: 1.25; }
  li { margin: 0.4rem 0; }
</style>
</head>
<body>
<h1>${escapeHtml(title)}</h1>
<ol>
${entries.map((entry) => `<li><a href="${encodeURIComponent(entry.name)}">${entry.title}</a></li>`).join("\n")}
</ol>
</body>
</html>
`;
