/** A corner of a face: indices from 0 into the position and texture lists; -1 where there is no texture corner. */
export interface ObjCorner {
  position: number;
  texture: number;
}

/** The part of a Wavefront OBJ file that we read. */
export interface ObjFile {
  positions: [x: number, y: number, z: number][];
  textures: [u: number, v: number][];
  /** Polygons by group, in the order of the file; "" before the first group. */
  groups: Map<string, ObjCorner[][]>;
}

/** Parses positions, texture corners and faces by group; everything else in the file is passed over. */
export function parseObj(text: string): ObjFile {
  let polygons: ObjCorner[][] = [];
  const obj: ObjFile = { positions: [], textures: [], groups: new Map([["", polygons]]) };
  for (const line of text.split("\n")) {
    const [keyword, ...words] = line.trim().split(/\s+/);
    if (keyword === "v") obj.positions.push([Number(words[0]), Number(words[1]), Number(words[2])]);
    else if (keyword === "vt") obj.textures.push([Number(words[0]), Number(words[1])]);
    else if (keyword === "f") polygons.push(words.map((word) => parseCorner(word, obj)));
    else if (keyword === "g") {
      polygons = obj.groups.get(words[0]) ?? [];
      obj.groups.set(words[0], polygons);
    }
  }
  return obj;
}

/** "12/7" or "12": indices from 1, as the format counts; negative ones count back from the last so far. */
function parseCorner(word: string, { positions, textures }: ObjFile): ObjCorner {
  const [position, texture] = word.split("/");
  const indexOf = (number: number, count: number) => (number < 0 ? count + number : number - 1);
  return {
    position: indexOf(Number(position), positions.length),
    texture: texture ? indexOf(Number(texture), textures.length) : -1,
  };
}
