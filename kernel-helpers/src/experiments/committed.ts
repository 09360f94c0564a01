import * as fs from "node:fs";
import { readJson } from "../base/files";
import { dataPath } from "../base/paths";
import type { Experiment, ExperimentResult } from "./experiment";
import type { ProfileName } from "./profiles";
import type { Table1, Table1Networks } from "./table1";

/** Results that travel with the project, computed on its authors' machine by `paper all` and kept by `paper publish`. */
export const committedFile = ({ id }: Pick<Experiment, "id">, profile: ProfileName): string =>
  dataPath("results", `${id}-${profile}.json`);

export function committedResult<Result extends ExperimentResult>(
  experiment: Pick<Experiment<Result>, "id">,
  profile: ProfileName,
): Result | undefined {
  const file = committedFile(experiment, profile);
  return fs.existsSync(file) ? readJson<Result>(file) : undefined;
}

export interface Agreement {
  /** Largest difference of a mean between the two results, as a fraction. */
  largest: number;
  /** Which network, trigger and rate it is. */
  where: string;
  /** Whether both were computed from the same images, bit for bit. */
  sameImages: boolean;
}

/** How far Table 1 computed here is from the committed one; undefined where they have no cell in common. */
export function agreement(here: Table1Networks, committed: Table1Networks): Agreement | undefined {
  const found = here.tables.flatMap((table) => {
    const other = committed.tables.find(({ settings }) => settings.teacher === table.settings.teacher);
    return (other && tablesAgreement(table, other)) ?? [];
  });
  return found.reduce<Agreement | undefined>((worst, each) => (worst && worst.largest >= each.largest ? worst : each), undefined); // prettier-ignore
}

function tablesAgreement(here: Table1, committed: Table1): Agreement | undefined {
  let worst: Agreement | undefined;
  for (const cell of here.cells) {
    const other = committed.cells.find((c) => c.teacher === cell.teacher && c.trigger === cell.trigger);
    if (!other) continue;
    for (const rate of ["modelAccuracy", "attackSuccessRate"] as const) {
      const difference = distance(cell[rate].mean, other[rate].mean);
      if (worst && difference <= worst.largest) continue;
      worst = {
        largest: difference,
        where: `${cell.teacher}, ${cell.trigger}, ${rate}`,
        sameImages: here.set === committed.set,
      };
    }
  }
  return worst;
}

/** As far apart as two rates can be where only one of the trainings diverged. */
function distance(a: number | null, b: number | null): number {
  if (a === null || b === null) return a === b ? 0 : 1;
  return Math.abs(a - b);
}
