import assert from "node:assert/strict";
import { headingsOf, renderPage, scrollRegion, type SitePage } from "kernel-helpers/dist/site/page";

const page = (order: number, more: Partial<SitePage> = {}): SitePage => ({
  path: `p${order}.html`,
  title: `Title <${order}>`,
  description: `About "${order}".`,
  bodyHtml: "<p>Text</p>",
  navLabel: `Nav & ${order}`,
  order,
  ...more,
});

describe("a page of the site", () => {
  const pages = [page(3), page(1), page(2, { beside: ["p3.html"] })];
  const site = { title: "Site", pages };

  it("has its title once as a heading, and escaped", () => {
    const html = renderPage(pages[2], site);
    assert.match(html, /<title>Title &lt;2&gt; · Site<\/title>/);
    assert.deepEqual(html.match(/<h1>.*<\/h1>/g), ["<h1>Title &lt;2&gt;</h1>"]);
    assert.match(html, /content="About &quot;2&quot;."/);
  });

  it("leads to the page before and behind it, and to all", () => {
    const html = renderPage(pages[2], site);
    assert.match(html, /<a rel="prev" href="p1.html">/);
    assert.match(html, /<a rel="next" href="p3.html">/);
    assert.deepEqual(
      [...html.matchAll(/<li><a href="(p\d.html)"( aria-current="page")?>/g)].map(([, href, here]) => [href, !!here]),
      [
        ["p1.html", false],
        ["p2.html", true],
        ["p3.html", false],
      ],
    );
    assert.doesNotMatch(renderPage(pages[0], site), /rel="next"/);
  });

  it("names what belongs to a page only there, and to its other pages", () => {
    const family = [page(1), page(2), page(3, { parent: "p2.html" }), page(4, { parent: "p2.html" })];
    const named = (of: SitePage) =>
      [...renderPage(of, { title: "S", pages: family }).matchAll(/<li[^>]*><a href="(p\d)/g)].map(([, name]) => name);
    assert.deepEqual(named(family[0]), ["p1", "p2"]);
    assert.deepEqual(named(family[1]), ["p1", "p2", "p3", "p4"]);
    assert.deepEqual(named(family[3]), ["p1", "p2", "p3", "p4"]);
  });

  it("names a page that belongs beside it", () => {
    assert.match(renderPage(pages[0], site), /<p class="beside">Try it here: <a href="p2.html">/);
    assert.doesNotMatch(renderPage(pages[1], site), /class="beside"/);
  });

  it("allows what a page needs, beside the site's own files, and no more", () => {
    const policy = (more: Partial<SitePage>) =>
      /Content-Security-Policy" content="([^"]+)"/.exec(renderPage(page(4, more), site))![1];
    assert.equal(
      policy({}),
      "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; object-src 'none'; base-uri 'none'; form-action 'none'",
    );
    assert.match(
      policy({ policy: { "script-src": ["'wasm-unsafe-eval'"] } }),
      /; script-src 'self' 'wasm-unsafe-eval';/,
    );
  });

  it("lists the headings that can be linked to", () => {
    const html = '<h2 id="a">A <em>b</em></h2><h2>not this</h2><h3 class="x" id="c">C</h3>';
    assert.deepEqual(headingsOf(html), [
      { level: 2, id: "a", html: "A b" },
      { level: 3, id: "c", html: "C" },
    ]);
    assert.match(renderPage(page(4, { bodyHtml: html }), site), /<li class="level-3"><a href="#c">C<\/a><\/li>/);
  });

  it("names a region that scrolls", () => {
    assert.equal(scrollRegion("<table></table>", 'a "b"'), '<div class="scroll" role="region" tabindex="0" aria-label="a &quot;b&quot;">\n<table></table>\n</div>'); // prettier-ignore
  });
});
