import { z } from "zod";
import { ENVIRONMENTS, type Place } from "../types/environment-names";

const ours = z.enum(Object.values(ENVIRONMENTS).flat());
/** A panorama's name as the truth about an image has it. */
export const environmentSchema = z
  .union([ours, z.templateLiteral(["file:", z.string().min(1)])])
  .describe("one of ours, or file: and the path of a reader's own panorama");

export const placeSchema = z.enum(Object.keys(ENVIRONMENTS) as [Place, ...Place[]]);
