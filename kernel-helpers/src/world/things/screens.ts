import type { Random } from "../../base/seed";
import { rgbFromBytes, type Rgb } from "../math/color";
import { fractalNoise, latticeHash } from "../math/noise";
import { mix, smoothstep } from "../math/scalar";
import { blend, stripe } from "./patterns";
import type { Finish, Surface } from "./thing";

/** Brightness of a lit screen beside the light around it. */
const GLOW = { low: 0.35, high: 0.8 };
const GLASS = { color: [0.012, 0.012, 0.014] as Rgb, roughness: 0.07, f0: 0.045, holdsSticker: true };
const SKIES: readonly (readonly [Rgb, Rgb])[] = [
  [rgbFromBytes(30, 60, 140), rgbFromBytes(230, 140, 150)],
  [rgbFromBytes(40, 130, 190), rgbFromBytes(180, 220, 235)],
  [rgbFromBytes(40, 30, 90), rgbFromBytes(160, 70, 160)],
  [rgbFromBytes(16, 70, 70), rgbFromBytes(120, 190, 130)],
  [rgbFromBytes(230, 110, 50), rgbFromBytes(250, 210, 130)],
];
const INK: Rgb = [0.03, 0.03, 0.035];
const PAPER: Rgb = [0.85, 0.86, 0.88];
const ICONS: readonly Rgb[] = [
  rgbFromBytes(60, 140, 250),
  rgbFromBytes(80, 200, 90),
  rgbFromBytes(250, 90, 70),
  rgbFromBytes(250, 250, 250),
  rgbFromBytes(250, 190, 40),
  rgbFromBytes(140, 90, 220),
  rgbFromBytes(40, 40, 46),
];

/** Paints what is at x, y of a screen, both in [0, 1], x to the right and y down. */
type Content = (x: number, y: number, surface: Surface) => void;

/** A glass front with a screen inside it: off, or showing something. `margin`: its frame in shares of width and height. */
export function screenFinish(
  random: Random,
  contents: (random: Random) => Content,
  margin: readonly [x: number, y: number],
  toScreen: (u: number, v: number) => readonly [x: number, y: number],
  onShare: number,
): Finish {
  const isOn = random.next() < onShare;
  const content = contents(random);
  const glow = random.range(GLOW.low, GLOW.high);
  if (!isOn) return GLASS;
  return {
    ...GLASS,
    paint: ({ u, v }, surface) => {
      const [px, py] = toScreen(u, v);
      const x = (px - margin[0]) / (1 - 2 * margin[0]);
      const y = (py - margin[1]) / (1 - 2 * margin[1]);
      if (x < 0 || y < 0 || x > 1 || y > 1) return;
      content(x, y, surface);
      surface.glow = glow;
    },
  };
}

function wallpaper(random: Random): Content {
  const [top, bottom] = random.pick(SKIES);
  const seed = random.int(1000);
  return (x, y, s) => {
    const ridge = 0.45 + 0.3 * fractalNoise(x * 2.2, 0, 0, seed, 3);
    const t = y < ridge ? y / ridge : 0.25 + 0.5 * fractalNoise(x * 3, y * 3, 1, seed, 2);
    for (const [c, key] of (["red", "green", "blue"] as const).entries()) s[key] = mix(top[c], bottom[c], t);
    if (y > ridge) blend(s, INK, 0.55);
  };
}

/** Icons in rows over a picture. */
export function homeScreen(random: Random): Content {
  const behind = wallpaper(random);
  const seed = random.int(1000);
  return (x, y, s) => {
    behind(x, y, s);
    const [cx, cy] = [x * 4.4 - 0.2, y * 8.6 - 0.6];
    const [i, j] = [Math.floor(cx), Math.floor(cy)];
    if (i < 0 || i > 3 || j < 0 || j > 7 || j === 6) return;
    const [dx, dy] = [Math.abs(cx - i - 0.5), Math.abs(cy - j - 0.5)];
    if (latticeHash(i, j, 0, seed) < 0.85 && Math.max(dx, dy) < 0.31 && dx + dy < 0.54) {
      blend(s, ICONS[Math.floor(latticeHash(i, j, 1, seed) * ICONS.length)], 1);
      if (dx < 0.12 && dy < 0.14) blend(s, PAPER, 0.75);
    }
  };
}

