import * as path from "node:path";
import { imagesOf, type ImageSet } from "../dataset/image-set";
import { setFolder } from "../dataset/rendered";
import { Seed } from "../base/seed";
import type { TriggerOrNone } from "../paper/names";
import type { Condition, Trigger } from "../paper/triggers";
import { cleanDataset, poisonDataset } from "../poisoning/bad-nets";
import type { ModelSpec } from "../training/attack-model";
import { storedImages } from "../world";
import type { MaskedImage } from "./attention-maps";
import type { Profile } from "./profiles";
import { planTable1, type Table1Settings } from "./table1";

/** Photographs of one kind that a model is asked about. */
export interface AttentionGroup {
  /** The test images of Table 1, or photographs of the same moments without and with each trigger. */
  from: "test" | "pairs";
  condition: Condition;
  images: MaskedImage[];
}

/** Table 1's models of one trigger, one for each target label (or the backdoor-free one), and what they are asked. */
export interface AttentionPlan {
  trigger: TriggerOrNone;
  specs: ModelSpec[];
  groups: AttentionGroup[];
}

/** The two data sets that the photographs come from. */
export interface AttentionSets {
  volunteers: ImageSet;
  pairs: ImageSet;
}

/**
 * A backdoored model is asked about clean photographs and those with its own trigger, the backdoor-free one about all:
 * the held-out photographs of Table 1, and the pairs.
 */
export function planAttention(sets: AttentionSets, profile: Profile, settings: Table1Settings): AttentionPlan[] {
  const { volunteers: set, pairs } = sets;
  const cells = planTable1(set, profile, settings);
  const seed = new Seed(settings.seed);
  const test = masked(set, "volunteers");
  const pair = masked(pairs, "pairs");
  const heldOut = new Map(
    cells.map(({ trigger, specs: [{ attack }] }) => {
      const images = attack ? poisonDataset(set, attack, seed).triggerTest : cleanDataset(set, seed).cleanTest;
      return [trigger === "no_trigger" ? "clean" : trigger, images.map(({ id }) => test.get(id)!)] as const;
    }),
  );
  const groupsOf = (conditions: readonly Condition[]): AttentionGroup[] => [
    ...conditions.map((condition) => ({ from: "test" as const, condition, images: heldOut.get(condition)! })),
    ...conditions.map((condition) => ({
      from: "pairs" as const,
      condition,
      images: imagesOf(pairs, condition).map(({ id }) => pair.get(id)!),
    })),
  ];
  return cells.map(({ trigger, specs }) => {
    const asked: readonly Trigger[] = trigger === "no_trigger" ? profile.triggers : [trigger];
    return { trigger, specs, groups: groupsOf(["clean", ...asked]) };
  });
}

/** A set's photographs with their masks, by id. */
export function masked(set: ImageSet, folderName: string): Map<string, MaskedImage> {
  const folder = setFolder(folderName);
  const conditions = [...new Set(set.images.map(({ condition }) => condition))];
  const metas = set.people.flatMap((person) =>
    conditions.flatMap((condition) => storedImages(folder, person, condition)),
  );
  const byId = new Map(metas.map((meta) => [`${meta.person}/${meta.condition}/${meta.index}`, meta]));
  return new Map(
    set.images.map((image) => {
      const { mask, maskSha256 } = byId.get(image.id)!;
      return [image.id, { image, mask: path.join(folder, mask), maskSha256 }];
    }),
  );
}
