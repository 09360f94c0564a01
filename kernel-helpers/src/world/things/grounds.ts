import { rgbFromBytes, type Rgb } from "../math/color";
import { fractalNoise, latticeHash, valueNoise } from "../math/noise";
import { mix, smoothstep } from "../math/scalar";

/** What a thing stands on: colour at a point (100 mm), written to `out`; detail finer than `footprint` is left out. */
export interface Ground {
  name: string;
  /** Its colour on the whole, as it shines on the thing. */
  mean: Rgb;
  /** Strength of reflection. */
  gloss: number;
  paint: (x: number, z: number, footprint: number, out: Float64Array) => void;
}

/** Detail of a size as far as it is seen: 1 when it is larger than what one pixel shows, 0 when much smaller. */
const seen = (size: number, footprint: number): number => smoothstep(2.2, 0.7, footprint / size);

function write(out: Float64Array, [red, green, blue]: Rgb, factor: number): void {
  out[0] = red * factor;
  out[1] = green * factor;
  out[2] = blue * factor;
}

/** Boards with grain along x. */
function wood(name: string, color: Rgb, contrast: number, board: number): Ground {
  return {
    name,
    mean: color,
    gloss: 0.5,
    paint: (x, z, footprint, out) => {
      const index = Math.floor(z / board);
      const seed = latticeHash(index, 3, 7, 1);
      const across = z / board - index;
      const grain =
        fractalNoise(x * 0.7 + seed * 40, z * 9, seed * 9, 11, 3) -
        0.5 +
        0.6 * (valueNoise(x * 1.8, z * 70, 0, 4) - 0.5) * seen(0.03, footprint);
      const gap = board < 20 ? smoothstep(0.012, 0.004, Math.min(across, 1 - across)) * seen(0.03, footprint) : 0;
      write(out, color, (1 + contrast * grain * 1.6) * (1 + (board < 20 ? 0.22 * (seed - 0.5) : 0)) * (1 - 0.6 * gap));
    },
  };
}

const plain = (name: string, color: Rgb, gloss: number): Ground => ({
  name,
  mean: color,
  gloss,
  paint: (x, z, _footprint, out) => write(out, color, 0.97 + 0.06 * fractalNoise(x * 0.5, z * 0.5, 0, 2, 2)),
});

/** Concrete, asphalt: blotches and grit. */
const gritty = (name: string, color: Rgb, grit: number, strength: number): Ground => ({
  name,
  mean: color,
  gloss: 0.12,
  paint: (x, z, footprint, out) => {
    const blotch = fractalNoise(x * 0.6, z * 0.6, 0, 21, 3) - 0.5;
    const grain = (valueNoise(x / grit, z / grit, 0, 8) - 0.5) * seen(grit, footprint);
    write(out, color, 1 + 0.5 * blotch + strength * grain);
  },
});

const marble: Ground = {
  name: "marble",
  mean: [0.6, 0.59, 0.57],
  gloss: 0.8,
  paint: (x, z, _footprint, out) => {
    const warp = fractalNoise(x * 0.8, z * 0.8, 0, 31, 4);
    const vein = smoothstep(0.09, 0, Math.abs(fractalNoise(x * 0.9 + warp * 2, z * 0.9, 2, 33, 3) - 0.5));
    write(out, [0.64, 0.63, 0.61], (1 - 0.38 * vein) * (0.94 + 0.12 * warp));
  },
};

/** Woven cloth: a tablecloth, a blanket, a carpet. */
const woven = (name: string, color: Rgb, thread: number): Ground => ({
  name,
  mean: color,
  gloss: 0,
  paint: (x, z, footprint, out) => {
    const threads = (valueNoise(x / thread, z / thread, 0, 41) - 0.5) * seen(thread, footprint);
    write(out, color, 1 + 0.35 * threads + 0.3 * (fractalNoise(x * 0.5, z * 0.5, 0, 43, 2) - 0.5));
  },
});

const tiles: Ground = {
  name: "tiles",
  mean: [0.42, 0.38, 0.33],
  gloss: 0.5,
  paint: (x, z, footprint, out) => {
    const [tx, tz] = [x / 3 + 0.3, z / 3 + 0.4];
    const [i, j] = [Math.floor(tx), Math.floor(tz)];
    const edge = Math.min(tx - i, 1 - tx + i, tz - j, 1 - tz + j) * 3;
    const grout = smoothstep(0.035, 0.02, edge) * seen(0.05, footprint);
    const tone = 0.92 + 0.16 * latticeHash(i, j, 0, 5) + 0.25 * (fractalNoise(x, z, 0, 51, 3) - 0.5);
    write(out, [mix(0.44, 0.2, grout), mix(0.4, 0.19, grout), mix(0.35, 0.18, grout)], tone);
  },
};

const grass: Ground = {
  name: "grass",
  mean: [0.09, 0.15, 0.035],
  gloss: 0,
  paint: (x, z, footprint, out) => {
    const blade = (valueNoise(x * 28, z * 11, 0, 61) - 0.5) * seen(0.05, footprint);
    const other = (valueNoise(x * 9, z * 30, 0, 62) - 0.5) * seen(0.05, footprint);
    const tone = 1 + 0.9 * (blade + other) + 0.8 * (fractalNoise(x * 1.3, z * 1.3, 0, 63, 2) - 0.5);
    write(out, [0.1 + 0.03 * blade, 0.16, 0.04], Math.max(0.2, tone));
  },
};

const OAK = wood("oak", rgbFromBytes(186, 142, 96), 0.6, 30);
const WALNUT = wood("walnut", rgbFromBytes(104, 70, 48), 0.7, 30);
const PLANKS = wood("planks", rgbFromBytes(168, 128, 88), 0.5, 1.3);
const GREY_PLANKS = wood("grey planks", rgbFromBytes(140, 132, 122), 0.5, 0.95);
const CONCRETE = gritty("concrete", [0.33, 0.32, 0.305], 0.03, 0.35);

export const GROUNDS: Record<"table" | "floor", Record<"indoor" | "outdoor", readonly Ground[]>> = {
  table: {
    indoor: [
      OAK,
      WALNUT,
      plain("white laminate", [0.7, 0.69, 0.67], 0.45),
      plain("grey laminate", [0.25, 0.25, 0.26], 0.4),
      plain("black laminate", [0.03, 0.03, 0.032], 0.5),
      marble,
      woven("linen", [0.52, 0.47, 0.39], 0.03),
      woven("blue cloth", [0.07, 0.12, 0.24], 0.03),
    ],
    outdoor: [OAK, GREY_PLANKS, CONCRETE, plain("painted metal", [0.08, 0.16, 0.12], 0.4), marble],
  },
  floor: {
    indoor: [
      PLANKS,
      GREY_PLANKS,
      tiles,
      woven("carpet", [0.24, 0.2, 0.17], 0.06),
      woven("grey carpet", [0.16, 0.17, 0.18], 0.06),
      CONCRETE,
    ],
    outdoor: [CONCRETE, gritty("asphalt", [0.09, 0.09, 0.093], 0.05, 0.8), GREY_PLANKS, grass, tiles],
  },
};
