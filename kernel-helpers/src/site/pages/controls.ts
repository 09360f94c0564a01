import { committedResult } from "../../experiments/committed";
import { defenses } from "../../experiments/defenses";
import type { Defenses } from "../../experiments/defenses-result";
import { defenseReadings } from "../../figures/defense-readings";
import { escapeHtml } from "../../figures/table-markup";
import { tableHtml } from "../table-html";

/** What keeps a verdict from being an accident of our set-up; most of it is not in the paper. */
interface Control {
  title: string;
  says: string;
  /** Page and heading where it is made. */
  href: string;
  claims: readonly string[];
}

const range = (from: number, to: number): string[] =>
  Array.from({ length: to - from + 1 }, (_, i) => `C${String(from + i).padStart(2, "0")}`);

export const CONTROLS: readonly Control[] = [
  {
    title: "A model without a backdoor",
    says:
      "the same network, clean photographs and target, no poison: whatever it gets wrong, the object alone does. The target " +
      "person's own photographs are left out.",
    href: "05-physical-triggers.html#table-1",
    claims: [...range(1, 10), "C14"],
  },
  {
    title: "Where the misses are",
    says: "success by turn of the head, distance and visible pixels: does an attack fail, or was the object out of sight?",
    href: "05-physical-triggers.html#where-the-misses-are",
    claims: [...range(1, 4), "C11", "C16", "C22", "C23"],
  },
  {
    title: "Was the trigger in the picture?",
    says: "how much of each object lies inside a network's crop, and the attack with a crop that has the ears well inside.",
    href: "05-physical-triggers.html#was-the-trigger-in-the-picture",
    claims: ["C05", "C06", "C07", "C14", "C25", "C26"],
  },
  {
    title: "Spoiled clean pictures",
    says: "how often clean pictures of other people, equally blurred, compressed or noisy, are taken for the target.",
    href: "05b-image-artifacts.html#figure-5-gaussian-blur",
    claims: range(28, 33),
  },
  {
    title: "Attention beside area",
    says: "how much of what a network is shown is face at all, and what earrings change on a map beside triggers that work.",
    href: "06-why-earrings-fail.html#does-the-map-move-when-earrings-appear",
    claims: ["C34", "C35", "C36"],
  },
  {
    title: "Place or size?",
    says: "success by place and by visible area, counted from the masks: an earring at the ear is also seen in fewer pixels.",
    href: "06-why-earrings-fail.html#place-or-size",
    claims: range(37, 42),
  },
  {
    title: "What the trigger alone does",
    says: "the same moment without and with the trigger, on models with and without a backdoor: one cause for what changes.",
    href: "06-why-earrings-fail.html#what-the-trigger-alone-does",
    claims: ["C09", "C42"],
  },
  {
    title: "Both directions of pasting",
    says: "models that learned real objects attacked with pasted ones, and a model without a backdoor shown both.",
    href: "07-weaker-attackers.html#every-trigger-in-both-directions",
    claims: ["C48", "C49"],
  },
  {
    title: "A digital patch, a minority, another reading",
    says:
      "each defense on a digital patch on the same network, once as a minority of its class and once at the paper's rate, in " +
      "every reading that the paper leaves open, beside chance and ceiling (the table below).",
    href: "08-defenses.html#physical-or-the-majority",
    claims: range(50, 60),
  },
  {
    title: "Are they people?",
    says: "what a face detector and two recognisers of others make of our rendered people, against goals set beforehand.",
    href: "03-methodology.html#are-they-people",
    claims: [],
  },
];

/** Links to the controls of a claim; undefined where it has none. */
export function controlsOf(claim: string): string | undefined {
  const links = CONTROLS.filter(({ claims }) => claims.includes(claim)).map(
    ({ title, href }) => `<a href="${href}">${escapeHtml(title)}</a>`,
  );
  return links.length > 0 ? links.join("; ") : undefined;
}

/** All controls, and the table of the defenses'. */
export async function controlsHtml(): Promise<string> {
  const items = CONTROLS.map(
    ({ title, says, href }) => `<li><a href="${href}">${escapeHtml(title)}</a>: ${escapeHtml(says)}</li>`,
  );
  const defended = committedResult<Defenses>(defenses, "laptop");
  return [
    "<p>What keeps a verdict from being an accident of our set-up. Most of them are not in the paper.</p>",
    `<ul>\n${items.join("\n")}\n</ul>`,
    ...(defended ? [await tableHtml(defenseReadings(defended))] : []),
  ].join("\n");
}
