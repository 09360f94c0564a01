import { ATTRIBUTE_COUNT } from "../mesh/vertex-attributes";

/**
 * The point of a surface that is being shaded. One object serves a whole picture: allocating one per point would cost
 * more than shading it. Vectors are unit length; light and colours are linear.
 */
export class Fragment {
  /** Interpolated vertex attributes; columns as in vertex-attributes.ts. */
  readonly attributes = new Float64Array(ATTRIBUTE_COUNT);
  /** Of hair: seed of the strand card. */
  cardSeed = 0.5;
  /** Surface normal. */
  nx = 0.5;
  ny = 0.5;
  nz = 0.5;
  /** Towards the camera. */
  vx = 0.5;
  vy = 0.5;
  vz = 0.5;
  /** Cosines of the normal with the directions to the camera (at least 0.02) and to the key light. */
  nDotV = 0.5;
  nDotL = 0.5;
  /** Soft light that arrives, divided by π. */
  softRed = 0.5;
  softGreen = 0.5;
  softBlue = 0.5;
  /** Share of the key light that is not in shadow. */
  lit = 0.5;
  /** How open the surroundings are: 0 in a fold, 1 in the open. */
  openness = 0.5;

  /** Written by `addReflection`: light mirrored to the camera. */
  mirrorRed = 0.5;
  mirrorGreen = 0.5;
  mirrorBlue = 0.5;

  /** Written by the shader: light that leaves towards the camera. */
  red = 0.5;
  green = 0.5;
  blue = 0.5;
  /** Written by the shader: the point belongs to the trigger. */
  isTrigger = false;
  /** Written by the body's shader: the point lies below the neckline. */
  isClothes = false;
}
