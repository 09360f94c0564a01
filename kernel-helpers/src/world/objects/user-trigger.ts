import * as path from "node:path";
import { z } from "zod";
import { UserError } from "../../base/errors";
import { MM_PER_UNIT, mm, RADIANS_PER_DEGREE, vertexAt, writeVertex } from "../math/vector";
import type { SurfaceFrame } from "../mesh/surface";
import { halve } from "../mesh/texture";
import type { PersonBase } from "../people/person-geometry";
import { Material, type PictureDecal, type Surface, type Texture, type TriggerMesh, type WornObject } from "../types";
import { decodePng } from "../user/png-file";
import { colorSchema, nameOf, readBytes, readDescription } from "../user/read-file";
import { frameOf, placeSchema } from "./places";
import { readUserMesh, type UserMesh } from "./user-mesh";

const positive = z.number().positive("must be above 0");
const wherever = { place: placeSchema, turnDegrees: z.number().default(0) };

const pictureSchema = z.strictObject({
  picture: z.string().describe("PNG with an alpha channel, beside this file"),
  widthMm: positive.max(200),
  as: z.enum(["sticker", "ink"]).default("sticker"),
  ...wherever,
});
const meshSchema = z.strictObject({
  mesh: z
    .string()
    .describe("Wavefront OBJ beside this file: x to the person's left, y up along the skin, z away from it"),
  mmPerUnit: positive.default(1),
  texture: z.string().optional().describe("PNG beside this file"),
  color: colorSchema().optional(),
  shininess: z.number().min(0).max(1).default(0.4),
  metal: z.boolean().default(false),
  openMesh: z.boolean().default(false).describe("true for a sheet, which has edges"),
  upright: z.boolean().default(false).describe("true to keep y up and z to the front whatever the slope of the skin"),
  liftMm: z.number().min(-50).max(100).default(0),
  ...wherever,
});
/** Which of the two a file is, by the key that it has. */
const kindSchema = z.looseObject({ picture: z.unknown().optional(), mesh: z.unknown().optional() });

/** A trigger that a file describes. */
export interface UserTrigger {
  name: string;
  make: (base: PersonBase) => WornObject;
}

/** The trigger that a file describes: a picture on the skin, or a mesh; the file's name is its name. */
export function loadUserTrigger(file: string): UserTrigger {
  const { picture, mesh } = readDescription(kindSchema, file);
  if ((picture === undefined) === (mesh === undefined)) {
    throw new UserError(
      `${file}: expected either "picture" or "mesh", found ${picture === undefined ? "neither" : "both"}`,
    );
  }
  return { name: nameOf(file), make: picture === undefined ? loadMesh(file) : loadPicture(file) };
}

const beside = (file: string, name: string): string => path.resolve(path.dirname(file), name);

const namedSchema = z.looseObject({
  picture: z.string().optional(),
  mesh: z.string().optional(),
  texture: z.string().optional(),
});

/** The files beside a trigger's own that it needs. */
export function namedFiles(file: string): string[] {
  const { picture, mesh, texture } = readDescription(namedSchema, file);
  return [picture, mesh, texture].flatMap((name) => (name === undefined ? [] : [beside(file, name)]));
}

/** A picture has no more texels than this for a millimetre: twice what a photograph shows. */
const TEXELS_PER_MM = 2;

/** Halved until it is no finer than a photograph can show: finer detail would flicker. */
function fitted(texture: Texture, widthMm: number): Texture {
  let fit = texture;
  while (fit.width > 2 * TEXELS_PER_MM * widthMm && fit.width > 1 && fit.height > 1) fit = halve(fit);
  return fit;
}

function loadPicture(file: string): UserTrigger["make"] {
  const { picture, widthMm, as, place, turnDegrees } = readDescription(pictureSchema, file);
  const source = beside(file, picture);
  const texture = fitted(decodePng(source, readBytes(source), true), widthMm);
  const radius = mm(widthMm) / 2;
  const aspect = texture.height / texture.width;
  // the corners of the picture, and a little more for skin that curves away
  const reach = radius * Math.sqrt(1 + aspect * aspect) * 1.1;
  return (base) => {
    const frame = frameOf(base, place, turnDegrees * RADIANS_PER_DEGREE);
    const decal: PictureDecal = { ...frame, kind: "picture", texture, radius, reach, as };
    return { mesh: null, decals: [decal] };
  };
}

