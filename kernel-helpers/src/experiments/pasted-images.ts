import * as path from "node:path";
import { localPath } from "../base/paths";
import { areThere, removeDamagedPictures } from "../dataset/damaged-images";
import { imageSet, imagesOf, type DatasetImage, type ImageSet } from "../dataset/image-set";
import { runJobs } from "../jobs/pool";
import type { Trigger } from "../paper/triggers";
import type { PasteTriggerSpec } from "../poisoning/pasted/paste-trigger";
import { codeVersion } from "../store/code-version";
import { readRecord, writeRecord, type RecordInputs } from "../store/records";
import { withRunLock } from "../store/run-lock";
import { worldVersion } from "../world";
import type { ExperimentOptions } from "./experiment";
import { inParts } from "./run-models";

/** Every clean photograph of a set with a trigger pasted on, in the order of the clean ones. */
export type PastedImages = DatasetImage[];

/** Without the folder of this machine. */
type StoredImage = Omit<DatasetImage, "file"> & { fileInLocal: string };

const CODE = ["poisoning/pasted", "poisoning/digital", "augmentation", "teachers/align", "teachers/cut-out"];
/** Photographs that a worker takes at a time. */
const IMAGES_PER_JOB = 60;

const inputsOf = (set: ImageSet, trigger: Trigger): RecordInputs => ({
  kind: "pasted-triggers",
  config: { trigger },
  data: imageSet("pasted on", imagesOf(set, "clean")).hash,
  code: `${codeVersion(...CODE)}+${worldVersion()}`,
});

/** What is stored of `pasteTriggers`; undefined if a trigger has not been pasted on all, or a picture is gone. */
export function storedPasted(set: ImageSet, trigger: Trigger): PastedImages | undefined {
  const pasted = recordOf(set, trigger);
  return pasted && areThere(pasted) ? pasted : undefined;
}

const recordOf = (set: ImageSet, trigger: Trigger): PastedImages | undefined =>
  readRecord<StoredImage[]>(inputsOf(set, trigger))?.result.map(({ fileInLocal, ...image }) => ({
    ...image,
    file: localPath(fileInLocal),
  }));

/** Pastes each trigger on every clean photograph of the set, and damaged ones again; returns how many pictures were made. */
export async function pasteTriggers(
  set: ImageSet,
  triggers: readonly Trigger[],
  options: ExperimentOptions = {},
): Promise<number> {
  for (const trigger of triggers) removeDamagedPictures(recordOf(set, trigger) ?? []);
  const isMissing = (trigger: Trigger): boolean => !storedPasted(set, trigger);
  if (!triggers.some(isMissing)) return 0;
  const clean = imagesOf(set, "clean");
  return withRunLock(async () => {
    const missing = triggers.filter(isMissing); // another run may have made some while this one waited
    for (const trigger of missing) writeRecord(inputsOf(set, trigger), await pasteAll(clean, trigger, options));
    return missing.length * clean.length;
  });
}

async function pasteAll(
  clean: readonly DatasetImage[],
  trigger: Trigger,
  options: ExperimentOptions,
): Promise<StoredImage[]> {
  const jobs = inParts(clean, IMAGES_PER_JOB).map((images) => ({
    module: "poisoning/pasted/paste-trigger",
    run: "pasteTrigger",
    argument: { images, trigger } satisfies PasteTriggerSpec,
    label: trigger,
    weight: images.length,
    answers: true as const,
  }));
  const pasted = await runJobs<PasteTriggerSpec, DatasetImage[]>(jobs, { ...options, label: "pasted" });
  return pasted.flat().map(({ file, ...image }) => ({ ...image, fileInLocal: path.relative(localPath(), file) }));
}
