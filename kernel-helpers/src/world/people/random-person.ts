import { exp, log } from "../../base/exact-math";
import { Seed, type Random } from "../../base/seed";
import type { Rgb } from "../math/color";
import { clamp, mix } from "../math/scalar";
import { mm } from "../math/vector";
import type { Ancestry, BrowSpec, HairSpec, HairStyle, Person, SkinSpec } from "../types";
import { castDraw } from "./cast-draws";
import { HAIR_COLORS, IRIS } from "./palette";
import { drawName, makePerson } from "./person";
import { stratumOf, type Stratum } from "./stratum";

const ANCESTRIES: readonly Ancestry[] = ["caucasian", "african", "asian"];

/** Lightest and darkest usual skin by ancestry. */
const SKIN_TONES: Record<Ancestry, readonly [light: Rgb, dark: Rgb]> = {
  caucasian: [
    [0.66, 0.46, 0.365],
    [0.44, 0.27, 0.18],
  ],
  asian: [
    [0.63, 0.44, 0.325],
    [0.36, 0.22, 0.135],
  ],
  african: [
    [0.36, 0.21, 0.135],
    [0.085, 0.042, 0.027],
  ],
};

/** Usual styles, repeated where they are commoner. */
const STYLES: Record<"african" | "other", Record<"male" | "female", readonly HairStyle[]>> = {
  african: {
    male: ["buzz", "buzz", "afro", "short"],
    female: ["afro", "afro", "bun", "long", "pony"],
  },
  other: {
    male: ["short", "short", "side", "back", "buzz", "bald"],
    female: ["long", "long", "long", "bob", "bun", "pony", "back"],
  },
};

const DARK_HAIR: readonly Rgb[] = [HAIR_COLORS.black, HAIR_COLORS.black, HAIR_COLORS.darkBrown];
const CAUCASIAN_HAIR: readonly Rgb[] = [
  HAIR_COLORS.black,
  HAIR_COLORS.darkBrown,
  HAIR_COLORS.darkBrown,
  HAIR_COLORS.brown,
  HAIR_COLORS.brown,
  HAIR_COLORS.lightBrown,
  HAIR_COLORS.dirtyBlond,
  HAIR_COLORS.blond,
  HAIR_COLORS.red,
  HAIR_COLORS.auburn,
];
const DARK_IRIS: readonly Rgb[] = [IRIS.dark, IRIS.dark, IRIS.brown];

/** What the draws of one person share. */
interface Draft extends Stratum {
  random: Random;
}

/** A further person, drawn from streams named for the id and the draw. */
export function randomPerson(id: string, draw = castDraw(id)): Person {
  const seed = new Seed(`rand:${drawName(id, draw)}`);
  const stratum = stratumOf(id);
  const { male, race, age } = stratum;
  const draft = (part: string): Draft => ({ ...stratum, random: seed.child(part).random() });
  const shares = drawShares(draft("ancestry"));
  const base = drawSkinTone(draft("tone").random, shares);
  const lips = draft("lips");
  const skin = { base, lip: drawLip(lips, base), lipMix: lips.random.range(0.75, 1), ...drawSkin(draft("skin")) };
  const beard = drawBeardLength(draft("beard").random, skin.stubble);
  const hair = { ...drawHair(draft("hair")), ...drawCut(draft("cut")), beard };
  const body = draft("body").random;
  const weight = clamp(body.normal(0.52, 0.16), 0.1, 0.95);
  const muscle = clamp(body.normal(0.5, 0.15));
  const iris = draft("iris").random.pick(race === "caucasian" ? Object.values(IRIS) : DARK_IRIS);
  const brow = drawBrow(draft("brow"));
  const sex = male ? "male" : "female";
  return makePerson(id, { race: shares, sex, age, weight, muscle, iris, skin, hair, brow }, draw);
}

/** The morphs of an ancestry are its extreme: nobody is all of one. The mixed have 38 to 48 % of another. */
function drawShares({ random, race, isMixed }: Draft): Partial<Record<Ancestry, number>> {
  const second = isMixed ? random.range(0.38, 0.48) : random.range(0.05, 0.38);
  const other = random.pick(ANCESTRIES.filter((each) => each !== race));
  return { [race]: 1 - second, [other]: second };
}

/** Melanin absorbs by layers, so ancestries mix in optical density, the logarithm of what skin reflects. */
function drawSkinTone(random: Random, shares: Partial<Record<Ancestry, number>>): Rgb {
  const darkness = random.next();
  const density: [number, number, number] = [0, 0, 0];
  for (const [race, share] of Object.entries(shares) as [Ancestry, number][]) {
    const [light, dark] = SKIN_TONES[race];
    for (let c = 0; c < 3; c++) density[c] += share * mix(log(light[c]), log(dark[c]), darkness);
  }
  return [exp(density[0]), exp(density[1]), exp(density[2])];
}

