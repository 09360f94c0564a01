import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import sharp from "sharp";
import { Seed } from "kernel-helpers/dist/base/seed";
import { startScript } from "../cli/paper";
import { killAfter } from "./killing";

describe("a figure that is being drawn when its run is killed", function () {
  this.timeout(600_000);
  let local: string;
  before(() => (local = fs.mkdtempSync(path.join(os.tmpdir(), "paper-figure-"))));
  after(() => fs.rmSync(local, { recursive: true, force: true }));

  it("is whole in each of its files, of before or of after", async () => {
    const random = new Seed("figure.test").random();
    const folder = path.join(local, "figures");
    for (let kill = 0; kill < 5; kill++) {
      const running = startScript(path.join(__dirname, "figure-loop.js"), [folder], { local });
      await new Promise((resolve) => running.child.stdout!.once("data", resolve));
      await killAfter(running, random.range(0, 400));
      const file = (ending: string) => path.join(folder, `figure.${ending}`);
      const svg = fs.readFileSync(file("svg"), "utf8");
      assert.match(svg, /^<svg [^>]*><title>number \d+<\/title>[^]*<\/svg>\n$/);
      const { width, height } = await sharp(await sharp(file("png"), { failOn: "warning" }).toBuffer()).metadata();
      assert.deepEqual([width, height], [1400, 840]);
      assert.match((JSON.parse(fs.readFileSync(file("json"), "utf8")) as { alt: string }).alt, /^number \d+$/);
    }
  });
});
