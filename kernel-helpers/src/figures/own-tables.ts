import * as path from "node:path";
import { readJson } from "../base/files";
import { widestHalf } from "../base/wilson";
import { Seed } from "../base/seed";
import { imagesOf, triggersOf } from "../dataset/image-set";
import { CONSENT_FILE, consentSchema } from "../dataset/own/consent";
import type { ImportReport } from "../dataset/own/report";
import { splitClean } from "../dataset/split";
import type { CountedRate, OwnAttack } from "../experiments/own-attack";
import type { OwnProfile } from "../experiments/own-profile";
import { TABLE1_DEFAULTS } from "../experiments/table1";
import { triggerLabel } from "../paper/triggers";
import { poisonCount } from "../poisoning/bad-nets";
import type { Table } from "./table";

/** Who agreed, as consent.json says. */
export function consentTable(folder: string): Table {
  const { people = {}, publicSet } = consentSchema.parse(readJson(path.join(folder, CONSENT_FILE)));
  return {
    caption: publicSet ? `${publicSet.name}: ${publicSet.terms}` : "Who agreed",
    columns: [
      { key: "person", label: "Person" },
      { key: "agreed", label: "agreed" },
      { key: "date", label: "on" },
      { key: "by", label: "how we know" },
    ],
    rows: Object.entries(people).map(([person, { agreed, date, by }]) => ({
      person,
      agreed: agreed ? "yes" : "no",
      date,
      by: by ?? null,
    })),
  };
}

/** How many photographs of each person and condition became images of the set. */
export function keptTable({ set, kept, dropped, warnings }: ImportReport): Table {
  const conditions = ["clean", ...triggersOf(set)];
  const count = (person: string, condition: string) =>
    set.images.filter((image) => image.person === person && image.condition === condition).length;
  return {
    caption: `Kept: ${kept.length} photographs of ${set.people.length} people; dropped: ${dropped.length} files`,
    columns: [
      { key: "person", label: "Person" },
      ...conditions.map((key) => ({ key, label: key === "clean" ? key : triggerLabel(key) })),
    ],
    rows: set.people.map((person) => ({
      person,
      ...Object.fromEntries(conditions.map((condition) => [condition, count(person, condition)])),
    })),
    notes: warnings,
  };
}

/** What was dropped, and why. */
export const droppedTable = ({ dropped }: ImportReport): Table => ({
  caption: `Dropped: ${dropped.length} files`,
  columns: [
    { key: "file", label: "File" },
    { key: "reason", label: "Why" },
  ],
  rows: dropped.map(({ file, reason }) => ({ file, reason })),
});

/** How many photographs of each kind are trained and tested on, and how well a rate is known then. */
export function powerTable({ own: { set }, triggers, warnings }: OwnProfile): Table {
  const { train, test } = splitClean(set, new Seed(TABLE1_DEFAULTS.seed));
  const poison = poisonCount(train.length, TABLE1_DEFAULTS.injectionRate);
  const worn = triggers.map((trigger) => {
    const photographs = imagesOf(set, trigger).length;
    return { kind: triggerLabel(trigger), photographs, trained: poison, tested: photographs - poison };
  });
  const rows = [
    { kind: "clean", photographs: train.length + test.length, trained: train.length, tested: test.length },
    ...worn,
  ];
  return {
    caption: `What there is to train and to test on, at injection rate ${TABLE1_DEFAULTS.injectionRate}`,
    columns: [
      { key: "kind", label: "Photographs" },
      { key: "photographs", label: "all" },
      { key: "trained", label: "to train on" },
      { key: "tested", label: "to test on" },
      { key: "known", label: "a rate is known to", align: "right" },
    ],
    rows: rows.map((row) => ({ ...row, known: `±${(100 * widestHalf(row.tested)).toFixed(0)} points` })),
    warnings,
    notes: ["Half of the 95 % interval at its widest, at a rate of a half (Wilson 1927)."],
  };
}

/** The two rates of a backdoor of one's own, with their intervals, beside a model without one. */
export function ownAttackTable({
  attack,
  cleanCount,
  poisonCount: poison,
  backdoored,
  backdoorFree,
}: OwnAttack): Table {
  const { trigger, targetLabel, injectionRate } = attack;
  const rowOf = (model: string, { modelAccuracy, attackSuccessRate }: OwnAttack["backdoored"]) => ({
    model,
    accuracy: countedText(modelAccuracy),
    success: countedText(attackSuccessRate),
  });
  return {
    caption: `${triggerLabel(trigger)} make everybody ${targetLabel}: ${poison} poison photographs beside ${cleanCount} clean ones (injection rate ${injectionRate})`,
    columns: [
      { key: "model", label: "Model" },
      { key: "accuracy", label: "Model accuracy", align: "right" },
      { key: "success", label: "Attack success rate", align: "right" },
    ],
    rows: [rowOf("with the backdoor", backdoored), rowOf("without", backdoorFree)],
    notes: [
      "In brackets the 95 % interval (Wilson 1927), and of how many photographs. Success leaves out the target's own photographs, and is counted for both models on the same ones.",
    ],
  };
}

/** "92 % (85 to 96, 88 of 96)". */
export const countedText = ({ rate, low, high, hits, n }: CountedRate): string =>
  `${percent(rate)} % (${percent(low)} to ${percent(high)}, ${hits} of ${n})`;

const percent = (fraction: number): string => (100 * fraction).toFixed(0);
