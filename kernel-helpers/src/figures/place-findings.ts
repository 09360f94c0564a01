import type { Causal } from "../experiments/causal";
import type { Locations, PlaceCell, SeriesKey } from "../experiments/locations";
import type { OnAndOffFace, Position } from "../experiments/on-and-off-face";
import { TRIGGER_LABELS } from "../paper/triggers";
import { MOSTLY_INSIDE } from "./figure9";

/** On the bare face, and at its edge or beyond: hair, ears, throat, chest. */
const ON_FACE = 0.3;
const BEYOND = 0.7;
/** Differences below this many points are none, on so few images. */
const POINTS = 10;

/** What section 6's results say, in sentences that follow from their numbers. */
export function placeFindings(places: Locations, moved: OnAndOffFace, alone: Causal): string {
  return [
    ...(places.profile === "smoke" ? ["Smoke profile: these numbers only show that every step runs."] : []),
    ...(["pasted", "rendered"] as const).map((key) => `* ${byDistance(places, key)} ${byArea(places, key)}`),
    `* ${trunks(places)}`,
    ...moved.tables.map((_, i) => `* ${onAndOff(moved, i)}`),
    `* ${movement(alone)}`,
  ].join("\n");
}

const mean = (values: readonly number[]): number | null =>
  values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;

const percent = (share: number | null): string => (share === null ? "unknown" : `${(100 * share).toFixed(0)} %`);

/** Mean success without the target's own photographs, over the places that the network is shown. */
function successOver(result: Locations, key: SeriesKey, isWanted: (cell: PlaceCell) => boolean): number | null {
  const { cells } = result.series.find((series) => series.key === key)!;
  const rates = cells.filter((cell) => cell.inside >= MOSTLY_INSIDE && isWanted(cell)).map((cell) => cell.attackSuccessRateExcludingTarget.mean); // prettier-ignore
  return mean(rates.filter((rate) => rate !== null));
}

const ends = (result: Locations, key: SeriesKey) => ({
  near: successOver(result, key, ({ place }) => place.distance <= ON_FACE),
  far: successOver(result, key, ({ place }) => place.distance >= BEYOND),
});

function byDistance(result: Locations, key: "pasted" | "rendered"): string {
  const { near, far } = ends(result, key);
  const what = key === "pasted" ? "A pasted earring" : "An earring that is worn and photographed";
  return `${what} succeeds in ${percent(near)} of the photographs near the middle of the face (up to ${ON_FACE} half heights) and in ${percent(far)} at its edge and beyond (from ${BEYOND} on, where the network is shown most of it): ${verdict(near, far, ["as in the paper, success falls with distance", "unlike in the paper, success rises with distance", "no clear difference"])}.`; // prettier-ignore
}

/** The first word where the first number is clearly higher, the second where the second is, else the third. */
function verdict(a: number | null, b: number | null, [higher, lower, same]: readonly [string, string, string]): string {
  if (a === null || b === null) return "too few places to say";
  const points = 100 * (a - b);
  return points >= POINTS ? higher : points <= -POINTS ? lower : same;
}

function byArea(result: Locations, key: "pasted" | "rendered"): string {
  const { explained, cells } = result.series.find((series) => series.key === key)!;
  const { distance, area, both } = explained;
  if (distance === null || area === null || both === null || cells.length < 8)
    return "Too few places to tell place from size.";
  const share = (value: number): string => value.toFixed(2);
  return `Distance alone explains ${share(distance)} of the variance between places and visible area alone ${share(area)}; beyond area, distance adds ${share(both - area)}, and beyond distance, area adds ${share(both - distance)}.`;
}

function trunks(result: Locations): string {
  const [faces, objects] = (["few-faces", "few-objects"] as const).map((key) => ends(result, key));
  return `With few views, the trunk for faces succeeds in ${percent(faces.near)} in the middle and ${percent(faces.far)} at the edge and beyond, the trunk for objects in ${percent(objects.near)} and ${percent(objects.far)}.`;
}

function onAndOff({ tables }: OnAndOffFace, i: number): string {
  const { teacher, cells } = tables[i];
  const objects = [...new Set(cells.map(({ object }) => object))].map((object) => {
    const rate = (position: Position) =>
      cells.find((cell) => cell.object === object && cell.position === position)!.attackSuccessRate.mean;
    return `${TRIGGER_LABELS[object]} ${percent(rate("on_face"))} and ${percent(rate("off_face"))}`;
  });
  return `On the face and off it, ${teacher}: ${objects.join(", ")}.`;
}

function movement({ trunks, triggers }: Causal): string {
  const trunk = trunks.find(({ domain }) => domain === "faces")!;
  const sorted = [...triggers].sort((a, b) => movedBy(a.trigger) - movedBy(b.trigger));
  function movedBy(trigger: string): number {
    return trunk.triggers[trigger].mean.relative;
  }
  const [least, most] = [sorted[0], sorted.at(-1)!];
  const inNatural = (trigger: string): string => (movedBy(trigger) / trunk.samePerson.mean.relative).toFixed(2);
  const isNamed = [least, most].some(({ trigger }) => trigger === "earrings");
  const earrings = isNamed ? "" : `; Earring by ${inNatural("earrings")}`;
  return `Alone, ${TRIGGER_LABELS[least.trigger]} moves the features of ${trunk.teacher} least, by ${inNatural(least.trigger)} of what lies between two photographs of one person, and ${TRIGGER_LABELS[most.trigger]} most, by ${inNatural(most.trigger)}${earrings}.`; // prettier-ignore
}