function drawHair({ random, male, race, age }: Draft): Partial<HairSpec> {
  let color = random.pick(race === "caucasian" ? CAUCASIAN_HAIR : DARK_HAIR);
  const grey = age > 45 ? random.range(0.1, 0.7) : 0;
  if (age > 58 && random.next() < 0.5) color = HAIR_COLORS.grey;
  const style = random.pick(STYLES[race === "african" ? "african" : "other"][male ? "male" : "female"]);
  const hair = {
    style,
    length: drawHairLengths(random)[style],
    color,
    grey,
    part: random.range(-0.35, 0.35),
    tuck: random.range(0.5, 0.9),
    wave: random.next() < 0.5 ? 0 : random.range(0.08, 0.25),
    count: style === "afro" ? 4600 : style === "buzz" ? 2800 : 3000,
    recess: male ? random.range(0, 0.05 + age / 300) : 0,
    line: random.range(-0.05, 0.06),
    volume: random.range(0.8, 1.4),
    lift: random.range(0.8, 1.3),
    bangs: style === "long" && random.next() < 0.25 ? random.range(0.2, 0.35) : 0,
  };
  return race === "african" && style === "long" ? { ...hair, wave: 0.3, waveFrequency: 14 } : hair;
}

/** What sets two people of the same style apart: curls, an undercut. */
function drawCut({ random, male, race }: Draft): Partial<HairSpec> {
  const isCurly = random.next() < 0.35;
  const curliness = random.range(0.1, 0.6);
  const curl = race === "african" ? 1 : race === "asian" || !isCurly ? 0 : curliness;
  const sides = male && random.next() < 0.4 ? random.range(0.3, 0.6) : 1;
  return { curl, sides };
}

/** One length per style, all drawn, so that what follows in the stream does not depend on the style. */
const drawHairLengths = (random: Random): Record<HairStyle, number> => ({
  short: random.range(0.6, 1.5),
  side: random.range(0.8, 1.2),
  back: random.range(0.8, 1.2),
  buzz: random.range(0.8, 1.4),
  afro: random.range(0.2, 0.75),
  bun: 1,
  pony: random.range(0.8, 1.6),
  bob: random.range(1.1, 1.6),
  long: random.range(1.8, 2.8),
  bald: 1,
});

/** Lips: near the skin's own colour on dark skin and on men, redder on the others. */
function drawLip({ random, male, race }: Draft, base: Rgb): Rgb {
  const lip: Rgb =
    race === "african"
      ? [base[0] * random.range(1.05, 1.4), base[1] * random.range(0.75, 1.05), base[2] * random.range(0.9, 1.35)]
      : [random.range(0.38, 0.54), random.range(0.07, 0.24), random.range(0.08, 0.22)];
  const towardsSkin = male ? 0.35 : 0;
  return [mix(lip[0], base[0], towardsSkin), mix(lip[1], base[1], towardsSkin), mix(lip[2], base[2], towardsSkin)];
}

function drawSkin({ random, male, race }: Draft): Partial<SkinSpec> {
  const dark = race !== "caucasian";
  return {
    melanin: race === "african" ? 1 : 0,
    redness: random.range(0.2, 0.95),
    stubble: male ? drawBeard(random) : 0,
    freckles: !dark && random.next() < 0.25 ? random.range(0.3, 1) : 0,
    eyeDarkness: random.range(0.3, 0.9),
    liner: male ? 0.15 : random.range(0.1, 1),
    oil: race === "african" ? random.range(0.5, 0.9) : random.range(0.7, 1.3),
  };
}

/** Half of the men are shaven, the others have stubble or a beard. */
function drawBeard(random: Random): number {
  const kind = random.next();
  return kind < 0.5 ? random.range(0, 0.15) : kind < 0.7 ? random.range(0.25, 0.55) : random.range(0.65, 1);
}

/** Above this strength stubble is the ground of a beard. */
const BEARD_FROM = 0.6;
const drawBeardLength = (random: Random, stubble = 0): number =>
  stubble < BEARD_FROM ? 0 : random.range(mm(2), mm(11));

const drawBrow = ({ random, male }: Draft): Partial<BrowSpec> => ({
  thickness: male ? random.range(0.036, 0.095) : random.range(0.022, 0.056),
  arch: random.range(0.01, 0.1),
  inner: random.range(0.085, 0.14),
  outer: random.range(0.52, 0.6),
  y: random.range(7.435, 7.515),
  density: random.range(0.65, 1),
  count: male ? random.int(500) + 450 : random.int(400) + 350,
  fill: random.range(0.25, 0.65),
  drop: random.range(0.02, 0.08),
});
