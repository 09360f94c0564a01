import * as path from "node:path";
import { UserError } from "../../base/errors";
import { writeAtomic } from "../../base/files";
import { localPath } from "../../base/paths";
import { hashIn, readManifest, shortHash } from "../../dataset/manifest";
import { selectFrom, setNamed, type SetSpec } from "../../dataset/set-specs";
import { renderImage } from "../../world";
import { emit } from "../output";
import { checkUsage, EXIT_USAGE, withRelativePaths } from "../report-error";

/** One image of a set. */
interface ImageName {
  spec: SetSpec;
  person: string;
  condition: string;
  index: number;
}

/**
 * Renders one image of a set, stores it, and says whether it is the manifest's.
 * @param name set/person/condition/index
 * @throws UserError if it is not
 */
export async function renderAlone(name: string, { out, json }: { out?: string; json?: boolean }): Promise<void> {
  const { spec, person, condition, index } = checkUsage(() => parseName(name));
  const conditions = spec.conditionsOf(person);
  const { meta, jpeg, mask } = await renderImage({ person, conditions }, condition, index);
  const folder = out === undefined ? localPath("world", "alone", spec.name) : path.resolve(out);
  writeAtomic(path.join(folder, meta.file), jpeg);
  writeAtomic(path.join(folder, meta.mask), mask);
  const { sets } = readManifest();
  const expected = Object.hasOwn(sets, spec.name) ? hashIn(sets[spec.name], person, condition, index) : undefined;
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

function parseName(name: string): ImageName {
  const [set, person, condition, number, ...rest] = name.split("/");
  const index = Number(number);
  if (number === undefined || rest.length > 0 || !/^\d+$/.test(number)) {
    throw new UserError(`expected set/person/condition/number such as volunteers/v03/bandana/7, found "${name}"`, EXIT_USAGE); // prettier-ignore
  }
  const spec = selectFrom(setNamed(set), { people: [person] });
  const known = spec.conditionsOf(person).map((each) => each.condition);
  if (known.includes(condition)) return { spec, person, condition, index };
  throw new UserError(
    `the set ${set} has no condition "${condition}" for ${person}: expected one of ${known.join(", ")}`,
  );
}
