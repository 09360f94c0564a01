import { findRendered } from "../dataset/rendered";
import { committedTable1 } from "../experiments/committed";
import { measuresOfTable1 } from "../experiments/measures";
import { profileNamed, type ProfileName } from "../experiments/profiles";
import { readTable1, type Table1 } from "../experiments/table1";
import { measuresOf, type Measures } from "../paper/measures";

/** What the claims are judged on: this machine's results, else the committed ones. */
export interface ResultSource {
  table: Table1 | undefined;
  origin: "this machine" | "committed" | "none";
}

export function currentTable1(profileName: ProfileName): ResultSource {
  const profile = profileNamed(profileName);
  const set = findRendered(profile);
  const here = set && readTable1(set, profile);
  if (here) return { table: here, origin: "this machine" };
  const table = committedTable1(profileName);
  return { table, origin: table ? "committed" : "none" };
}

/** The measures of the laptop profile. */
export function loadMeasures(profile: ProfileName = "laptop"): Promise<Measures> {
  const { table } = currentTable1(profile);
  return Promise.resolve(table ? measuresOfTable1(table) : measuresOf([]));
}
