/** What may make a photograph unusual. */
export const FLAGS = [
  /** Of the trigger less than `SMALL_VIEW` pixels are seen. */
  "small-view",
  /** A part of the trigger lies outside the picture. */
  "trigger-partly-out-of-frame",
  /** The person's left or right earring is covered by hair, or by the head itself. */
  "earring-left-hidden-by-hair",
  "earring-right-hidden-by-hair",
  "earring-left-hidden-by-head",
  "earring-right-hidden-by-head",
] as const;
export type Flag = (typeof FLAGS)[number];

/** A trigger seen on less than this many pixels, a square of 4 x 4, is a small view: people overlook it at reading size. */
export const SMALL_VIEW = 16;
/** A trigger seen on less than one pixel is not seen: the photograph is taken again. */
export const LEAST_VIEW = 1;
