import type { DatasetImage, ImageSet } from "../image-set";

/** A photograph that became an image of the set. */
export interface KeptPhotograph {
  /** Its path in the user's folder, with / between the parts. */
  file: string;
  person: string;
  condition: string;
  /** Its stored copy in the set. */
  image: DatasetImage;
  /** From the eyes to the mouth, or what the eyes' distance says of it, in pixels of the photograph. */
  facePixels: number;
}

/** A file that did not, and why, in one sentence with what to do. */
export interface DroppedPhotograph {
  /** Its path in the user's folder, with / between the parts. */
  file: string;
  reason: string;
}

/** What became of a folder of photographs. Every file of the folder is kept, dropped or named in a warning. */
export interface ImportReport {
  set: ImageSet;
  kept: KeptPhotograph[];
  dropped: DroppedPhotograph[];
  /** What the user should know of the folder as a whole, each in one sentence. */
  warnings: string[];
  /** A JPEG picture of what was kept and what was dropped; a page with the same lies beside it, contact-sheet.html. */
  contactSheet: string;
  /** Where the stored copies lie. */
  folder: string;
}
