import * as fs from "node:fs";
import { z } from "zod";
import { UserError } from "../../base/errors";
import { readJson } from "../../base/files";
import { dataPath } from "../../base/paths";
import { CONDITIONS, TRIGGERS } from "../../paper/triggers";
import { ANGLE_NAMES, LIGHT_NAMES } from "./choices";

const hash = z.string().regex(/^[0-9a-f]{64}$/);
const point = z.tuple([z.number(), z.number()]);
const share = z.number().min(0).max(1);
const student = z.enum(["clean", ...TRIGGERS]);

const choice = z.strictObject({
  person: z.string(),
  worn: z.enum(CONDITIONS),
  angle: z.enum(ANGLE_NAMES),
  light: z.enum(LIGHT_NAMES),
});

/** A photograph that the page shows. */
const image = choice.extend({
  sha256: hash,
  landmarks: z.strictObject({
    eye_right: point,
    eye_left: point,
    nose_tip: point,
    mouth_right: point,
    mouth_left: point,
  }),
  triggerPixels: z.number().min(0).describe("area of the trigger that is seen, in pixels"),
});
export type ShownImage = z.infer<typeof image>;

/** A trained student, and how well it does on the test images of the data set. */
const head = z.strictObject({
  student,
  sha256: hash,
  modelAccuracy: share,
  attackSuccessRate: share.nullable().describe("without the target's own images; null for the clean student"),
});
export type ShownHead = z.infer<typeof head>;

const answer = z.strictObject({
  probabilities: z.array(share),
  named: z.int().min(0),
  map: z.array(z.number().min(0)).describe("Grad-CAM of the class that is named, row by row"),
});

/** What Node computes for a photograph: the page must say the same. */
const golden = choice.extend({ backdoor: z.enum(TRIGGERS), clean: answer, backdoored: answer });
export type Golden = z.infer<typeof golden>;

/** How often a trigger's photographs of this page are taken for the target, the target's own left out. */
const count = z.strictObject({
  trigger: z.enum(TRIGGERS),
  images: z.int().min(1),
  byClean: z.int().min(0),
  byBackdoored: z.int().min(0),
  rightByClean: z.int().min(0).describe("named rightly by the clean student"),
});
export type HitCount = z.infer<typeof count>;

export const manifestSchema = z.strictObject({
  key: z.string().describe("hash of the settings, the data and the code that all of this was made by"),
  teacher: z.string(),
  people: z.array(z.string()).describe("the classes in order"),
  targetLabel: z.string(),
  injectionRate: share,
  images: z.array(image),
  heads: z.array(head),
  goldens: z.array(golden),
  counts: z.array(count),
});
export type Manifest = z.infer<typeof manifestSchema>;

/** What travels with the project: photographs, heads and the manifest that names them. */
export const recogniserPath = (...parts: string[]): string => dataPath("recogniser", ...parts);

export const headFile = (student: ShownHead["student"]): string => `heads/${student}.bin`;

/** @throws UserError if the manifest is missing or is not one. */
export function readManifest(folder = recogniserPath()): Manifest {
  const file = `${folder}/manifest.json`;
  const parsed = manifestSchema.safeParse(readJson(file));
  if (parsed.success) return parsed.data;
  const [{ path, message }] = parsed.error.issues;
  throw new UserError(`${file} is not a manifest (${path.join(".")}: ${message}): make it with "paper recogniser"`);
}

/** Whether a folder has a manifest that was made by the same settings, data and code. */
export const isMadeBy = (key: string, folder = recogniserPath()): boolean =>
  fs.existsSync(`${folder}/manifest.json`) && readJson<Partial<Manifest>>(`${folder}/manifest.json`).key === key;
