import { UserError } from "../../base/errors";
import { HeadingIds, markdownHtml, splitTitle, type MarkdownOptions } from "../markdown";
import type { SitePage } from "../page";

/** A page of one Markdown text, which begins with the page's title as a heading of the first level. */
export function markdownPage(
  text: string,
  { markdown, ...page }: Omit<SitePage, "title" | "bodyHtml"> & { markdown: Omit<MarkdownOptions, "ids"> },
): SitePage {
  const { title, rest } = splitTitle(text);
  if (title === undefined)
    throw new UserError(`the text of ${page.path} does not begin with a heading of the first level`);
  return { ...page, title, bodyHtml: markdownHtml(rest, { ...markdown, ids: new HeadingIds() }) };
}
