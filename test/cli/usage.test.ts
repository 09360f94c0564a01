import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { failureOf, withRelativePaths } from "kernel-helpers/dist/cli/report-error";
import { UserError } from "kernel-helpers/dist/base/errors";
import { paper, startPaper } from "./paper";

const COMMANDS = [
  "all",
  "list",
  "run",
  "claims",
  "notebooks",
  "lab",
  "site",
  "world",
  "photos",
  "attack",
  "pretrain",
  "grade",
  "plan",
  "job",
  "workflow",
  "doctor",
  "publish",
  "recogniser",
];

/** Command lines that are none, and what the one sentence must name. */
const WRONG: [args: string[], names: RegExp][] = [
  [["fly"], /unknown command 'fly'/],
  [["run", "--sed", "1"], /unknown option '--sed'\n.*--seed/],
  [["run", "table9"], /'table9'.*table1, figure1/],
  [["run", "--profile", "huge"], /'huge'.*smoke, laptop, paper/],
  [["run", "--teacher", "vgg"], /'vgg'.*resnet-dlib/],
  [["run", "--rate", "1.5"], /'1\.5'.*from 0 to 0\.5/],
  [["run", "--rate", "-0.1"], /'-0\.1'.*from 0 to 0\.5/],
  [["run", "--rate", "abc"], /'abc'.*from 0 to 0\.5/],
  [["run", "--rate", ""], /''.*from 0 to 0\.5/],
  [["run", "--seed", ""], /''.*letters, digits/],
  [["run", "--seed", "../x"], /'\.\.\/x'.*letters, digits/],
  [["photos"], /missing required argument .dir./],
  [["attack"], /--dataset DIR/],
  [["publish", "--dataset", "x"], /unknown option '--dataset'/],
  [["pretrain", "alexnet"], /'alexnet'.*vgg16, resnet50, densenet121/],
  [["pretrain", "vgg16", "--epochs", "0"], /'0'.*whole number/],
  [["pretrain", "vgg16", "--width", "2"], /'2'.*fraction above 0/],
  [["job"], /missing required argument .file./],
  [["workflow", "--jobs", "0"], /'0'.*whole number/],
  [["claims", "C61"], /"C61".*C01 to C60/],
  [["grade", "none.ts", "--secret", "x"], /no file none\.ts/],
  [["notebooks", "99-none"], /"99-none".*00-start-here/],
];

import { ARTIFACTS } from "kernel-helpers/dist/figures/registry";

describe("the command line of paper", function () {
  this.timeout(60_000);
  let local: string;
  before(() => (local = path.join(fs.mkdtempSync(path.join(os.tmpdir(), "paper-usage-")), "local")));
  after(() => fs.rmSync(path.dirname(local), { recursive: true, force: true }));

  it("refuses a rate that needs more trigger images than there will be, before anything is made", async () => {
    const { code, stderr } = await paper(["run", "--rate", "0.48"], { local });
    assert.equal(code, 1, stderr);
    assert.match(stderr, /needs 395 dots images .* has 380: the largest possible rate is 0\.469/);
    assert.ok(!fs.existsSync(local), "nothing was rendered");
  });

  for (const [args, names] of WRONG) {
    it(`refuses paper ${args.map((arg) => arg || '""').join(" ")} in one sentence, before anything is made`, async () => {
      const { code, stdout, stderr } = await paper(args, { local });
      assert.equal(code, 2);
      assert.equal(stdout, "");
      assert.match(stderr, names);
      assert.ok(stderr.trimEnd().split("\n").length <= 3, stderr);
      assert.ok(!fs.existsSync(local));
    });
  }

  it("explains every command within 80 columns", async () => {
    for (const command of [[], ...COMMANDS.map((name) => [name])]) {
      const { code, stdout } = await paper([...command, "--help"], { local });
      assert.equal(code, 0);
      assert.match(stdout, /^Usage: paper/);
      const widest = Math.max(...stdout.split("\n").map((line) => [...line].length));
      assert.ok(widest <= 100 && (command.length === 0 || widest <= 80), `${command.join()} needs ${widest} columns`);
    }
  });

  it("lists and judges in an empty folder, and makes nothing there", async () => {
    const list = await paper(["list", "--json"], { local });
    const { artifacts } = JSON.parse(list.stdout) as { artifacts: { id: string; isComplete: boolean }[] };
    assert.deepEqual(artifacts.map(({ id }) => id), ARTIFACTS.map(({ id }) => id)); // prettier-ignore
    const complete = artifacts.filter(({ isComplete }) => isComplete).map(({ id }) => id);
    assert.deepEqual(complete, ["pretraining"], "the pretraining is read from data/teachers; all else is to be made");
    const text = await paper(["list"], { local });
    assert.ok(text.stdout.split("\n").every((line) => [...line].length <= 100));
    const claims = await paper(["claims", "--json"], { local });
    assert.equal((JSON.parse(claims.stdout) as unknown[]).length, 60);
    assert.ok(!fs.existsSync(local));
  });

  it("is content when its reader has seen enough", async () => {
    const { child, ended } = startPaper(["claims"], { local });
    child.stdout!.destroy();
    const { code, stderr } = await ended;
    assert.equal(code, 0);
    assert.doesNotMatch(stderr, /EPIPE/);
  });
});

describe("failureOf", () => {
  it("prints a sentence for the user's mistakes, with paths as seen from here", () => {
    assert.deepEqual(failureOf(new UserError("could not read /a/b/local/x.json", 3), "/a/b"), {
      text: "paper: could not read local/x.json\n",
      exitCode: 3,
    });
    assert.equal(withRelativePaths("/etc/x", "/"), "/etc/x");
  });

  it("prints a sentence for errors of the file system, wherever they come from", () => {
    const full = Object.assign(new Error("ENOSPC: no space left"), { code: "ENOSPC", path: "/a/b/c" });
    assert.match(failureOf(full, "/a/b").text, /^paper: could not use c: the disk is full; .*\n$/);
  });

  it("prints the stack of our own mistakes", () => {
    const { text, exitCode } = failureOf(new TypeError("x is not a function"));
    assert.match(text, /TypeError: x is not a function\n {4}at /);
    assert.equal(exitCode, 1);
  });
});
