import { Seed } from "../../base/seed";
import type { Rgb } from "../math/color";
import type { Ancestry, BrowSpec, HairSpec, Person, SkinSpec } from "../types";
import { castDraw } from "./cast-draws";
import { drawFaceDetails, type FaceShape } from "./face-details";
import { HAIR_COLORS, IRIS } from "./palette";

/** What must be said about a person; the rest is usual for their sex or drawn from a stream named for their id. */
export interface PersonOutline {
  race: Partial<Record<Ancestry, number>>;
  sex: "female" | "male";
  /** Years. */
  age: number;
  weight?: number;
  muscle?: number;
  /** Factor on the variation of the face's details: see face-details.ts. */
  spread?: number;
  shape?: FaceShape;
  detail?: Readonly<Record<string, number>>;
  iris?: Rgb;
  skin: Partial<SkinSpec> & Pick<SkinSpec, "base">;
  hair?: Partial<HairSpec>;
  brow?: Partial<BrowSpec>;
}

/** Colours of skin were chosen by eye under light a little too warm: green and blue are taken back by these factors. */
const SKIN_CORRECTION: Rgb = [1, 0.94, 0.88];
const V_NECK_SHARE = 0.4;

/** Name of the random streams of a person's draw; the first has the name of its person. */
export const drawName = (id: string, draw: number): string => (draw === 0 ? id : `${id}#${draw}`);

/**
 * A person in full. The same id, outline and draw always give the same person; which draw is whose stands in
 * cast-draws.ts.
 */
export function makePerson(id: string, outline: PersonOutline, draw = castDraw(id)): Person {
  const { sex, weight = 0.5, muscle = 0.5, iris = IRIS.brown } = outline;
  const male = sex === "male";
  const name = drawName(id, draw);
  const seed = new Seed(`person:${name}`);
  const detail = drawFaceDetails(seed.child("face"), {
    male,
    spread: outline.spread,
    shape: outline.shape,
    fixed: outline.detail,
  });
  const hair = { ...USUAL_HAIR, ...outline.hair };
  return {
    id,
    seed: name,
    race: outline.race,
    male: male ? 1 : 0,
    age: outline.age,
    weight,
    muscle,
    detail,
    vneck: seed.child("neckline").random().next() < V_NECK_SHARE,
    skin: completeSkin(outline.skin, male),
    hair,
    brow: { ...usualBrow(hair.color, male), ...outline.brow },
    iris,
  };
}

const USUAL_HAIR: HairSpec = {
  style: "short",
  length: 1,
  color: HAIR_COLORS.brown,
  grey: 0,
  count: 2400,
  paint: 0.92,
  part: 0,
  tuck: 0.6,
  wave: 0,
  waveFrequency: 9,
  recess: 0,
  line: 0,
  volume: 1,
  lift: 1,
  bangs: 0,
  fringe: 0,
  cardWidth: 0.07,
  sides: 1,
  curl: 0,
  beard: 0,
};

function completeSkin(skin: PersonOutline["skin"], male: boolean): SkinSpec {
  const [red, green, blue] = skin.base;
  return {
    redness: 0.5,
    melanin: 0,
    lip: [0.42, 0.17, 0.15],
    lipMix: 0.75,
    lipGloss: 0.5,
    eyeDarkness: 0.5,
    liner: male ? 0.15 : 0.55,
    oil: 1,
    stubble: 0,
    freckles: 0,
    ...skin,
    ...(male ? { lipMix: 0.5, lipGloss: 0.2 } : {}),
    base: [red * SKIN_CORRECTION[0], green * SKIN_CORRECTION[1], blue * SKIN_CORRECTION[2]],
  };
}

function usualBrow(hairColor: Rgb, male: boolean): BrowSpec {
  const darker = (c: number) => c * 0.45 + 0.003;
  return {
    inner: 0.115,
    outer: 0.56,
    y: 7.475,
    arch: male ? 0.035 : 0.07,
    drop: 0.05,
    thickness: male ? 0.062 : 0.042,
    count: male ? 700 : 460,
    density: male ? 0.85 : 0.8,
    fill: 0.45,
    color: [darker(hairColor[0]), darker(hairColor[1]), darker(hairColor[2])],
  };
}
