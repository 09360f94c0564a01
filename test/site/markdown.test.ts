import assert from "node:assert/strict";
import { HeadingIds, markdownHtml, splitTitle } from "kernel-helpers/dist/site/markdown";
import { linksFrom } from "kernel-helpers/dist/site/links";
import { loadTex, type Tex } from "kernel-helpers/dist/site/tex";

describe("Markdown on the site", () => {
  let tex: Tex;
  before(async () => {
    tex = await loadTex();
  });
  const html = (text: string) =>
    markdownHtml(text, {
      ids: new HeadingIds(),
      tex,
      linkTarget: linksFrom("notebooks", new Map([["notebooks/03-methodology.ipynb", "03-methodology.html"]])),
    });

  it("makes formulas between dollars, and leaves other dollars alone", () => {
    assert.match(html("rate $m / (n + m)$ here"), /<math [^>]*><mi>m<\/mi>.*<\/math> here/);
    assert.match(html("$$\\frac{a}{b}$$"), /<span class="formula"[^>]*><math [^>]*display="block"[^>]*><mfrac>/);
    assert.equal(html("from 5 $ to 7 $ and \\$x$"), "<p>from 5 $ to 7 $ and $x$</p>\n");
    assert.match(html("$f_k(x, y)$ and *this*"), /<msub>.*<em>this<\/em>/);
  });

  it("refuses what is no formula", () => {
    assert.throws(() => html("$\\frac{a$"), /not a formula: \\frac\{a/);
  });

  it("keeps raw HTML as text", () => {
    assert.equal(
      html("a <b>bold</b> <script>x</script>"),
      "<p>a &lt;b&gt;bold&lt;/b&gt; &lt;script&gt;x&lt;/script&gt;</p>\n",
    );
  });

  it("turns links to notebooks into links to pages, and names other files", () => {
    assert.match(html("[three](03-methodology.ipynb)"), /<a href="03-methodology.html">three<\/a>/);
    assert.match(html("[three](03-methodology.ipynb#the-data)"), /href="03-methodology.html#the-data"/);
    assert.equal(
      html("[A **guide**](../data/photographs/for-a-class.md), read"),
      "<p>A <strong>guide</strong> (data/photographs/for-a-class.md), read</p>\n",
    );
    assert.equal(
      html("[other](exercises/03-methodology.ipynb)"),
      "<p>other (notebooks/exercises/03-methodology.ipynb)</p>\n",
    );
    assert.match(html("[claims](claims.html#C01)"), /href="claims.html#C01"/);
    assert.match(html("[paper](https://example.org/x)"), /<a href="https:\/\/example.org\/x">/);
  });

  it("gives each heading an id of its own, and has no second title", () => {
    assert.equal(
      html("# One & two\n\n## One two\n\n### *Größe* 3"),
      '<h2 id="one-two">One &amp; two</h2>\n<h2 id="one-two-2">One two</h2>\n<h3 id="größe-3"><em>Größe</em> 3</h3>\n',
    );
  });

  it("puts tables and code where a keyboard can scroll them", () => {
    assert.match(
      html("| a |\n| - |\n| 1 |"),
      /^<div class="scroll" role="region" tabindex="0" aria-label="Table 1">\n<table>/,
    );
    assert.equal(
      html('```ts\nconst a = "<b>"; // why\n```'),
      '<pre tabindex="0"><code><span class="keyword">const</span> a = <span class="string">&quot;&lt;b&gt;&quot;</span>; <span class="comment">// why</span>\n</code></pre>\n',
    );
  });

  it("takes the title off a text", () => {
    assert.deepEqual(splitTitle("# A title\n\nText\n"), { title: "A title", rest: "\n\nText\n" });
    assert.equal(splitTitle("Text\n\n## Not one\n").title, undefined);
  });
});
