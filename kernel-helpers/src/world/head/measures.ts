/** Height of the eyes: the same on every head (see `buildIdentity`). */
export const EYE_Y = 7.28;
