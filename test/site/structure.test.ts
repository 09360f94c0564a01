import assert from "node:assert/strict";
import { JSDOM } from "jsdom";
import { claimsReport, countVerdicts } from "kernel-helpers/dist/claims/report";
import { notebookNames } from "kernel-helpers/dist/notebook/execute";
import { committedSources } from "kernel-helpers/dist/site/sources";
import { sitePages } from "kernel-helpers/dist/site/site-pages";
import { siteFiles } from "kernel-helpers/dist/site/write-site";
import { builtSite, type BuiltSite } from "./built-site";

/** Bytes of the largest page, and of the site: 60 MB is what a reader's host may ask for. */
const PAGE_LIMIT = 300_000;
const SITE_LIMIT = 60_000_000;

describe("the site", function () {
  let site: BuiltSite;
  let documents: Map<string, Document>;
  before(async function () {
    this.timeout(120_000);
    site = await builtSite();
    const html = [...site.files].filter(([name]) => name.endsWith(".html"));
    documents = new Map(html.map(([name, bytes]) => [name, new JSDOM(bytes.toString()).window.document]));
  });

  const each = (check: (document: Document, name: string) => void) => {
    for (const [name, document] of documents) check(document, name);
  };

  it("has a page for each notebook, the claims, ethics and a start", () => {
    const expected = [
      ...notebookNames().map((name) => `${name}.html`),
      "claims.html",
      "ethics.html",
      "for-a-class.html",
      "index.html",
    ];
    for (const name of expected) assert.ok(documents.has(name), name);
    // the README introduces every notebook
    for (const { path, description } of site.pages) assert.ok(description.length > 10, path);
  });

  it("is small: each page, and all of it", () => {
    let all = 0;
    for (const [name, bytes] of site.files) {
      all += bytes.length;
      if (name.endsWith(".html")) assert.ok(bytes.length <= PAGE_LIMIT, `${name} has ${bytes.length} bytes`);
    }
    assert.ok(all <= SITE_LIMIT, `${all} bytes`);
  });

  it("links to pages, places and files that are there", () => {
    each((document, name) => {
      for (const link of document.querySelectorAll("a[href]")) {
        const href = link.getAttribute("href")!;
        if (/^https?:/.test(href)) continue;
        const [file, anchor] = href.split("#");
        const target = file === "" ? document : documents.get(file);
        assert.ok(target ?? site.files.has(file), `${name} links to ${href}`);
        if (anchor) assert.ok(target?.getElementById(anchor), `${name} links to ${href}`);
      }
    });
  });

  it("loads only its own files, and says so in its policy", () => {
    each((document, name) => {
      for (const element of document.querySelectorAll("[src], link[href]")) {
        const address = element.getAttribute("src") ?? element.getAttribute("href")!;
        assert.ok(address === "data:," || site.files.has(address), `${name} loads ${address.slice(0, 80)}`);
      }
      const policy = document.querySelector('meta[http-equiv="Content-Security-Policy"]')!.getAttribute("content")!;
      assert.match(policy, /^default-src 'self';/);
      assert.doesNotMatch(policy, /https?:|\*|'unsafe-eval'/);
    });
    for (const [name, bytes] of site.files) {
      if (name.endsWith(".css")) assert.doesNotMatch(bytes.toString(), /url\(|@import/, name);
    }
  });

  it("has one heading of the first level a page, and none is skipped below it", () => {
    each((document, name) => {
      const levels = [...document.querySelectorAll("main :is(h1, h2, h3, h4, h5, h6)")].map(({ tagName }) =>
        Number(tagName[1]),
      );
      assert.equal(levels[0], 1, name);
      assert.equal(levels.filter((level) => level === 1).length, 1, name);
      levels.slice(1).forEach((level, i) => assert.ok(level <= levels[i] + 1, `${name}: h${levels[i]} then h${level}`));
    });
  });

  it("says in words what each picture shows, and reserves its place", () => {
    let pictures = 0;
    each((document, name) => {
      for (const image of document.querySelectorAll("img")) {
        pictures++;
        assert.ok(image.alt.length > 10, `${name} ${image.getAttribute("src")}`);
        assert.ok(Number(image.getAttribute("width")) > 0 && Number(image.getAttribute("height")) > 0, name);
        assert.equal(image.getAttribute("loading"), "lazy");
      }
    });
    assert.ok(pictures > 60, `${pictures} pictures`);
  });

  it("has a language, landmarks, a way past them, and ids that are there once", () => {
    each((document, name) => {
      assert.equal(document.documentElement.lang, "en");
      for (const selector of ["header", "main", "nav", "footer"]) assert.ok(document.querySelector(selector), name);
      const [first] = document.body.querySelectorAll("a");
      assert.equal(first.getAttribute("href"), "#main");
      const ids = [...document.querySelectorAll("[id]")].map(({ id }) => id);
      assert.equal(new Set(ids).size, ids.length, `${name} has an id twice`);
      // a table with a style of its own may fit every screen: the test in a browser says whether it does
      for (const table of document.querySelectorAll("table.paper-table, table:not([class])")) {
        const region = table.parentElement!;
        assert.equal(region.getAttribute("role"), "region", name);
        assert.equal(region.tabIndex, 0, name);
        assert.ok(region.getAttribute("aria-label"), name);
      }
    });
  });

  it("goes through the paper in its order", () => {
    const way = ["index.html"];
    for (let name: string | null | undefined = way[0]; name;) {
      name = documents.get(name)!.querySelector('a[rel="next"]')?.getAttribute("href");
      if (name) way.push(name);
    }
    assert.equal(new Set(way).size, documents.size);
    const notebooks = notebookNames().map((name) => `${name}.html`);
    assert.deepEqual(
      way.filter((name) => notebooks.includes(name)),
      notebooks,
    );
  });

  it("draws formulas without a script", () => {
    const overview = documents.get("04-overview.html")!;
    assert.equal(overview.querySelectorAll('math[display="block"]').length, 1);
    assert.match(overview.querySelector('math[display="block"]')!.textContent, /model accuracy/);
    each((document, name) => {
      const text = [...document.querySelectorAll("main p, main li")].map(({ textContent }) => textContent).join("\n");
      assert.doesNotMatch(text, /\\frac|\\text|\$\$/, name);
    });
  });

  it("has no progress bars, machine paths or data in its pages", () => {
    each((document, name) => {
      assert.equal(document.querySelector("progress"), null, name);
      assert.doesNotMatch(document.documentElement.outerHTML, /data:image|\/root\/|\/home\//, name);
    });
  });

  it("shows every claim with the verdicts of the report", () => {
    const rows = claimsReport(committedSources().measures);
    const page = documents.get("claims.html")!;
    const shown = [...page.querySelectorAll<HTMLElement>("article.claim")];
    assert.deepEqual(
      shown.map(({ id, dataset }) => [id, dataset.verdict]).sort(),
      rows.map(({ claim, ours }) => [claim.id, ours.verdict]).sort(),
    );
    const { holds, fails } = countVerdicts(rows);
    const start = documents.get("index.html")!.querySelector("main")!.textContent;
    assert.match(start, new RegExp(`${rows.length} claims ${holds} hold on our results, ${fails} fail`));
    for (const { claim, why } of rows) {
      const text = page.getElementById(claim.id)!.textContent;
      assert.ok(text.includes(claim.predicate) && text.includes(claim.statement), claim.id);
      if (why) assert.ok(text.includes(why), claim.id);
    }
  });

  it("is the same when it is made again", async () => {
    const again = siteFiles(await sitePages(committedSources()));
    assert.deepEqual([...again.keys()], [...site.files.keys()]);
    for (const [name, bytes] of again) assert.ok(bytes.equals(site.files.get(name)!), name);
  }).timeout(120_000);
});
