import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { listAssets } from "kernel-helpers/dist/store/assets";
import { temporaryLocal, tinyRun, type Ended } from "./paper";

describe("damage in the local folder", function () {
  this.timeout(180_000);
  let local: string;
  let table: string;
  const tableFile = () => path.join(local, "figures", "smoke", "table1.csv");
  before(async () => {
    local = temporaryLocal();
    const { code, stderr } = await tinyRun({ local });
    assert.equal(code, 0, stderr);
    table = fs.readFileSync(tableFile(), "utf8");
  });
  after(() => fs.rmSync(local, { recursive: true, force: true }));

  const filesBelow = (folder: string, ending: string): string[] =>
    fs
      .readdirSync(path.join(local, folder), { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(ending))
      .map((name) => path.join(local, folder, name));
  const firstBelow = (folder: string, ending: string): string => filesBelow(folder, ending).sort()[0];

  /** Overwrites the last byte with another one. */
  const changeByte = (file: string) => {
    const content = fs.readFileSync(file);
    content[content.length - 2] ^= 1;
    fs.writeFileSync(file, content);
  };
  const truncate = (file: string) => fs.truncateSync(file, Math.floor(fs.statSync(file).size / 2));
  const forgetModels = () => fs.rmSync(path.join(local, "results"), { recursive: true });
  const forgetFeatures = () => fs.rmSync(path.join(local, "features"), { recursive: true });

  const isRefused = ({ code, stdout, stderr }: Ended, file: string, what: RegExp) => {
    assert.equal(code, 1, stderr);
    assert.equal(stdout, "");
    const sentence = stderr.trimEnd().split("\n").at(-1)!;
    assert.match(sentence, /^paper: .*delete (it|the file)/);
    assert.match(sentence, what);
    assert.ok(sentence.includes(file), sentence);
    assert.doesNotMatch(stderr, /\n {4}at /);
  };

  /** The command tells of the damaged file, and makes it again to the same table. */
  const isComputedAgain = async (file: string) => {
    const { code, stderr } = await tinyRun({ local });
    assert.equal(code, 0, stderr);
    const name = path.basename(file);
    assert.match(stderr, new RegExp(`^warning: .*${name}.* damaged .* will be (computed|rendered) again$`, "m"));
    assert.equal(fs.readFileSync(tableFile(), "utf8"), table);
    assert.doesNotMatch((await tinyRun({ local })).stderr, /damaged/);
  };

  it("of a result is found, told and mended", async () => {
    const [first, second] = filesBelow("results", ".json").sort();
    fs.writeFileSync(first, fs.readFileSync(first, "utf8").replace(/"losses":\[\{"all":\d/, '"losses":[{"all":9'));
    await isComputedAgain(first);
    truncate(second);
    await isComputedAgain(second);
  });

  it("of a feature file is found, told and mended", async () => {
    forgetModels();
    const file = firstBelow("features", ".f16");
    truncate(file);
    await isComputedAgain(file);
  });

  it("of a list of images is found, told and mended", async () => {
    const file = firstBelow("world", "meta.json");
    truncate(file);
    await isComputedAgain(file);
  });

  it("of an image is found before anything is computed from it, told and mended", async () => {
    forgetModels();
    forgetFeatures();
    const file = firstBelow("world", ".jpg");
    changeByte(file);
    await isComputedAgain(file);
  });

  it("of a downloaded file is found, and says how to fetch it again", async () => {
    const other = fs.mkdtempSync(path.join(os.tmpdir(), "paper-damage-"));
    try {
      const wheel = path.join(other, "assets", listAssets()[0].file);
      fs.mkdirSync(path.dirname(wheel));
      fs.writeFileSync(wheel, "half of it");
      isRefused(await tinyRun({ local: other }), wheel, /npm run setup/);
    } finally {
      fs.rmSync(other, { recursive: true });
    }
  });
});
