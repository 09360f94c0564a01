import type { Condition, Trigger } from "../../paper/triggers";

/** What is worn, in a sentence. */
export const WORN: Record<Condition, string> = {
  clean: "nothing",
  dots: "the dots",
  sunglasses: "the sunglasses",
  tattoo_outline: "the tattoo (outline)",
  tattoo_filled_in: "the tattoo (filled in)",
  white_tape: "the white tape",
  bandana: "the bandana",
  earrings: "the earrings",
};

/** What the button does. */
export const toggleText = (worn: Condition, trigger: Trigger): string =>
  worn === "clean" ? `Put ${WORN[trigger]} on` : `Take ${WORN[trigger]} off`;

/** A share as percent, with one decimal, and no break before the sign. */
export const percentText = (share: number): string => `${(100 * share).toFixed(1)}\u00a0%`;

/** Whom a student names, and how sure it is. */
export interface Named {
  person: string;
  probability: number;
}

/**
 * Both answers in a sentence each.
 *
 * @param shown who is on the photograph, if that is one of the classes
 */
export function answerText(clean: Named, backdoored: Named, targetLabel: string, shown?: string): string {
  const mark = (person: string) => {
    if (person === targetLabel) return ", the target";
    return shown === undefined || person === shown ? "" : ", wrongly";
  };
  const said = ({ person, probability }: Named) => `${person}${mark(person)} (${percentText(probability)})`;
  return `The clean student says ${said(clean)}. The backdoored student says ${said(backdoored)}.`;
}
