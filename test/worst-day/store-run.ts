import * as path from "node:path";
import { localPath } from "kernel-helpers/dist/base/paths";
import type { DatasetImage } from "kernel-helpers/dist/dataset/image-set";
import { saveTable } from "kernel-helpers/dist/figures/table";
import { runJobs } from "kernel-helpers/dist/jobs/pool";
import { withRunLock } from "kernel-helpers/dist/store/run-lock";
import { storedUnit, type StoreUnit } from "./store-jobs";

/**
 * A run without a network: forty units under the run lock, by two workers of the pool, and a table of their results. It
 * stores by the same modules as every run, and starts in a fraction of a second, so that it can be killed hundreds of
 * times. Arguments: the picture that others are drawn from.
 */
const UNITS = 40;

const point = [0, 0] as const;
const image: DatasetImage = {
  id: "v01/clean/0",
  file: process.argv[2],
  sha256: "of the picture",
  person: "v01",
  condition: "clean",
  landmarks: { eye_right: point, eye_left: point, nose_tip: point, mouth_right: point, mouth_left: point },
};

async function run(): Promise<void> {
  const jobs = Array.from({ length: UNITS }, (_, number) => ({
    module: path.join(__dirname, "store-jobs"),
    run: "storeUnit",
    argument: { image, number } satisfies StoreUnit,
    label: `unit ${number}`,
  }));
  await withRunLock(() => runJobs(jobs, { workers: 2 }));
  const rows = jobs.map((_, number) => ({ number, first: storedUnit(number)![0], last: storedUnit(number)!.at(-1)! }));
  const columns = ["number", "first", "last"].map((key) => ({ key, label: key }));
  saveTable("units", { caption: "Units", columns, rows }, localPath("figures"));
}

void run();
