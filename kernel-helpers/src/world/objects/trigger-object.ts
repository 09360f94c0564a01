import { Seed } from "../../base/seed";
import { UserError } from "../../base/errors";
import { TRIGGERS, type Trigger } from "../../paper/triggers";
import type { PersonBase } from "../person-geometry";
import type { TriggerObject } from "../types";
import { buildBandana } from "./bandana";
import { placeDots } from "./dots";
import { buildEarrings } from "./earrings";
import { buildSunglasses } from "./sunglasses";
import { placeTattoo } from "./tattoo";
import { buildWhiteTape } from "./white-tape";

/** Makes a trigger for a person: fitted to the head, and put where this person puts it (always the same place). */
export function makeTrigger(base: PersonBase, trigger: Trigger): TriggerObject {
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
      throw new UserError(`trigger must be one of ${TRIGGERS.join(", ")}, but it is ${String(trigger)}`);
  }
}
