/** Why one photograph is not used: a sentence's end that says what was found and what to do. Nothing else stops for it. */
export class Unusable extends Error {
  override readonly name = "Unusable";
}
