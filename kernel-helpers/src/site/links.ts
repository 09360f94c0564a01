import * as path from "node:path";
import type { LinkTarget } from "./markdown";

/** The site's page of a file of the project, by the file's path from the project's root on. */
export type PageOfFile = ReadonlyMap<string, string>;

/**
 * Where a link in a text of the project leads on the site: to the page of a notebook or text, or to a page that is called by
 * its name; other files of the project are named only. Links to other hosts stay links: nothing is loaded from them.
 *
 * @param folder where the text lies, from the project's root on
 */
export const linksFrom =
  (folder: string, pages: PageOfFile) =>
  (href: string): LinkTarget => {
    if (/^[a-z][a-z0-9+.-]*:/i.test(href) || /^#|^[\w-]+\.html(#|$)/.test(href)) return { href };
    const [file, anchor] = href.split("#");
    const target = path.posix.join(folder, decodeURI(file));
    const page = pages.get(target);
    if (page === undefined) return { text: target };
    return { href: anchor === undefined ? page : `${page}#${anchor}` };
  };
