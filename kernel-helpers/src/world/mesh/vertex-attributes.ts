/** Numbers per vertex that are interpolated over a triangle and read by its material's shader. */
export const ATTRIBUTE_COUNT = 10;

/** Columns of body vertices. Teeth use `NeutralX` … too; an eyeball keeps its position relative to its centre in 0 … 2. */
export const enum BodyAttribute {
  RestX = 0,
  RestY = 1,
  RestZ = 2,
  /** The person's own neutral position: where decals are fixed. */
  NeutralX = 3,
  NeutralY = 4,
  NeutralZ = 5,
  Lips = 6,
  Eyelids = 7,
  InsideMouth = 8,
  Ears = 9,
}

/** Columns of strand cards. The tangent is written anew for every pose. */
export const enum HairAttribute {
  Across = 0,
  Along = 1,
  Seed = 2,
  Tint = 3,
  TangentX = 4,
  TangentY = 5,
  TangentZ = 6,
}

/** Columns of worn objects: coordinates of the surface pattern. */
export const enum ObjectAttribute {
  U = 0,
  V = 1,
  /** Of the bandana: a place on the cloth as it lies flat. */
  ClothX = 2,
  ClothY = 3,
}

/** A further column of objects of `Material.Custom`: the index of their surface. */
export const enum CustomAttribute {
  Surface = 2,
}
