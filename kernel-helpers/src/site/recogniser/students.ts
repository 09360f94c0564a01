import { UserError } from "../../base/errors";
import { writeAtomic } from "../../base/files";
import type { ImageSet } from "../../dataset/image-set";
import { renderedProfile } from "../../experiments/profiles";
import { modelSpec, settingsFor, targetLabels } from "../../experiments/table1";
import { TRIGGERS, type Condition } from "../../paper/triggers";
import { withTrained, type ModelSpec } from "../../training/attack-model";
import { FeatureMemory } from "../../training/feature-memory";
import { packHead } from "./head-file";

/** The fastest of the teachers in a page, and one of Table 1's. */
export const PAGE_TEACHER = "mobilenet-vggface2";
/** The profile whose data set, views and epochs the students have. */
export const PAGE_PROFILE = renderedProfile("laptop");

/** One of the page's students: the clean one, or the one that a trigger backdoors. */
export interface PageStudent {
  student: Condition;
  spec: ModelSpec;
}

/** The clean student, and one for each trigger: Table 1's models of the first target label. */
export function pageStudents(set: ImageSet): { targetLabel: string; students: PageStudent[] } {
  const settings = settingsFor(PAGE_TEACHER);
  const { seed, injectionRate } = settings;
  const [targetLabel] = targetLabels(set, PAGE_PROFILE, seed);
  const spec = (attack: ModelSpec["attack"]) => modelSpec(PAGE_PROFILE, settings, attack);
  const backdoored = TRIGGERS.map((trigger) => ({
    student: trigger,
    spec: spec({ trigger, targetLabel, injectionRate }),
  }));
  return { targetLabel, students: [{ student: "clean", spec: spec(null) }, ...backdoored] };
}

/**
 * A job for the pool: trains a student again, which gives the same one, and writes what its head has learned, in float32.
 *
 * @throws UserError if the training diverges.
 */
export async function writeHead({ set, spec, file }: { set: ImageSet; spec: ModelSpec; file: string }): Promise<void> {
  await withTrained(set, spec, new FeatureMemory(), ({ divergedInEpoch, weights }) => {
    if (divergedInEpoch !== null) throw new UserError(`the training diverged in epoch ${divergedInEpoch}`);
    writeAtomic(file, packHead(weights(), { kernel1: "float32" }));
    return Promise.resolve();
  });
}
