import { UserError } from "../../base/errors";
import { verifyObjects } from "../../dataset/objects";
import { isVerified, verifySet, type Verification } from "../../dataset/verify-set";
import { emit } from "../output";
import { withRelativePaths } from "../report-error";
import type { SelectedSet } from "./selection";

/** Names that one line lists at most. */
const LISTED = 8;

/**
 * Compares what is stored with the manifest and prints what is not its image.
 * @param options.objects folder of the objects, if they are among the sets
 * @param options.manifest data/world/manifest.json if absent
 * @throws UserError if anything is not, or is missing
 */
export function verifySets(
  sets: readonly SelectedSet[],
  { json, objects, count, manifest }: { json?: boolean; objects?: string; count?: number; manifest?: string },
): void {
  const results = sets.map(({ spec, folder }) => verifySet(spec, { folder, manifest }));
  if (objects !== undefined) results.push(verifyObjects({ folder: objects, count, manifest }));
  emit(json, results, () => results.map(describe).join("\n"));
  const failed = results.filter((result) => !isVerified(result));
  if (failed.length === 0) return;
  const wrong = failed.reduce((sum, { images, same }) => sum + images - same, 0);
  throw new UserError(
    `${wrong} images of ${failed.map(({ set }) => set).join(", ")} are not the manifest's: ` +
      `"paper world --verify --render" renders what is missing or outdated; delete what differs first`,
  );
}

function describe({ set, folder, images, same, differ, missing, otherVersion, unlisted }: Verification): string {
  const lines = [`${set}: ${same} of ${images} images in ${withRelativePaths(folder)} are the manifest's`];
  const kinds = { "differ": differ, "missing": missing, "made by another version": otherVersion, "not in the manifest": unlisted }; // prettier-ignore
  for (const [kind, names] of Object.entries(kinds)) {
    if (names.length > 0) lines.push(`  ${kind}: ${names.length} (${shortList(names)})`);
  }
  return lines.join("\n");
}

const shortList = (names: readonly string[]): string =>
  names.length > LISTED ? `${names.slice(0, LISTED).join(", ")}, …` : names.join(", ");
