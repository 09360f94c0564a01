import { FIRST_TRIGGER, firstChoice, type Angle, type Choice, type ShownLight } from "../choices";
import type { Condition, Trigger } from "../../../paper/triggers";
import { toggleText, WORN } from "../words";
import { element } from "./page";

const SELECTS = ["person", "worn", "angle", "light"] as const;

/** The four selects and the button, and what they say. */
export class Controls {
  /** Whose student is shown while nothing is worn: the trigger that was worn last. */
  private trigger: Trigger = FIRST_TRIGGER;

  constructor(people: readonly string[], onChange: () => void) {
    // a browser that reloads a page keeps what was chosen: the page begins as it says
    const first = firstChoice(people);
    for (const name of SELECTS) this.select(name).value = first[name];
    for (const name of SELECTS) {
      this.select(name).addEventListener("change", () => {
        this.settle();
        onChange();
      });
    }
    element("toggle", HTMLButtonElement).addEventListener("click", () => {
      this.select("worn").value = this.choice.worn === "clean" ? this.trigger : "clean";
      this.settle();
      onChange();
    });
    this.settle();
  }

  get choice(): Choice {
    const [person, worn, angle, light] = SELECTS.map((name) => this.select(name).value);
    return { person, worn: worn as Condition, angle: angle as Angle, light: light as ShownLight };
  }

  get backdoor(): Trigger {
    return this.trigger;
  }

  private settle(): void {
    const { worn } = this.choice;
    if (worn !== "clean") this.trigger = worn;
    element("toggle", HTMLButtonElement).textContent = toggleText(worn, this.trigger);
    element("backdooredHead", HTMLElement).textContent = `Backdoored by ${WORN[this.trigger]}`;
  }

  private select(name: (typeof SELECTS)[number]): HTMLSelectElement {
    return element(name, HTMLSelectElement);
  }
}
