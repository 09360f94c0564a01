import { ELEMENTS, type ElementName } from "../elements";

/** An element of the page. @throws if the page has another mark-up than this script is made for */
export function element<T extends HTMLElement>(name: ElementName, kind: new () => T): T {
  const found = document.getElementById(ELEMENTS[name]);
  if (found instanceof kind) return found;
  throw new Error(`the page has no ${kind.name} "${ELEMENTS[name]}"`);
}

/** What is said below the controls; screen readers say it aloud. */
export function say(sentence: string): void {
  element("status", HTMLElement).textContent = sentence;
}
