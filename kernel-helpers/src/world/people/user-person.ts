import { z } from "zod";
import { HAIR_STYLES, type Person } from "../types";
import { colorSchema, nameOf, readDescription } from "../user/read-file";
import { DETAIL_KEYS, FACE_SHAPES } from "./face-details";
import { HAIR_COLORS, IRIS } from "./palette";
import { makePerson } from "./person";

const share = z.number().min(0).max(1);
const factor = z.number().min(0).max(3);
const hairColor = colorSchema(HAIR_COLORS);

const ancestry = z
  .strictObject({ african: share, asian: share, caucasian: share })
  .partial()
  .refine(
    (shares) => Math.abs(Object.values(shares).reduce((a, b) => a + b, 0) - 1) < 0.01,
    "the shares must sum to 1",
  );

const skin = z.strictObject({
  color: colorSchema(),
  redness: share.optional(),
  melanin: share.optional(),
  lip: colorSchema().optional(),
  lipMix: share.optional(),
  lipGloss: factor.optional(),
  eyeDarkness: share.optional(),
  liner: share.optional(),
  oil: factor.optional(),
  stubble: share.optional(),
  freckles: share.optional(),
});

const hair = z
  .strictObject({
    style: z.enum(HAIR_STYLES),
    color: hairColor,
    length: factor,
    grey: share,
    part: z.number().min(-0.6).max(0.6),
    tuck: share,
    wave: share,
    recess: z.number().min(0).max(0.4),
    volume: factor,
    lift: factor,
    bangs: z.number().min(0).max(0.5),
    fringe: share,
    sides: factor,
    curl: share,
    beard: z.number().min(0).max(0.5),
  })
  .partial();

const brow = z
  .strictObject({
    color: hairColor,
    arch: z.number().min(-0.1).max(0.2),
    thickness: z.number().min(0.01).max(0.15),
    density: share,
    drop: z.number().min(-0.1).max(0.2),
  })
  .partial();

/** A person in a file: what `makePerson` is told; what is left out is usual for their sex or drawn by their name. */
const personSchema = z.strictObject({
  ancestry,
  sex: z.enum(["female", "male"]),
  age: z.number().min(18).max(90),
  weight: share.optional(),
  muscle: share.optional(),
  spread: factor.optional(),
  shape: z.enum(FACE_SHAPES).optional(),
  face: z.partialRecord(z.enum(DETAIL_KEYS), z.number().min(-1).max(1)).optional(),
  iris: colorSchema(IRIS).optional(),
  skin,
  hair: hair.optional(),
  brow: brow.optional(),
});

/** The person whom a file describes; the file's name is their id. */
export function loadUserPerson(file: string): Person {
  const { ancestry: race, face: detail, skin: ownSkin, ...rest } = readDescription(personSchema, file);
  const { color, ...skinRest } = ownSkin;
  return makePerson(nameOf(file), { ...rest, race, detail: defined(detail), skin: { ...skinRest, base: color } });
}

/** Without entries that are undefined. */
const defined = (record: Partial<Record<string, number>> = {}): Record<string, number> =>
  Object.fromEntries(Object.entries(record).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])));
