import * as fs from "node:fs";
import * as path from "node:path";
import { writeAtomic, writePlainJson } from "../base/files";
import { PartWriter } from "./parts";
import type { Job } from "./pool";
import { portableText } from "./portable";
import { donePath, partPath, unitPath } from "./run-unit";
import { nameStore } from "./store-name";
import { helpersVersion, idOf, UNIT_VERSION, type UnitCost, type UnitFile } from "./unit-file";

/** Variables that decide what a unit computes. */
const VARIABLES = ["PAPER_DATASET", "PAPER_WORLD"];

/** Makes job files in one folder. */
export class UnitWriter {
  private readonly parts: PartWriter;
  private readonly store = nameStore();
  private readonly code = helpersVersion();
  private readonly environment = environmentOf();

  constructor(
    private readonly folder: string,
    private readonly costOf: (job: Job<unknown>) => UnitCost,
  ) {
    this.parts = new PartWriter((name, text) => {
      if (!fs.existsSync(partPath(folder, name))) writeAtomic(partPath(folder, name), text);
    }, portableText);
  }

  /** The job as it stands in its file. */
  unitOf(job: Job<unknown>): UnitFile {
    const { module, run, label, answers = false, weight = 1 } = job;
    const unit = {
      version: UNIT_VERSION,
      code: this.code,
      store: this.store,
      environment: this.environment,
      ...{ module, run, label, answers, weight },
      argument: this.parts.slim(job.argument),
      cost: this.costOf(job),
    } as const;
    return { id: idOf(unit), ...unit };
  }

  /** Writes the file. That the unit was done before is forgotten: whoever plans it has not found what it makes. */
  write(unit: UnitFile): void {
    writePlainJson(unitPath(this.folder, unit.id), unit);
    fs.rmSync(donePath(this.folder, unit.id), { force: true });
  }
}

const environmentOf = (): Record<string, string> =>
  Object.fromEntries(
    VARIABLES.flatMap((name) => {
      const value = process.env[name]?.trim();
      return value ? [[name, portableText(path.resolve(value))]] : [];
    }),
  );
