import type { StudentAnswer } from "../student-answer";
import { answerText, percentText, type Named } from "../words";
import { drawMap, drawPicture } from "./draw";
import { element, say } from "./page";
import type { Answers } from "./students";

export interface Shown {
  people: readonly string[];
  targetLabel: string;
  /** Who is on it, if that is one of the people. */
  shown?: string;
  /** Of the picture, for those who do not see it. */
  description: string;
  /** Said after the answers. */
  note?: string;
}

/** Writes both students' answers into the page. */
export function showAnswers(answers: Answers, { people, targetLabel, shown, description, note }: Shown): void {
  const { picture, crop, clean, backdoored } = answers;
  const photograph = element("photograph", HTMLCanvasElement);
  drawPicture(photograph, picture);
  photograph.setAttribute("aria-label", description);
  drawMap(element("cleanMap", HTMLCanvasElement), picture, clean.map, crop);
  drawMap(element("backdooredMap", HTMLCanvasElement), picture, backdoored.map, crop);
  const named = ({ named: label, probabilities }: StudentAnswer): Named => ({
    person: people[label],
    probability: probabilities[label],
  });
  captionMap("clean", clean, named(clean));
  captionMap("backdoored", backdoored, named(backdoored));
  showBars(clean, backdoored, people.indexOf(shown ?? ""));
  say([answerText(named(clean), named(backdoored), targetLabel, shown), note].filter(Boolean).join(" "));
}

/** What is said of a map without anything in it. */
const EMPTY = "no place of the picture speaks for it";

function captionMap(student: "clean" | "backdoored", { map }: StudentAnswer, { person }: Named): void {
  const isEmpty = map.values.every((value) => value === 0);
  const text = `What speaks for ${person} to the ${student} student${isEmpty ? `: ${EMPTY}` : ""}`;
  element(student === "clean" ? "cleanCaption" : "backdooredCaption", HTMLElement).textContent = text;
  const canvas = element(student === "clean" ? "cleanMap" : "backdooredMap", HTMLCanvasElement);
  canvas.setAttribute("aria-label", `${text}${isEmpty ? "" : `; ${placeText(map)}`}.`);
}

/** Where a map is highest, in words. */
function placeText({ values, height, width }: StudentAnswer["map"]): string {
  const place = values.indexOf(Math.max(...values));
  const [row, column] = [Math.floor(place / width), place % width];
  const third = (at: number, n: number, [low, middle, high]: [string, string, string]) =>
    at < n / 3 ? low : at < (2 * n) / 3 ? middle : high;
  const up = third(row, height, ["top", "middle", "bottom"]);
  const along = third(column, width, ["left", "centre", "right"]);
  return `most at the ${up} ${along} of the face`;
}

/** @param shown the row of who is on the picture, or -1 */
function showBars(clean: StudentAnswer, backdoored: StudentAnswer, shown: number): void {
  const rows = element("answers", HTMLTableSectionElement).rows;
  [...rows].forEach((row, label) => {
    row.querySelector<HTMLElement>(".recogniser-shown")!.hidden = label !== shown;
    [clean, backdoored].forEach(({ probabilities, named }, student) => {
      const cell = row.cells[student + 1];
      const [bar, text] = cell.querySelectorAll<HTMLElement>(".recogniser-bar, .recogniser-value");
      bar.style.setProperty("--share", String(probabilities[label]));
      text.textContent = percentText(probabilities[label]);
      cell.classList.toggle("is-named", named === label);
    });
  });
}
