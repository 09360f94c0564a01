import type { Question } from "../question";
import { SECTION_01 } from "./section-01";
import { SECTION_02 } from "./section-02";
import { SECTION_03 } from "./section-03";
import { SECTION_05 } from "./section-05";
import { SECTION_05B } from "./section-05b";
import { SECTION_06 } from "./section-06";
import { SECTION_07 } from "./section-07";
import { SECTION_08 } from "./section-08";

/** Every question of the exercises, in reading order. */
export const QUESTIONS: readonly Question[] = [
  ...SECTION_01,
  ...SECTION_02,
  ...SECTION_03,
  ...SECTION_05,
  ...SECTION_05B,
  ...SECTION_06,
  ...SECTION_07,
  ...SECTION_08,
];
