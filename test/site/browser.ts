import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as http from "node:http";
import * as path from "node:path";
import { chromium, type Browser, type BrowserContext, type BrowserContextOptions, type Page } from "playwright-core";

/** Where Debian, Ubuntu and others put it; PAPER_CHROMIUM names another one. */
const PLACES = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome-stable"];
const ARGUMENTS = "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync"; // prettier-ignore

/** The Chromium of this machine, if it has one. */
export const chromiumPath = (): string | undefined =>
  [process.env.PAPER_CHROMIUM ?? "", ...PLACES].find((file) => file !== "" && fs.existsSync(file));

/**
 * Starts Chromium. Where there is none the tests are skipped with a sentence; where a change is judged (CI=true) they fail.
 *
 * @param test the hook that calls: tests behind it are skipped
 */
export async function startChromium(test: Mocha.Context): Promise<Browser> {
  const executablePath = chromiumPath();
  if (executablePath === undefined) {
    const sentence = "tests in a browser need Chromium: sudo apt-get install chromium";
    if (process.env.CI === "true") throw new Error(sentence);
    process.stderr.write(`    skipped: ${sentence}\n`);
    return test.skip();
  }
  return chromium.launch({ executablePath, args: ARGUMENTS.split(" ") });
}

export interface Server {
  /** `http://127.0.0.1:PORT/`. */
  address: string;
  close: () => void;
}

const TYPES: Record<string, string> = {
  html: "text/html; charset=utf-8",
  css: "text/css; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  json: "application/json",
  png: "image/png",
  jpg: "image/jpeg",
  wasm: "application/wasm",
  svg: "image/svg+xml",
};

/** Serves a folder as any web server would. */
export async function serve(folder: string): Promise<Server> {
  const server = http.createServer((request, response) => {
    const name = decodeURIComponent(new URL(request.url ?? "/", "http://x").pathname);
    const file = path.join(folder, name.endsWith("/") ? `${name}index.html` : name);
    if (!file.startsWith(folder + path.sep) || !fs.existsSync(file)) return void response.writeHead(404).end();
    const type = TYPES[path.extname(file).slice(1)] ?? "application/octet-stream";
    response.writeHead(200, { "content-type": type });
    fs.createReadStream(file).pipe(response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as { port: number };
  const close = () => {
    server.close();
    server.closeAllConnections();
  };
  return { address: `http://127.0.0.1:${port}/`, close };
}

/** A page with what it complained of and whom it asked beside its own host. */
export interface WatchedPage {
  page: Page;
  context: BrowserContext;
  /** Errors on the console, of scripts, and answers that were not well. */
  complaints: string[];
  /** Requests to anything but `home`, data and blob addresses. */
  strangers: string[];
}

/** Opens an empty page that is watched. */
export async function watchedPage(
  browser: Browser,
  home: string,
  options: BrowserContextOptions = {},
): Promise<WatchedPage> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  const complaints: string[] = [];
  const strangers: string[] = [];
  context.on("request", (request) => {
    if (!request.url().startsWith(home) && !/^(data|blob):/.test(request.url())) strangers.push(request.url());
  });
  page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("response", (answer) => answer.status() >= 400 && complaints.push(`${answer.status()} ${answer.url()}`));
  return { page, context, complaints, strangers };
}

export function assertQuiet({ complaints, strangers }: WatchedPage, what: string): void {
  assert.deepEqual(complaints, [], `${what} complains`);
  assert.deepEqual(strangers, [], `${what} asks another host`);
}

interface AxeResults {
  violations: { id: string; nodes: { target: unknown; failureSummary?: string }[] }[];
}

/** What axe finds of the rules of WCAG 2 level A and AA, a line for each place. */
export async function axeFindings(page: Page, rules?: readonly string[]): Promise<string[]> {
  // not through a script element: the page's policy need not allow it
  await page.evaluate(fs.readFileSync(require.resolve("axe-core/axe.min.js"), "utf8"));
  const options = rules ? { runOnly: { type: "rule", values: rules } } : { runOnly: { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"] } }; // prettier-ignore
  const { violations } = await page.evaluate(
    (chosen) => (globalThis as unknown as { axe: { run(options: unknown): Promise<AxeResults> } }).axe.run(chosen),
    { ...options, resultTypes: ["violations"] },
  );
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} ${JSON.stringify(target)}: ${failureSummary ?? ""}`),
  );
}

/** By how many pixels the page as a whole can be scrolled sideways. */
export const sidewaysScroll = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
