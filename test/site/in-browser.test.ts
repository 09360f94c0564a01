import assert from "node:assert/strict";
import * as path from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, Page } from "playwright-core";
import { builtSite, type BuiltSite } from "./built-site";
import { assertQuiet, axeFindings, serve, sidewaysScroll, startChromium, watchedPage, type Server } from "./browser";

describe("the site in a browser", function () {
  this.timeout(120_000);
  let site: BuiltSite;
  let server: Server;
  let browser: Browser;
  const names = () => site.pages.map((page) => page.path);
  const FIGURE_PAGE = "01-introduction.html";
  const isLive = (page: Page) => page.locator("figure.live .plot .main-svg").first().waitFor({ timeout: 30_000 });

  before(async function () {
    browser = await startChromium(this);
    site = await builtSite();
    server = await serve(site.folder);
  });
  after(async () => {
    await browser?.close();
    server?.close();
  });

  it("loads every page without a complaint, asks nobody else, and pleases axe", async () => {
    const watched = await watchedPage(browser, server.address);
    for (const name of names()) {
      await watched.page.goto(server.address + name);
      assert.deepEqual(await axeFindings(watched.page), [], name);
      assertQuiet(watched, name);
    }
    await watched.context.close();
  });

  it("has enough contrast in the dark", async () => {
    const watched = await watchedPage(browser, server.address, { colorScheme: "dark" });
    for (const name of ["index.html", FIGURE_PAGE, "claims.html"]) {
      await watched.page.goto(server.address + name);
      assert.deepEqual(await axeFindings(watched.page, ["color-contrast"]), [], name);
    }
    await watched.context.close();
  });

  it("fits a screen of 360 pixels, and loads no plot there unasked", async () => {
    const watched = await watchedPage(browser, server.address, {
      viewport: { width: 360, height: 740 },
      hasTouch: true,
      isMobile: true,
    });
    const asked: string[] = [];
    watched.page.on("request", (request) => asked.push(request.url()));
    for (const name of names()) {
      await watched.page.goto(server.address + name);
      assert.equal(await sidewaysScroll(watched.page), 0, name);
      assert.ok(!asked.some((url) => url.includes("plotly")), name);
    }
    await watched.page.goto(server.address + FIGURE_PAGE);
    await watched.page.locator("figure.live button").tap();
    await isLive(watched.page);
    assert.equal(await sidewaysScroll(watched.page), 0, "a live figure scrolls in itself");
    assertQuiet(watched, "a narrow page");
    await watched.context.close();
  });

  it("reads with scripts off: text, tables, formulas, pictures", async () => {
    const watched = await watchedPage(browser, server.address, { javaScriptEnabled: false });
    const { page } = watched;
    await page.goto(server.address + FIGURE_PAGE);
    const picture = page.locator("figure.live img");
    await picture.scrollIntoViewIfNeeded();
    await page.waitForTimeout(300);
    assert.ok((await picture.boundingBox())!.width > 300);
    assert.equal(await page.locator("figure.live button").isVisible(), false);
    await page.goto(`${server.address}claims.html`);
    assert.ok(await page.locator("#C60").isVisible());
    assert.equal(await page.locator(".claims-filter").isVisible(), false);
    assertQuiet(watched, "a page without scripts");
    await watched.context.close();
  });

  /** A narrow screen, where nothing becomes live by itself. */
  const onNarrow = () => watchedPage(browser, server.address, { viewport: { width: 800, height: 900 } });

  it("makes a figure live by mouse, and gives the picture back", async () => {
    const watched = await onNarrow();
    const { page } = watched;
    await page.goto(server.address + FIGURE_PAGE);
    await page.locator("figure.live a.picture").click();
    await isLive(page);
    assert.equal(await page.locator("figure.live a.picture").isVisible(), false);
    assert.deepEqual(await axeFindings(page), []);
    await page.getByRole("button", { name: "Back to the picture" }).click();
    assert.equal(await page.locator("figure.live a.picture").isVisible(), true);
    assert.equal(await page.locator("figure.live .plot").count(), 0);
    assertQuiet(watched, "a figure by mouse");
    await watched.context.close();
  });

  it("makes a figure live by keyboard", async () => {
    const watched = await onNarrow();
    const { page } = watched;
    await page.goto(server.address + FIGURE_PAGE);
    const focused = () => page.evaluate(() => document.activeElement?.textContent ?? "");
    for (let i = 0; (await focused()) !== "Make this figure live"; i++) {
      assert.ok(i < 100, "the button is not reached with the tabulator");
      await page.keyboard.press("Tab");
    }
    await page.keyboard.press("Enter");
    await isLive(page);
    assert.equal(await page.locator("figure.live [role=status]").textContent(), "The figure is live.");
    assertQuiet(watched, "a figure by keyboard");
    await watched.context.close();
  });

  it("makes a figure live as it comes near, on a wide screen", async () => {
    const watched = await watchedPage(browser, server.address);
    await watched.page.goto(server.address + FIGURE_PAGE);
    await watched.page.locator("figure.live").scrollIntoViewIfNeeded();
    await isLive(watched.page);
    assert.equal(await sidewaysScroll(watched.page), 0);
    assertQuiet(watched, "a figure that comes near");
    await watched.context.close();
  });

  it("works from a folder, without a server", async () => {
    const home = pathToFileURL(site.folder + path.sep).href;
    const watched = await watchedPage(browser, home, { viewport: { width: 800, height: 900 } });
    await watched.page.goto(home + FIGURE_PAGE);
    await watched.page.locator("figure.live button").click();
    await isLive(watched.page);
    assertQuiet(watched, "a page that is a file");
    await watched.context.close();
  });

  it("narrows the claims, and shows all again for a link to one that is hidden", async () => {
    const watched = await watchedPage(browser, server.address);
    const { page } = watched;
    await page.goto(`${server.address}claims.html`);
    const shown = () => page.locator("article.claim:visible").count();
    const all = await shown();
    await page.getByLabel("On our numbers").selectOption("holds");
    const holding = site.pages
      .find((each) => each.path === "claims.html")!
      .bodyHtml.match(/data-verdict="holds"/g)!.length;
    assert.equal(await shown(), holding);
    assert.equal(await page.locator(".claims-filter [role=status]").textContent(), `${holding} of ${all} claims`);
    await page.evaluate(() => (location.hash = document.querySelector("article.claim[hidden]")!.id));
    await page.waitForFunction(
      (count) => document.querySelectorAll("article.claim:not([hidden])").length === count,
      all,
    );
    assertQuiet(watched, "the claims");
    await watched.context.close();
  });
});
