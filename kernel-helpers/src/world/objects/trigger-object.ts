import { UserError } from "../../base/errors";
import { Seed } from "../../base/seed";
import { TRIGGERS } from "../../paper/triggers";
import type { PersonBase } from "../people/person-geometry";
import type { TriggerName, TriggerObject } from "../types";
import { FileSource } from "../user/folders";
import { buildBandana } from "./bandana";
import { buildBandanaOnNeck } from "./bandana-on-neck";
import { placeDots } from "./dots";
import { buildEarringAt, buildEarrings, buildEarringsOnFace } from "./earrings";
import { checkPlace, type Place } from "./place";
import { buildSunglasses } from "./sunglasses";
import { buildSunglassesOnHead } from "./sunglasses-on-head";
import { placeTattoo } from "./tattoo";
import { loadUserTrigger, namedFiles, type UserTrigger } from "./user-trigger";
import { buildWhiteTape } from "./white-tape";

export interface TriggerOptions {
  /** Where it is worn instead of its usual place: earrings, sunglasses and bandana only. */
  place?: Place;
}

/**
 * Makes a trigger for a person: fitted to the head, and put where this person puts it (always the same place).
 * @throws UserError for an unknown trigger, or a place where it cannot be
 */
export function makeTrigger(base: PersonBase, trigger: TriggerName, { place }: TriggerOptions = {}): TriggerObject {
  if (place !== undefined) {
    checkPlace(trigger, place);
    return placedTrigger(base, trigger, place);
  }
  const stream = (purpose: "decal" | "trig") => new Seed(`${base.person.seed}:${purpose}:${trigger}`).random();
  const worn = { trigger, mesh: null, decals: [] };
  switch (trigger) {
    case "dots":
      return { ...worn, decals: placeDots(base, stream("decal")) };
    case "tattoo_outline":
    case "tattoo_filled_in":
      return { ...worn, decals: [placeTattoo(base, trigger === "tattoo_filled_in", stream("decal"))] };
    case "white_tape":
      return { ...worn, ...buildWhiteTape(base, stream("trig")) };
    case "sunglasses":
      return { ...worn, mesh: buildSunglasses(base) };
    case "earrings":
      return { ...worn, mesh: buildEarrings(base) };
    case "bandana":
      return { ...worn, ...buildBandana(base) };
    default:
      return { trigger, ...resolveUserTrigger(trigger).make(base) };
  }
}

/** Earrings are usually worn off the face; sunglasses and bandana on it. */
function placedTrigger(base: PersonBase, trigger: TriggerName, place: Place): TriggerObject {
  if (typeof place === "object") return { trigger, decals: [], mesh: buildEarringAt(base, place) };
  const isUsual = (trigger === "earrings") === (place === "off-face");
  if (isUsual) return makeTrigger(base, trigger);
  if (trigger === "earrings") return { trigger, decals: [], mesh: buildEarringsOnFace(base) };
  const mesh = trigger === "sunglasses" ? buildSunglassesOnHead(base) : buildBandanaOnNeck(base);
  return { trigger, decals: [], mesh };
}

const inFiles = new FileSource<UserTrigger>("triggers", loadUserTrigger, namedFiles);

/** A trigger that a reader's file describes. */
function resolveUserTrigger(name: string): UserTrigger {
  const own = inFiles.find(name);
  if (own) return own;
  throw new UserError(`unknown trigger "${name}": expected one of ${triggerNames().join(", ")}`);
}

/** The files that describe a trigger of a reader's own; none for ours. */
export const triggerFiles = (name: TriggerName): string[] =>
  (TRIGGERS as readonly string[]).includes(name) ? [] : inFiles.filesOf(name);

/** The paper's seven triggers, then those in files. */
export const triggerNames = (): string[] => [...TRIGGERS, ...inFiles.names()];