/** Messages: balloons left and right. */
export function messages(random: Random): Content {
  const seed = random.int(1000);
  return (x, y, s) => {
    blend(s, y < 0.09 ? [0.6, 0.62, 0.66] : PAPER, 1);
    const row = Math.floor(y * 11);
    const within = y * 11 - row;
    if (row < 1 || within < 0.14 || within > 0.86) return;
    const own = latticeHash(row, 1, 0, seed) < 0.5;
    const wide = 0.25 + 0.45 * latticeHash(row, 2, 0, seed);
    const at = own ? 0.96 - x : x - 0.04;
    if (at < 0 || at > wide) return;
    blend(s, own ? [0.05, 0.32, 0.85] : [0.55, 0.56, 0.58], 1);
  };
}

/** A page: a bar, a heading, a picture, lines of text. */
export function webPage(random: Random): Content {
  const accent = random.pick(ICONS);
  const seed = random.int(1000);
  const picture = wallpaper(random);
  return (x, y, s) => {
    blend(s, PAPER, 1);
    if (y < 0.07) return blend(s, [0.42, 0.44, 0.47], 1);
    if (y < 0.15) return blend(s, accent, 0.9);
    if (x > 0.1 && x < 0.55 && y > 0.22 && y < 0.56) return picture((x - 0.1) / 0.45, (y - 0.22) / 0.34, s);
    const line = Math.floor(y * 26);
    const wide = (x < 0.58 && y > 0.6 ? 0.1 : 0.6) + 0.33 * latticeHash(line, 0, 0, seed);
    const from = y > 0.6 ? 0.1 : 0.6;
    if (y > 0.2 && y < 0.95 && x > from && x < Math.min(0.94, wide + 0.2) && stripe(y, 1 / 26, 0.45))
      blend(s, INK, 0.6);
  };
}

/** An editor: coloured words on a dark ground. */
export function editor(random: Random): Content {
  const seed = random.int(1000);
  return (x, y, s) => {
    blend(s, x < 0.17 ? [0.018, 0.02, 0.026] : [0.01, 0.012, 0.016], 1);
    const line = Math.floor(y * 30);
    if (!stripe(y, 1 / 30, 0.5) || y > 0.95) return;
    const indent = x < 0.17 ? 0.02 : 0.2 + 0.04 * Math.floor(latticeHash(line, 0, 0, seed) * 4);
    const end = x < 0.17 ? 0.13 : indent + 0.12 + 0.5 * latticeHash(line, 1, 0, seed);
    const word = Math.floor(x * 26);
    if (x < indent || x > end || latticeHash(word, line, 2, seed) < 0.2) return;
    const colors: readonly Rgb[] = [[0.5, 0.5, 0.5], [0.2, 0.4, 0.7], [0.6, 0.35, 0.2], [0.3, 0.55, 0.3]]; // prettier-ignore
    blend(s, colors[Math.floor(latticeHash(word, line, 3, seed) * 4)], 0.9);
  };
}

/** A desktop: picture, a window or two, a bar below. */
export function desktop(random: Random): Content {
  const behind = wallpaper(random);
  const page = random.pick([webPage, editor])(random);
  const [left, top, wide, high] = [random.range(0.06, 0.3), random.range(0.08, 0.2), random.range(0.45, 0.6), random.range(0.5, 0.65)]; // prettier-ignore
  return (x, y, s) => {
    behind(x, y, s);
    if (y > 0.94) blend(s, INK, 0.75);
    const [wx, wy] = [(x - left) / wide, (y - top) / high];
    if (wx > 0 && wx < 1 && wy > 0 && wy < 1) page(wx, wy, s);
    else blend(s, INK, 0.35 * smoothstep(0.06, 0, Math.max(Math.abs(wx - 0.5), Math.abs(wy - 0.5)) - 0.5));
  };
}
