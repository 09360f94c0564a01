import sharp from "sharp";
import { chosenPhotographs, type OwnPhotographs } from "../dataset/chosen-photographs";
import { imagesOf, triggersOf, type DatasetImage } from "../dataset/image-set";
import { prepareObjects, STICKER } from "../dataset/objects";
import { prepareSet } from "../dataset/rendered";
import type { Trigger } from "../paper/triggers";
import type { FigureLayout } from "./figure";

/** A picture that travels inside a figure. */
export interface FigurePicture {
  /** What it shows: a trigger, or a class of objects. */
  of: string;
  condition: string;
  /** A JPEG file as a data address. */
  source: string;
}

/** Twice the size at which figures show pictures: printed figures have two pixels for one. */
const SIDE = 192;
const JPEG = { quality: 85 } as const;

/** A photograph as a figure takes it. */
export async function figurePicture(of: string, condition: string, file: string): Promise<FigurePicture> {
  const jpeg = await sharp(file).resize(SIDE, SIDE).jpeg(JPEG).toBuffer();
  return { of, condition, source: `data:image/jpeg;base64,${jpeg.toString("base64")}` };
}

/** The volunteer and the shot of the pairs in whose photograph every trigger is well seen. */
export const WEARER = { person: "v04", shot: 1 } as const;

/** The first photograph with a trigger, of photographs of one's own; undefined where they have none. */
export const ownWearing = ({ set }: OwnPhotographs, trigger: string): DatasetImage | undefined =>
  imagesOf(set, trigger)[0];

/**
 * One volunteer in one shot with each of the triggers, from the set of pairs. Renders what is not there. Where
 * photographs of one's own are chosen, the first of each of their triggers.
 */
export async function wornTriggers(triggers: readonly Trigger[], own = chosenPhotographs()): Promise<FigurePicture[]> {
  if (own) {
    const worn = triggersOf(own.set).map((trigger) => figurePicture(trigger, trigger, ownWearing(own, trigger)!.file));
    return Promise.all(worn);
  }
  const { person, shot } = WEARER;
  const { set } = await prepareSet("pairs", { people: [person], count: shot + 1 });
  return Promise.all(
    triggers.map((trigger) => {
      const image = set.images.find(({ id }) => id === `${person}/${trigger}/${shot}`)!;
      return figurePicture(trigger, trigger, image.file);
    }),
  );
}

/** The first photograph of each class of objects, clean and with the sticker. Renders what is not there. */
export async function objectPictures(): Promise<FigurePicture[]> {
  const { set } = await prepareObjects({ count: 1 });
  return Promise.all(
    ["clean", STICKER].flatMap((condition) =>
      set.people.map((name) => {
        const image = set.images.find((each) => each.person === name && each.condition === condition)!;
        return figurePicture(name, condition, image.file);
      }),
    ),
  );
}

type LayoutImage = NonNullable<FigureLayout["images"]>[number];

/** A picture in a figure, as large as fits into a box around `x`, with its foot at `y` (paper coordinates). */
export function pictureAt(
  { source }: FigurePicture,
  {
    xref = "paper",
    x,
    y,
    width,
    height,
  }: { xref?: "paper" | "x"; x: number; y: number; width: number; height: number },
): Partial<LayoutImage> {
  return { source, xref, yref: "paper", x, y, sizex: width, sizey: height, xanchor: "center", yanchor: "bottom", sizing: "contain", layer: "above" }; // prettier-ignore
}
