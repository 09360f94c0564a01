import { imagesFor, widestHalf } from "../base/wilson";

/** How many images and people a figure rests on. */
export interface Counts {
  people: number;
  /** Clean test images. */
  cleanTest: number;
  /** Held-out images of each trigger. */
  triggerTest: Readonly<Record<string, number>>;
}

/**
 * A rate should be known to within ten percentage points: then the intervals of two rates that are twenty points apart do
 * not touch. In the paper's Table 1 earrings lie 29 and 37 points under the next trigger (VGG16, ResNet50). That takes 93
 * test images (Wilson, 95 %, at a rate of a half).
 */
const HALF = 0.1;
export const ENOUGH_IMAGES = imagesFor(HALF);

/**
 * A model that guesses is right one time in as many as there are people: with fewer than five, more often than 20 %. The
 * paper has ten.
 */
export const ENOUGH_PEOPLE = 5;

/** One sentence for everything that there is too little of to read a figure by; none where there is enough. */
export function powerWarnings({ people, cleanTest, triggerTest }: Counts): string[] {
  const few = Object.entries(triggerTest).filter(([, images]) => images < ENOUGH_IMAGES);
  const list = few.map(([trigger, images]) => `${images} with ${trigger} (${within(images)})`).join(", ");
  return [
    ...(cleanTest < ENOUGH_IMAGES
      ? [`Few test photographs: model accuracy is counted on ${cleanTest} clean ones and known to ${within(cleanTest)} only (95 % Wilson interval at its widest); ${REASON}.`] // prettier-ignore
      : []),
    ...(few.length > 0
      ? [`Few test photographs: attack success is counted on ${list}; ${REASON}. Photographs of one person are alike, so in truth these intervals are wider still.`] // prettier-ignore
      : []),
    ...(people < ENOUGH_PEOPLE
      ? [`Few people: with ${people}, a guess is right ${percent(1 / people)} of the time, so both rates begin there; ${ENOUGH_PEOPLE} people bring that to 20 %, and the paper has ten.`] // prettier-ignore
      : []),
  ];
}

const percent = (fraction: number): string => `${(100 * fraction).toFixed(0)} %`;
const within = (images: number): string => `±${(100 * widestHalf(images)).toFixed(0)} points`;
const REASON = `${ENOUGH_IMAGES} photographs tell it to ±${100 * HALF}, and only then can rates that are ${200 * HALF} points apart be told from each other`;
