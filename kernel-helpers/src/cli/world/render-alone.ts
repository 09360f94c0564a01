import * as path from "node:path";
import { UserError } from "../../base/errors";
import { writeAtomic } from "../../base/files";
import { localPath } from "../../base/paths";
import { hashIn, readManifest, shortHash } from "../../dataset/manifest";
import { OBJECTS } from "../../dataset/objects";
import { selectFrom, setNamed } from "../../dataset/set-specs";
import { renderImage, renderThingImage, THING_CLASSES, THING_CONDITIONS } from "../../world";
import { emit } from "../output";
import { checkUsage, EXIT_USAGE, withRelativePaths } from "../report-error";

/** One image of a set. */
interface NamedImage {
  set: string;
  /** Or the class of the object. */
  person: string;
  condition: string;
  index: number;
  render: () => Promise<{ meta: { file: string; mask: string; sha256: string }; jpeg: Buffer; mask: Buffer }>;
}

/**
 * Renders one image of a set, stores it, and says whether it is the manifest's.
 * @param name set/person/condition/index
 * @throws UserError if it is not
 */
export async function renderAlone(name: string, { out, json }: { out?: string; json?: boolean }): Promise<void> {
  const { set, person, condition, index, render } = checkUsage(() => parseName(name));
  const { meta, jpeg, mask } = await render();
  const folder = out === undefined ? localPath("world", "alone", set) : path.resolve(out);
  writeAtomic(path.join(folder, meta.file), jpeg);
  writeAtomic(path.join(folder, meta.mask), mask);
  const { sets } = readManifest();
  const expected = Object.hasOwn(sets, set) ? hashIn(sets[set], person, condition, index) : undefined;
  const hash = shortHash(meta.sha256);
  const verdict = expected === undefined ? "not in the manifest" : expected === hash ? "same" : "differs";
  const file = path.join(folder, meta.file);
  emit(json, { ...meta, file, verdict, expected }, () => `${withRelativePaths(file)}: ${hash}, ${SENTENCES[verdict]}`);
  if (verdict === "differs") throw new UserError(`${name} has the hash ${hash}, and in the manifest ${expected}`);
}

const SENTENCES = {
  same: "as in the manifest",
  differs: "another than in the manifest",
  "not in the manifest": "which the manifest does not list",
};

function parseName(name: string): NamedImage {
  const [set, person, condition, number, ...rest] = name.split("/");
  const index = Number(number);
  if (number === undefined || rest.length > 0 || !/^\d+$/.test(number)) {
    throw new UserError(`expected set/person/condition/number such as volunteers/v03/bandana/7, found "${name}"`, EXIT_USAGE); // prettier-ignore
  }
  if (set === OBJECTS) return thingImage(person, condition, index);
  const conditions = selectFrom(setNamed(set), { people: [person] }).conditionsOf(person);
  const known = conditions.map((each) => each.condition);
  if (!known.includes(condition)) throw noCondition(set, person, condition, known);
  return { set, person, condition, index, render: () => renderImage({ person, conditions }, condition, index) };
}

/** @param name of the class, as its folder has it (`coffee-mug`) or with its spaces */
function thingImage(name: string, condition: string, index: number): NamedImage {
  const thing = THING_CLASSES.find((known) => known === name.replaceAll("-", " "));
  if (!thing) throw new UserError(`the set ${OBJECTS} has no class "${name}": expected one of ${THING_CLASSES.join(", ")}`); // prettier-ignore
  const known = THING_CONDITIONS.find((each) => each === condition);
  if (!known) throw noCondition(OBJECTS, thing, condition, THING_CONDITIONS);
  return { set: OBJECTS, person: thing, condition, index, render: () => renderThingImage(thing, known, index) };
}

const noCondition = (set: string, person: string, condition: string, known: readonly string[]): UserError =>
  new UserError(`the set ${set} has no condition "${condition}" for ${person}: expected one of ${known.join(", ")}`);
