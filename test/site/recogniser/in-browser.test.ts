import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import sharp from "sharp";
import type { Choice } from "kernel-helpers/dist/site/recogniser/choices";
import { ELEMENTS, type ElementName } from "kernel-helpers/dist/site/recogniser/elements";
import { readManifest } from "kernel-helpers/dist/site/recogniser/manifest";
import { recogniserPage } from "kernel-helpers/dist/site/recogniser/page";
import { TOLERANCE } from "kernel-helpers/dist/site/recogniser/page-data";
import { siteFiles, writeSite } from "kernel-helpers/dist/site/write-site";
import { assertQuiet, axeFindings, serve, sidewaysScroll, startChromium, watchedPage, type Server } from "../browser";
import { assertNear } from "./near";

interface Answer {
  probabilities: number[];
  named: number;
  map: { values: number[] };
}
interface InPage {
  recogniser?: {
    backend: string;
    ask: (choice: Choice, backdoor: string) => Promise<{ clean: Answer; backdoored: Answer }>;
  };
}

/** On two quiet cores the first answer takes 3 seconds and a later one a tenth; a test machine may be busy. */
const FIRST_ANSWER_MS = 20_000;
const LATER_ANSWER_MS = 2_000;

describe("the recogniser in a browser", function () {
  this.timeout(120_000);
  const manifest = readManifest();
  const { targetLabel } = manifest;
  let folder: string | undefined;
  let server: Server | undefined;
  let browser: Browser | undefined;

  before(async function () {
    browser = await startChromium(this);
    const parent = fs.mkdtempSync(path.join(os.tmpdir(), "paper-recogniser-"));
    folder = path.join(parent, "site");
    writeSite(siteFiles([recogniserPage()]), folder);
    server = await serve(folder);
  });
  after(async () => {
    await browser?.close();
    server?.close();
    if (folder) fs.rmSync(path.dirname(folder), { recursive: true });
  });

  const open = async (options: BrowserContextOptions = {}) => {
    const watched = await watchedPage(browser!, server!.address, options);
    await watched.page.goto(`${server!.address}recogniser.html?backend=wasm`);
    return { ...watched, part: (name: ElementName) => watched.page.locator(`#${ELEMENTS[name]}`) };
  };
  /** The page has answered; says what. */
  const answered = async (page: Page, expected = /^The clean student says/): Promise<string> => {
    const status = page.locator(`#${ELEMENTS.status}`);
    await status.filter({ hasText: expected }).waitFor({ timeout: FIRST_ANSWER_MS });
    return status.innerText();
  };

  it("says what Node says, on WebAssembly, soon and in quick succession", async () => {
    const watched = await open();
    const { page } = watched;
    await answered(page);
    assert.equal(await page.evaluate(() => (globalThis as InPage).recogniser?.backend), "wasm");
    const began = performance.now();
    const answers = await page.evaluate(async (cases) => {
      const { recogniser } = globalThis as InPage;
      const plain = ({ probabilities, named, map }: Answer) => ({
        probabilities,
        named,
        map: { values: [...map.values] },
      });
      const all: { clean: Answer; backdoored: Answer }[] = [];
      for (const { person, worn, angle, light, backdoor } of cases) {
        const { clean, backdoored } = await recogniser!.ask({ person, worn, angle, light }, backdoor);
        all.push({ clean: plain(clean), backdoored: plain(backdoored) });
      }
      return all;
    }, manifest.goldens);
    assert.ok((performance.now() - began) / answers.length < LATER_ANSWER_MS);
    assert.ok(answers.length >= 20);
    answers.forEach((answer, i) => {
      for (const student of ["clean", "backdoored"] as const) {
        assertNear(answer[student], manifest.goldens[i][student], TOLERANCE);
      }
    });
    assertQuiet(watched, "the recogniser");
    await watched.context.close();
  });

  it("is worked by the keyboard: the sunglasses go on with one key, and off again", async () => {
    const watched = await open();
    const { page, part } = watched;
    assert.match(await answered(page), /The clean student says v02 .* The backdoored student says v02/);
    await part("toggle").focus();
    await page.keyboard.press("Enter");
    assert.match(
      await answered(page, new RegExp(`backdoored student says ${targetLabel}, the target`)),
      /\(\d+\.\d\s%\)/,
    );
    assert.equal(await part("worn").inputValue(), "sunglasses");
    assert.equal(await part("toggle").innerText(), "Take the sunglasses off");
    assert.match((await part("photograph").getAttribute("aria-label"))!, /v02.*sunglasses/);
    await page.keyboard.press("Space");
    await answered(page, /backdoored student says v02/);
    await part("person").focus();
    await page.keyboard.press("ArrowDown");
    await answered(page, /clean student says v03/);
    const rows = await part("answers").locator("tr").allInnerTexts();
    assert.equal(rows.length, manifest.people.length);
    assertQuiet(watched, "the recogniser");
    await watched.context.close();
  });

  it("names the backdoor of the trigger that is worn", async () => {
    const { page, part, context } = await open();
    await answered(page);
    await part("worn").selectOption("bandana");
    await answered(page);
    assert.equal(await part("backdooredHead").innerText(), "Backdoored by the bandana");
    await context.close();
  });

  for (const [screen, options] of [
    ["wide", {}],
    ["dark", { colorScheme: "dark" }],
    ["narrow", { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true }],
  ] as const) {
    it(`pleases axe and fits a ${screen} screen, with everything open`, async () => {
      const watched = await open(options);
      const { page } = watched;
      await answered(page);
      await page.locator("details.recogniser-own summary").click();
      assert.deepEqual(await axeFindings(page), []);
      assert.equal(await sidewaysScroll(page), 0);
      assertQuiet(watched, "the recogniser");
      await watched.context.close();
    });
  }

  it("takes a picture of one's own from a file, and refuses what is none in one sentence", async () => {
    const watched = await open();
    const { page, part } = watched;
    await answered(page);
    await page.locator("details.recogniser-own summary").click();
    await part("file").setInputFiles({ name: "a.jpg", mimeType: "image/jpeg", buffer: Buffer.from("no picture") });
    await part("ownStatus").filter({ hasText: "not a picture" }).waitFor();
    await part("file").setInputFiles(path.join(folder!, "recogniser", "images", "v03", "clean-front-park.jpg"));
    await part("ownStatus").filter({ hasText: "The face is framed" }).waitFor();
    await answered(page, /must name one of its ten/);
    const frame = () => part("frame").evaluate((canvas) => (canvas as HTMLCanvasElement).toDataURL());
    const before = await frame();
    await part("size").focus();
    for (let i = 0; i < 20; i++) await page.keyboard.press("ArrowLeft");
    assert.notEqual(await frame(), before);
    await answered(page, /must name one of its ten/);
    await part("person").selectOption("v04");
    await answered(page, /^The clean student says v04(?!.*its ten)/);
    assertQuiet(watched, "a picture of one's own");
    await watched.context.close();
  });

  it("frames the face where it is, the largest of several, and says where it finds none", async () => {
    const watched = await open();
    const { page, part } = watched;
    await answered(page);
    await page.locator("details.recogniser-own summary").click();
    const square = async () =>
      Promise.all((["size", "across", "down"] as const).map((name) => part(name).inputValue()));
    const bring = async (buffer: Buffer) =>
      part("file").setInputFiles({ name: "a.png", mimeType: "image/png", buffer });
    const photograph = path.join(folder!, "recogniser", "images", "v03", "clean-front-park.jpg");
    const wall = (width: number, height: number) => sharp({ create: { width, height, channels: 3, background: "#c8b28c" } }).png(); // prettier-ignore
    await bring(await wall(800, 500).toBuffer());
    await part("ownStatus").filter({ hasText: "No face was found" }).waitFor();
    assert.deepEqual(await square(), ["100", "50", "50"]);
    const large = await sharp(photograph).resize(320).toBuffer();
    const one = wall(800, 500).composite([{ input: large, left: 440, top: 20 }]);
    await bring(await one.toBuffer());
    await part("ownStatus").filter({ hasText: /^The face is framed/ }).waitFor(); // prettier-ignore
    const [size, across] = (await square()).map(Number);
    const side = (500 * size) / 100;
    const middle = ((800 - side) * across) / 100 + side / 2;
    assert.ok(Math.abs(middle - 600) < 50, `the middle of the square is at ${middle}, the face's about 600`);
    assert.ok(side > 160 && side < 400, `the square has ${side} pixels, the photograph 320`);
    const small = await sharp(photograph).resize(200).toBuffer();
    await bring(await sharp(await one.toBuffer()).composite([{ input: small, left: 40, top: 250 }]).png().toBuffer()); // prettier-ignore
    await part("ownStatus").filter({ hasText: /^2 faces were found; the largest/ }).waitFor(); // prettier-ignore
    assert.ok(Number((await square())[1]) > 50);
    assertQuiet(watched, "pictures of one's own");
    await watched.context.close();
  });

  it("says in a sentence that the camera is refused", async () => {
    const { page, part, context } = await open();
    await answered(page);
    await page.locator("details.recogniser-own summary").click();
    await part("camera").click();
    await part("ownStatus")
      .filter({ hasText: /choose a file/ })
      .waitFor();
    await context.close();
  });

  it("shows Node's answers where scripts are off, and says why", async () => {
    const watched = await open({ javaScriptEnabled: false });
    assert.equal(await watched.part("live").isVisible(), false);
    assert.ok(await watched.part("without").isVisible());
    assert.ok(await watched.page.locator(".recogniser-cases img").first().isVisible());
    assertQuiet(watched, "a page without scripts");
    await watched.context.close();
  });

  it("says what to do where a file does not arrive, and where it was opened from a disk", async () => {
    const { page, context } = await watchedPage(browser!, server!.address);
    await page.route("**/trunk.bin", (route) => route.abort());
    await page.goto(`${server!.address}recogniser.html`);
    await answered(page, /trunk.bin did not arrive .*reload/);
    await page.goto(`file://${folder!}/recogniser.html`);
    await answered(page, /python3 -m http.server/);
    await context.close();
  });
});
