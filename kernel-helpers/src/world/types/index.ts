/**
 * What the two halves of the rendered world hand to each other: geometry (head, person, hair, objects) on one side,
 * images (raster, light, skin, render) on the other. All lengths are head-space units of 100 mm (see vector.ts), all
 * colours linear light (see color.ts), all angles radians. `n` is a number of vertices, `t` of triangles.
 */
export * from "./head";
export * from "./mesh";
export * from "./person";
export * from "./shot";
export * from "./surface";
