import type { DigitalInjection, InjectionCell } from "../experiments/digital-injection";
import { FIGURE10, injectionSettings, type TestImages } from "../experiments/digital-injection-plan";
import type { PartialControl } from "../experiments/partial-control";
import type { Summary } from "../experiments/summary";
import { TRIGGER_LABELS, type Trigger } from "../paper/triggers";
import { paperValue } from "../paper/values";
import { curveOf } from "./figure10";

/** Differences below this many points are none, on so few images. */
const POINTS = 5;

/** What section 7's results say, in sentences that follow from their numbers. */
export function weakerFindings(partial: PartialControl, pasted: DigitalInjection): string {
  return [
    ...(partial.profile === "smoke" ? ["Smoke profile: these numbers only show that every step runs."] : []),
    `* ${control(partial)}`,
    `* ${comparedWithPaper(partial)}`,
    ...FIGURE10.filter((trigger) => curveOf(pasted, trigger).length > 0).map((trigger) => `* ${figure10Of(pasted, trigger)}`), // prettier-ignore
    `* ${transfer(pasted)}`,
  ].join("\n");
}

const percent = (share: number | null): string => (share === null ? "unknown" : `${(100 * share).toFixed(0)} %`);
const nameOf = (trigger: Trigger): string => TRIGGER_LABELS[trigger];
const listOf = (triggers: readonly Trigger[]): string => (triggers.length === 0 ? "none" : triggers.map(nameOf).join(", ")); // prettier-ignore
const meanOf = ({ mean }: Summary): number => mean ?? NaN;

function control({ cells, classes, poisonable, contribution, backdoorFree }: PartialControl): string {
  const accuracies = cells.map(({ modelAccuracy }) => meanOf(modelAccuracy));
  const own = cells.map(({ accuracyOfOwn }) => meanOf(accuracyOfOwn));
  const successful = cells.filter(({ attackSuccessRate: { mean } }) => (mean ?? 0) >= 0.85).length;
  return `With ${poisonable} of ${classes} classes and ${(100 * contribution.injectionRate).toFixed(1)} % of all training images poison, ${successful} of ${cells.length} triggers succeed in 85 % or more. Accuracy over all classes is ${percent(Math.min(...accuracies))} to ${percent(Math.max(...accuracies))}, ${percent(backdoorFree.modelAccuracy)} without a backdoor; over the attacker's own it is ${percent(Math.min(...own))} to ${percent(Math.max(...own))}.`; // prettier-ignore
}

function comparedWithPaper({ cells }: PartialControl): string {
  const gaps = cells.map(({ trigger, attackSuccessRate }) => {
    const paper = paperValue({ artifact: "Table 3", trigger, metric: "attackSuccessRate" })!.mean;
    return { trigger, points: 100 * meanOf(attackSuccessRate) - paper };
  });
  const within = gaps.filter(({ points }) => Math.abs(points) <= POINTS).map(({ trigger }) => trigger);
  const below = gaps.filter(({ points }) => points < -POINTS).map(({ trigger }) => trigger);
  const above = gaps.filter(({ points }) => points > POINTS).map(({ trigger }) => trigger);
  return `Against the paper's Table 3, within ${POINTS} points: ${listOf(within)}; lower: ${listOf(below)}; higher: ${listOf(above)}.`; // prettier-ignore
}

function figure10Of(result: DigitalInjection, trigger: Trigger): string {
  const curve = curveOf(result, trigger);
  const reached = (kind: TestImages): string => {
    const first = curve.find((cell) => meanOf(cell[kind].attackSuccessRate) >= 0.9);
    return first ? `from rate ${first.injectionRate} on` : "at no rate";
  };
  const last = curve.at(-1)!;
  const gap = 100 * (meanOf(last.digital.attackSuccessRate) - meanOf(last.real.attackSuccessRate));
  const verdict = Math.abs(gap) <= POINTS ? "no difference to speak of" : gap > 0 ? "the real object does worse" : "the real object does better"; // prettier-ignore
  return `${nameOf(trigger)}, trained on pasted pictures: the pasted one reaches 90 % ${reached("digital")}, the real one ${reached("real")}. At rate ${last.injectionRate} they are at ${percent(last.digital.attackSuccessRate.mean)} and ${percent(last.real.attackSuccessRate.mean)}: ${verdict}.`; // prettier-ignore
}

/** Of all triggers at one rate: which of them work across, in each direction. */
function transfer({ cells }: DigitalInjection): string {
  const { injectionRate } = injectionSettings();
  const at = cells.filter((cell) => cell.injectionRate === injectionRate);
  const across = (trainedOn: InjectionCell["trainedOn"], kind: TestImages): Trigger[] =>
    at
      .filter((cell) => cell.trainedOn === trainedOn)
      .filter((cell) => meanOf(cell[kind].attackSuccessRateExcludingTarget) >= 0.8)
      .map(({ trigger }) => trigger);
  return `At rate ${injectionRate}, without the target's own images, the real object works in 80 % or more on models trained on pasted ones for ${listOf(across("pasted", "real"))}; a pasted one on models trained on real ones for ${listOf(across("physical", "digital"))}.`; // prettier-ignore
}
