import { UserError } from "../../base/errors";
import type { Random } from "../../base/seed";
import { clamp } from "../math/scalar";

/** Strengths of what a face does, each 0 … 1. */
interface ExpressionKind {
  smile?: number;
  openMouth?: number;
  raisedBrows?: number;
  frown?: number;
  pucker?: number;
  pressedLips?: number;
}

/** Expressions in photographs, repeated where they are commoner. */
const KINDS: readonly ExpressionKind[] = [
  {},
  {},
  { smile: 0.25 },
  { smile: 0.45 },
  { smile: 0.6, openMouth: 0.1 },
  { smile: 0.75, openMouth: 0.17 },
  { openMouth: 0.12, smile: 0.15 },
  { raisedBrows: 0.6 },
  { frown: 0.3 },
  { pucker: 0.18 },
  { pressedLips: 0.5 },
];

/** Expressions that can be asked for by name. */
const NAMED: Readonly<Record<string, ExpressionKind>> = {
  neutral: {},
  smile: { smile: 0.45 },
  "broad smile": { smile: 0.75, openMouth: 0.17 },
  "open mouth": { openMouth: 0.15 },
  "raised brows": { raisedBrows: 0.6 },
  frown: { frown: 0.3 },
  pucker: { pucker: 0.18 },
  "pressed lips": { pressedLips: 0.5 },
};
export const EXPRESSIONS: readonly string[] = Object.keys(NAMED);

/** The weights of a named expression. @throws UserError for another name */
export function expressionNamed(name: string): Record<string, number> {
  if (Object.hasOwn(NAMED, name)) return weightsOf(NAMED[name], 1, 0, { blink: USUAL_BLINK });
  throw new UserError(`unknown expression "${name}": expected one of ${EXPRESSIONS.join(", ")}`);
}

/** How far lids are lowered when nobody stares; 1 is a closed eye. */
const USUAL_BLINK = 0.1;
/** Smiles above this strength bare the teeth. */
const BROAD_SMILE = 0.6;

/** Draws an expression: weights by morph target ("fu/…"), summed where several movements share one. */
export function drawExpression(random: Random): Record<string, number> {
  const kind = random.pick(KINDS);
  const strength = random.range(0.7, 1.15);
  const asymmetry = clamp(random.normal(0, 0.035), -0.08, 0.08);
  const blink = clamp(random.normal(USUAL_BLINK, 0.04), 0, 0.18);
  const innerBrows = Math.max(0, random.normal(0.05, 0.1));
  return weightsOf(kind, strength, asymmetry, { blink, innerBrows });
}

/** Weights by morph target ("fu/…"). @param asymmetry how much more the left corner of a smiling mouth rises */
function weightsOf(
  kind: ExpressionKind,
  strength: number,
  asymmetry: number,
  { blink = 0, innerBrows = 0 } = {},
): Record<string, number> {
  const weights: Record<string, number> = {};
  const put = (unit: string, weight: number) => {
    if (weight !== 0) weights[`fu/${unit}`] = (weights[`fu/${unit}`] ?? 0) + weight;
  };
  const putBoth = (unit: string, weight: number, difference = 0) => {
    put(`${unit}Left`, weight + difference);
    put(`${unit}Right`, weight - difference);
  };
  if (kind.smile) {
    putBoth("mouthSmile", kind.smile * strength, asymmetry);
    putBoth("cheekSquint", kind.smile * 0.5);
    putBoth("eyeSquint", kind.smile * 0.22);
    if (kind.smile > BROAD_SMILE) putBoth("mouthUpperUp", 0.25 * strength);
  }
  if (kind.openMouth) put("jawOpen", kind.openMouth * strength);
  if (kind.raisedBrows) {
    put("browInnerUp", kind.raisedBrows * strength);
    putBoth("browOuterUp", kind.raisedBrows * strength * 0.7);
  }
  if (kind.frown) {
    putBoth("browDown", kind.frown);
    putBoth("mouthFrown", kind.frown * 0.5);
  }
  if (kind.pucker) put("mouthPucker", kind.pucker * strength);
  if (kind.pressedLips) putBoth("mouthPress", kind.pressedLips);
  putBoth("eyeBlink", blink);
  put("browInnerUp", innerBrows);
  return weights;
}
