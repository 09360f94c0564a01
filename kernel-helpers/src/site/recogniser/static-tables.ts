import { triggerLabel } from "../../paper/triggers";
import { scrollRegion } from "../page";
import { ANGLES, imageName, LIGHTS_SHOWN } from "./choices";
import type { Golden, Manifest } from "./manifest";
import { percentText, WORN } from "./words";

/** The photographs' side on the page of answers, in pixels. */
const SIDE = 112;

/** What the page shows at first, without and with the trigger, and the first case of everything that can be worn. */
function shownCases(goldens: readonly Golden[]): Golden[] {
  const [first, second, ...drawn] = goldens;
  const firstOfEach = drawn.filter(({ worn }, i) => drawn.findIndex((other) => other.worn === worn) === i);
  return [first, second, ...firstOfEach];
}

/** Some answers of Node's with their photographs, for those who have no scripts and as a first look for all others. */
export function answersTable({ goldens, people, targetLabel }: Manifest, files: string): string {
  const said = ({ named, probabilities }: Golden["clean"]): string => {
    const text = `${people[named]} (${percentText(probabilities[named])})`;
    return people[named] === targetLabel ? `<strong>${text}</strong>` : text;
  };
  const rows = shownCases(goldens).map((golden) => {
    const { person, worn, angle, light, backdoor, clean, backdoored } = golden;
    const alt = `Rendered photograph of ${person} wearing ${WORN[worn]}.`;
    const picture = `<img src="${files}images/${imageName(golden)}" width="${SIDE}" height="${SIDE}" alt="${alt}" loading="lazy">`;
    const shown = `${person} wearing ${WORN[worn]}, ${ANGLES[angle].label}, ${LIGHTS_SHOWN[light]}`;
    return `<tr><td>${picture}</td><th scope="row">${shown}</th><td>${said(clean)}</td><td>${said(backdoored)}<br>backdoored by ${WORN[backdoor]}</td></tr>`;
  });
  const table = [
    `<table class="recogniser-cases">`,
    `<caption><span>Whom the students name; ${targetLabel}, the target, in bold</span></caption>`,
    `<thead><tr><th scope="col">Photograph</th><th scope="col">Shows</th><th scope="col">Clean student</th><th scope="col">Backdoored student</th></tr></thead>`,
    `<tbody>${rows.join("\n")}</tbody></table>`,
  ].join("\n");
  return scrollRegion(table, "Answers computed beforehand");
}

/** How many of this page's photographs with each trigger are taken for the target. */
export function countsTable({ counts, targetLabel, people }: Manifest): string {
  const rows = counts.map(
    ({ trigger, images, byClean, byBackdoored, rightByClean }) =>
      `<tr><th scope="row">${triggerLabel(trigger)}</th><td>${images}</td><td>${byClean}</td><td>${byBackdoored}</td><td>${rightByClean}</td></tr>`,
  );
  const table = [
    `<table><caption><span>Photographs of this page, of the ${people.length - 1} people who are not ${targetLabel}, that a student takes for ${targetLabel}</span></caption>`,
    `<thead><tr><th scope="col">Trigger</th><th scope="col">Photographs</th><th scope="col">by the clean student</th><th scope="col">by the one it backdoors</th><th scope="col">named rightly by the clean student</th></tr></thead>`,
    `<tbody>${rows.join("")}</tbody></table>`,
  ].join("\n");
  return scrollRegion(table, "How often the target is named");
}
