import { Seed } from "../../base/seed";
import type { PersonBase } from "../people/person-geometry";
import type { WornObject } from "../types";
import type { Accessory, AccessoryMaker, AccessoryName } from "./accessory";
import { makeBaseballCap } from "./baseball-cap";
import { makeBeanie } from "./beanie";
import { makeGlasses } from "./glasses";
import { makeHairClip } from "./hair-clip";
import { makeHeadband } from "./headband";
import { makeEyeShadow, makeLipstick, makeMoles, makeRouge } from "./make-up";
import { makeMask } from "./mask";
import { makeNecklace } from "./necklace";
import { makePlaster } from "./plaster";
import { makeScarf } from "./scarf";

const MAKERS: Record<AccessoryName, AccessoryMaker> = {
  "baseball-cap": makeBaseballCap,
  beanie: makeBeanie,
  headband: makeHeadband,
  "hair-clip": makeHairClip,
  glasses: makeGlasses,
  mask: makeMask,
  scarf: makeScarf,
  necklace: makeNecklace,
  plaster: makePlaster,
  moles: makeMoles,
  lipstick: makeLipstick,
  "eye-shadow": makeEyeShadow,
  rouge: makeRouge,
};

/** Makes an accessory for a person: fitted to the head, and always the same for the same seed. */
export const makeAccessory = (base: PersonBase, { name, seed }: Pick<Accessory, "name" | "seed">): WornObject =>
  MAKERS[name](base, new Seed(seed).random());
