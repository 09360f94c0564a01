import type { Defenses } from "../experiments/defenses-result";
import { cleanseOf } from "../experiments/defenses-cleanse";
import {
  clusteringOf,
  controlOf,
  correlationOf,
  digitalOf,
  spectralOf,
  stripOf,
} from "../experiments/defenses-measures";
import { CONTROL_SHARE, REMOVAL_SHARE } from "../experiments/defenses-plan";
import type { DefenseCell } from "../experiments/defenses-summary";
import { printPercent, summarise, type Summary } from "../experiments/summary";
import { DIGITAL_PATCH } from "../poisoning/digital/digital-patch";
import { defendedLabel, poisonShare } from "./defense-words";

const percent = (mean: number | null): string => (mean === null ? "–" : printPercent({ mean }));

/** "12% to 43%" over the physical triggers. */
function range(cells: readonly DefenseCell[], pick: (cell: DefenseCell) => Summary): string {
  const means = cells.flatMap((cell) => pick(cell).mean ?? []);
  const [low, high] = [Math.min(...means), Math.max(...means)].map(percent);
  return low === high ? low : `${low} to ${high}`;
}

const meanOf = (cells: readonly DefenseCell[], pick: (cell: DefenseCell) => Summary): string =>
  percent(summarise(cells.map((cell) => pick(cell).mean)).mean);

/** What the results of section 8 say, in Markdown. */
export function defenseFindings(result: Defenses): string {
  const physical = result.table.filter(({ trigger }) => trigger !== DIGITAL_PATCH);
  const digital = digitalOf(result);
  const control = controlOf(result);
  return [
    `* **Spectral Signatures** removes ${printPercent({ mean: REMOVAL_SHARE }, 1)} of each class and finds ${range(physical, (cell) => spectralOf(cell).detectionRate)} of the poison; chance finds ${meanOf(physical, (cell) => spectralOf(cell).chance)}, and nothing could find more than ${meanOf(physical, (cell) => spectralOf(cell).ceiling)}. On the digital patch at the same rate: ${percent(spectralOf(digital).detectionRate.mean)}; where that patch is ${percent(CONTROL_SHARE)} of its class: ${percent(spectralOf(control).detectionRate.mean)}. After the removal and training from scratch the attacks still succeed in ${range(physical, ({ retrained }) => retrained!.attackSuccessRate)}.`,
    `* **Activation Clustering** finds ${range(physical, (cell) => clusteringOf(cell).detectionRate)} of the poison and flags ${range(physical, (cell) => clusteringOf(cell).falsePositiveRate)} of the target's clean images; chance is ${meanOf(physical, (cell) => clusteringOf(cell).chance)}. Digital patch: ${percent(clusteringOf(digital).detectionRate.mean)} at the same rate, ${percent(clusteringOf(control).detectionRate.mean)} as a minority.`,
    `* **STRIP** detects ${range(physical, (cell) => stripOf(cell).detectionRate)} of the trigger images at ${range(physical, (cell) => stripOf(cell).falsePositiveRate)} false positives. It asks about inputs, so the share of poison is no condition. Digital patch: ${percent(stripOf(digital).detectionRate.mean)} at the same rate, ${percent(stripOf(control).detectionRate.mean)} as a minority.`,
    cleanseFinding(result, physical, digital),
    `* **The majority.** At the paper's rate ${percent(poisonShare(physical[0]))} of the target class is poison. ${sharesSentence(result)}`,
    `* **Table 6.** Mean activations of clean and trigger images correlate with ${correlations(physical)} (physical), ${correlationOf(digital).correlation.mean!.toFixed(2)} (digital patch).`,
  ].join("\n");
}

function cleanseFinding(result: Defenses, physical: readonly DefenseCell[], digital: DefenseCell): string {
  const found = physical.flatMap((cell) => cleanseOf(result, cell) ?? []);
  if (found.length === 0) return "* **Neural Cleanse** has not been computed yet.";
  const models = summarise(found.flatMap(({ detectionRate }) => detectionRate.values));
  const ofDigital = cleanseOf(result, digital);
  return `* **Neural Cleanse** flags ${percent(models.mean)} of ${models.values.length} models with a physical trigger${ofDigital ? `, and ${percent(ofDigital.detectionRate.mean)} of those with the digital patch` : ""}.${minoritySentence(result)}`;
}

/** Neural Cleanse where poison is a minority of its class. */
function minoritySentence(result: Defenses): string {
  const found = result.shares.flatMap((cell) => {
    const cleansed = cleanseOf(result, cell);
    return cleansed ? [`${defendedLabel(cell.trigger)} ${percent(cleansed.targetFlagged.mean)}`] : [];
  });
  return found.length === 0
    ? ""
    : ` Where poison is ${percent(CONTROL_SHARE)} of its class, the share of models whose target it flags: ${found.join(", ")}.`;
}

/** From the smallest share to the largest, for the digital patch and the first physical trigger. */
function sharesSentence({ shares }: Defenses): string {
  const triggers = [...new Set(shares.map(({ trigger }) => trigger))].slice(0, 2);
  const sentences = triggers.map((trigger) => {
    const cells = shares.filter((cell) => cell.trigger === trigger);
    const [few, many] = [cells.find(({ share }) => share === CONTROL_SHARE)!, cells.at(-1)!];
    const found = (cell: DefenseCell) => `${percent(spectralOf(cell).detectionRate.mean)} and ${percent(clusteringOf(cell).detectionRate.mean)}`; // prettier-ignore
    return `${defendedLabel(trigger)}: Spectral Signatures and Activation Clustering find ${found(few)} where poison is ${percent(few.share)} of its class, ${found(many)} where it is ${percent(many.share)}.`;
  });
  return sentences.join(" ");
}

function correlations(cells: readonly DefenseCell[]): string {
  const means = cells.map((cell) => correlationOf(cell).correlation.mean!);
  return `${Math.min(...means).toFixed(2)} to ${Math.max(...means).toFixed(2)}`;
}