/** Largest extent of a mesh that is worn on a head, and the smallest that a photograph shows. */
const EXTENT_MM = { smallest: 3, largest: 600 };

function loadMesh(file: string): UserTrigger["make"] {
  const options = readDescription(meshSchema, file);
  const source = beside(file, options.mesh);
  const needsUv = options.texture !== undefined;
  const mesh = readUserMesh(source, readBytes(source).toString("utf8"), { isOpen: options.openMesh, needsUv });
  const extent = extentOf(mesh) * options.mmPerUnit;
  if (extent < EXTENT_MM.smallest || extent > EXTENT_MM.largest) {
    throw new UserError(
      `${file}: the mesh is ${extent.toPrecision(3)} mm long, expected ${EXTENT_MM.smallest} to ${EXTENT_MM.largest}: change "mmPerUnit"`,
    );
  }
  const surface = surfaceOf(file, options);
  return (base) => {
    const turn = options.turnDegrees * RADIANS_PER_DEGREE;
    const frame = frameOf(base, options.place, options.upright ? 0 : turn);
    const axes = options.upright ? { ...frame, ...UPRIGHT } : frame;
    return { mesh: placeMesh(mesh, axes, options.mmPerUnit / MM_PER_UNIT, mm(options.liftMm), surface), decals: [] };
  };
}

const UPRIGHT = {
  tangent: [1, 0, 0],
  bitangent: [0, 1, 0],
  normal: [0, 0, 1],
} satisfies Pick<SurfaceFrame, "tangent" | "bitangent" | "normal">;

const extentOf = ({ positions }: UserMesh): number =>
  Math.max(
    ...[0, 1, 2].map((axis) => {
      let [low, high] = [Infinity, -Infinity];
      for (let i = axis; i < positions.length; i += 3) {
        low = Math.min(low, positions[i]);
        high = Math.max(high, positions[i]);
      }
      return high - low;
    }),
  );

function surfaceOf(file: string, { texture, color, shininess, metal }: z.output<typeof meshSchema>): Surface {
  const source = texture === undefined ? undefined : beside(file, texture);
  return {
    color: color ?? [0.5, 0.5, 0.5],
    pattern: "plain",
    ...(source === undefined ? {} : { texture: decodePng(source, readBytes(source), false) }),
    wrap: 0.05,
    isMetal: metal,
    gloss: { roughness: 0.7 - 0.55 * shininess, strength: 0.4 + 0.7 * shininess, f0: metal ? 0.9 : 0.045 },
  };
}

/** Puts a mesh onto a frame: its x, y and z along tangent, bitangent and normal. */
function placeMesh(mesh: UserMesh, frame: SurfaceFrame, scale: number, lift: number, surface: Surface): TriggerMesh {
  const vertexCount = mesh.positions.length / 3;
  const positions = new Float32Array(vertexCount * 3);
  const normals = new Float32Array(vertexCount * 3);
  const attributes = new Float32Array(vertexCount * 4);
  const { tangent, bitangent, normal, center } = frame;
  for (let v = 0; v < vertexCount; v++) {
    const [x, y, z] = vertexAt(mesh.positions, v);
    const [nx, ny, nz] = vertexAt(mesh.normals, v);
    const along = (c: number, a: number, b: number, d: number) => a * tangent[c] + b * bitangent[c] + d * normal[c];
    const at = (c: number) => center[c] + along(c, x * scale, y * scale, z * scale + lift);
    writeVertex(positions, v, [at(0), at(1), at(2)]);
    writeVertex(normals, v, [along(0, nx, ny, nz), along(1, nx, ny, nz), along(2, nx, ny, nz)]);
    attributes.set(mesh.uv.subarray(v * 2, v * 2 + 2), v * 4);
  }
  const materials = new Uint8Array(mesh.triangles.length / 3).fill(Material.Custom);
  return { vertexCount, positions, normals, attributes, triangles: mesh.triangles, materials, surfaces: [surface] };
}
