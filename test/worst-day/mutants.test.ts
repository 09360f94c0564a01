import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { importPhotographs } from "kernel-helpers/dist/dataset/own/import";
import { runJobs } from "kernel-helpers/dist/jobs/pool";
import { agreed, portrait, writeFiles } from "../dataset/own/portraits";
import { useTemporaryLocal } from "../store/temporary-local";
import { IS_FULL } from "./killing";
import type { MutantsReport } from "./mutant-job";
import { mutantOf, soundFiles } from "./mutations";

/** A job of this many mutants may take `SECONDS`: an ordinary one takes one or two. */
const PER_JOB = 50;
const SECONDS = 60;
/** What no process may have at any time, in MiB. */
const MOST_MEMORY = 2048;

describe("mutated photographs", () => {
  const count = IS_FULL ? 10_000 : 600;

  it(`neither crash, hang nor fill the memory: ${count} of all kinds through the decoder and the artifacts`, async function () {
    this.timeout(IS_FULL ? 3_600_000 : 240_000);
    const jobs = Array.from({ length: Math.ceil(count / PER_JOB) }, (_, j) => ({
      module: path.join(__dirname, "mutant-job"),
      run: "tryMutants",
      argument: { numbers: Array.from({ length: PER_JOB }, (_, i) => j * PER_JOB + i) },
      label: `mutants from ${j * PER_JOB}`,
    }));
    const reports = await runJobs<{ numbers: number[] }, MutantsReport>(jobs, { workers: 2, seconds: SECONDS });
    assert.deepEqual(reports.flatMap(({ wrong }) => wrong), []); // prettier-ignore
    const sum = (value: (report: MutantsReport) => number) =>
      reports.reduce((total, report) => total + value(report), 0);
    const [decoded, refused] = [sum((report) => report.decoded), sum((report) => report.refused)];
    assert.equal(decoded + refused, count);
    assert.ok(
      decoded > count / 10 && refused > count / 5,
      `${decoded} decoded, ${refused} refused: too mild or too wild`,
    );
    const memory = Math.max(...reports.map((report) => report.memory));
    assert.ok(memory < MOST_MEMORY, `${memory.toFixed(0)} MiB`);
    const { slowest } = reports.reduce((a, b) => (a.slowest.milliseconds > b.slowest.milliseconds ? a : b));
    assert.ok(slowest.milliseconds < 20_000, `${slowest.name} took ${slowest.milliseconds.toFixed(0)} ms`);
    if (IS_FULL) process.stdout.write(`${decoded} decoded, ${refused} refused, ${memory.toFixed(0)} MiB at most, the slowest ${slowest.milliseconds.toFixed(0)} ms\n`); // prettier-ignore
  });

  describe("in a folder that is imported", function () {
    this.timeout(240_000);
    const local = useTemporaryLocal();

    it("are each kept or dropped with a reason, and the sound ones beside them are kept", async () => {
      const files = await soundFiles();
      const [one, two] = [(await portrait("v01", 1)).image, (await portrait("v01", 2)).image];
      const own = new Map([["face.jpg", one]]);
      const mutants = Array.from({ length: 40 }, (_, i) =>
        i % 2 === 0 ? mutantOf(files, 100_000 + i) : mutantOf(own, 100_000 + i),
      );
      const folder = local("mutants");
      writeFiles(folder, {
        "consent.json": agreed("Ada"),
        "Ada/clean/sound-1.jpg": one,
        "Ada/clean/sound-2.jpg": two,
        ...Object.fromEntries(
          mutants.map(({ name, content }) => [`Ada/clean/${name.replace("avif.avif", "avif.heic")}`, content]),
        ),
      });
      const { kept, dropped } = await importPhotographs(folder, { workers: 2 });
      assert.equal(kept.length + dropped.length, 42);
      const names = kept.map(({ file }) => path.posix.basename(file));
      assert.ok(names.includes("sound-2.jpg"));
      for (const { file, reason } of dropped) assert.match(reason, /^(its?|no face|\d+ faces|whoever) .+: .+$/s, file);
      assert.ok(dropped.length > 15);
      assert.ok(fs.existsSync(folder));
    });
  });
});
