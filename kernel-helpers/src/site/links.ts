import * as path from "node:path";
import type { LinkTarget } from "./markdown";

/**
 * Where a link in a text of the project leads on the site: notebooks and pages are pages, other files of the project are
 * named only. Links to other hosts stay links: nothing is loaded from them.
 *
 * @param folder where the text lies, from the project's root on
 */
export const linksFrom =
  (folder: string, pages: ReadonlySet<string>) =>
  (href: string): LinkTarget => {
    if (/^[a-z][a-z0-9+.-]*:/i.test(href) || href.startsWith("#")) return { href };
    const [file, anchor] = href.split("#");
    const page = path.posix.basename(file).replace(/\.ipynb$/, ".html");
    if (pages.has(page)) return { href: anchor === undefined ? page : `${page}#${anchor}` };
    return { text: path.posix.normalize(path.posix.join(folder, file)) };
  };
