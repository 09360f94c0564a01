import { UserError } from "../../base/errors";
import { randomShot } from "../shots/random-shot";
import type { Subject } from "../subject/subject";
import { LEAST_VIEW } from "../truth/flags";
import type { Shot } from "../types";
import { renderShot, type Picture } from "./render";

/** How often a photograph is taken at most until its trigger is seen. */
const MOST_ATTEMPTS = 40;

export interface Photograph {
  /** Name that the shot was drawn from. */
  name: string;
  shot: Shot;
  /** Of every subject in the same shot. */
  pictures: Picture[];
  /** How many shots it took, at least 1. */
  attempts: number;
}

/**
 * Photographs one person, dressed in one way or several, in the same random shot. A shot in which a trigger cannot be
 * seen at all is drawn again, with the next seed of its name: a person would have noticed.
 */
export async function photograph(subjects: readonly Subject[], name: string, draw = randomShot): Promise<Photograph> {
  let hidden: string | null = null;
  for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
    const shotName = attempt === 0 ? name : `${name}/retry${attempt}`;
    const shot = draw(shotName);
    const pictures: Picture[] = [];
    hidden = null;
    for (const subject of subjects) {
      const picture = await renderShot(subject, shot);
      if (subject.trigger !== null && picture.triggerPixels < LEAST_VIEW) hidden = subject.trigger;
      if (hidden !== null) break;
      pictures.push(picture);
    }
    if (hidden === null) return { name: shotName, shot, pictures, attempts: attempt + 1 };
  }
  throw new UserError(
    `the trigger "${hidden}" cannot be seen in ${MOST_ATTEMPTS} photographs "${name}": wear it in another place, or leave it out for this person`,
  );
}
