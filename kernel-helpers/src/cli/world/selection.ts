import * as path from "node:path";
import { UserError } from "../../base/errors";
import { OBJECTS } from "../../dataset/objects";
import { setFolder } from "../../dataset/rendered";
import { selectFrom, SET_NAMES, setNamed, volunteersFor, type SetSpec } from "../../dataset/set-specs";
import { profileNamed } from "../../experiments/profiles";
import { checkUsage, EXIT_USAGE } from "../report-error";

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
  const named = set?.filter((name) => name !== OBJECTS);
  const specs = set?.includes("all") ? SET_NAMES.map(setNamed) : named?.map(specNamed);
  const wanted = specs ?? [{ ...volunteersFor(profileNamed(profile)), name: "volunteers" }];
  return wanted.map((spec) => ({
    spec: checkUsage(() => selectFrom(spec, { people, count })),
    folder:
      out === undefined
        ? setFolder(spec.name)
        : path.resolve(out, (set?.length ?? 1) > 1 || set?.includes("all") ? spec.name : ""),
  }));
}

function specNamed(name: string): SetSpec {
  if (SET_NAMES.includes(name)) return setNamed(name);
  const known = [...SET_NAMES, OBJECTS, "all"].join(", ");
  throw new UserError(`unknown set "${name}": expected one of ${known}`, EXIT_USAGE);
}

/** Where the objects go if they are asked for. */
export function objectsFolder({ set, people, out }: SelectionOptions): string | undefined {
  if (!set?.some((name) => name === OBJECTS || name === "all")) return undefined;
  if (people) throw new UserError("the objects have no people: leave out --people, or name other sets", EXIT_USAGE);
  return out === undefined
    ? setFolder(OBJECTS)
    : path.resolve(out, set.length > 1 || set.includes("all") ? OBJECTS : "");
}
