import * as path from "node:path";
import { setFolder } from "../../dataset/rendered";
import { selectFrom, SET_NAMES, setNamed, volunteersFor, type SetSpec } from "../../dataset/set-specs";
import { profileNamed } from "../../experiments/profiles";
import { checkUsage } from "../report-error";

/** What the command line says about sets. */
export interface SelectionOptions {
  set?: string[];
  profile: string;
  people?: string[];
  count?: number;
  out?: string;
}

/** A set and where it lies. */
export interface SelectedSet {
  spec: SetSpec;
  folder: string;
}

/** The sets that are asked for: by name, or the part of the volunteers' photographs that the profile uses. */
export function selectedSets({ set, profile, people, count, out }: SelectionOptions): SelectedSet[] {
  const specs = set?.includes("all") ? SET_NAMES.map(setNamed) : set?.map((name) => checkUsage(() => setNamed(name)));
  const wanted = specs ?? [{ ...volunteersFor(profileNamed(profile)), name: "volunteers" }];
  return wanted.map((spec) => ({
    spec: checkUsage(() => selectFrom(spec, { people, count })),
    folder: out === undefined ? setFolder(spec.name) : path.resolve(out, wanted.length > 1 ? spec.name : ""),
  }));
}
