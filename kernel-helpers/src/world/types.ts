/**
 * What the two halves of the rendered world hand to each other: geometry (head, person, hair, objects) on one side,
 * images (raster, light, skin, render) on the other. All lengths are head-space units of 100 mm (see vector.ts), all
 * colours linear light (see color.ts), all angles radians. `n` is a number of vertices, `t` of triangles.
 */
export * from "./types/head";
export * from "./types/mesh";
export * from "./types/person";
export * from "./types/shot";
export * from "./types/surface";
