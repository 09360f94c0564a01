/** ColorBrewer's YlGnBu, light for little and dark for much; told apart with every common colour blindness. */
const STOPS = ["#ffffd9", "#edf8b1", "#c7e9b4", "#7fcdbb", "#41b6c4", "#1d91c0", "#225ea8", "#253494", "#081d58"];

/** As Plotly wants it, for the bar. */
export const HEAT_SCALE = STOPS.map((colour, i): [number, string] => [i / (STOPS.length - 1), colour]);

/** The colour of a share in [0, 1], linear in sRGB between the stops. */
export function heatColour(share: number): string {
  const at = Math.min(1, Math.max(0, share)) * (STOPS.length - 1);
  const low = Math.min(Math.floor(at), STOPS.length - 2);
  const [from, to] = [rgbOf(STOPS[low]), rgbOf(STOPS[low + 1])];
  return `rgb(${from.map((value, c) => Math.round(value + (to[c] - value) * (at - low))).join(",")})`;
}

/** Ink that can be read on it. */
export const inkOn = (share: number): string => (share > 0.55 ? "#ffffff" : "#222222");

const rgbOf = (hex: string): number[] => [1, 3, 5].map((i) => parseInt(hex.slice(i, i + 2), 16));
