import type { PolarPlace } from "../world/objects/place";

/** How far the innermost and the outermost cell of a direction reach beyond their place at most. */
const REACH = 0.15;
/** The cell of the middle is a disc. */
const MIDDLE = 0.15;
const STEP_DEGREES = 3;

export interface PolarCell {
  place: PolarPlace;
  /** The cell's outline, closed. */
  x: number[];
  y: number[];
  /** Where its value is written. */
  at: readonly [x: number, y: number];
}

const point = (degrees: number, r: number): [number, number] => {
  const angle = (degrees * Math.PI) / 180;
  return [r * Math.cos(angle), r * Math.sin(angle)];
};

/**
 * Divides a disc among places: each gets the sector of its angle, `widthDegrees` wide, from half way to the next place
 * inwards to half way to the next one outwards.
 */
export function polarCells(places: readonly PolarPlace[], widthDegrees = 45): PolarCell[] {
  return places.map((place) => {
    const { angleDegrees, distance } = place;
    if (distance === 0) return cellOf(place, arc(0, 360, MIDDLE), [0, 0]);
    const along = places.filter((other) => other.distance > 0 && other.angleDegrees === angleDegrees).map((other) => other.distance); // prettier-ignore
    const inner = Math.max(0, ...along.filter((other) => other < distance));
    const outer = Math.min(Infinity, ...along.filter((other) => other > distance));
    const from = inner === 0 ? Math.max(MIDDLE, distance - REACH) : Math.max((inner + distance) / 2, distance - REACH);
    const to = Math.min((outer + distance) / 2, distance + REACH);
    const [low, high] = [angleDegrees - widthDegrees / 2, angleDegrees + widthDegrees / 2];
    return cellOf(place, [...arc(low, high, to), ...arc(low, high, from).reverse()], point(angleDegrees, (from + to) / 2)); // prettier-ignore
  });
}

const arc = (low: number, high: number, r: number): [number, number][] => {
  const steps = Math.ceil((high - low) / STEP_DEGREES);
  return Array.from({ length: steps + 1 }, (_, i) => point(low + ((high - low) * i) / steps, r));
};

const rounded = (value: number): number => Number(value.toFixed(4)) + 0;

function cellOf(place: PolarPlace, outline: [number, number][], at: readonly [number, number]): PolarCell {
  const closed = [...outline, outline[0]];
  return { place, x: closed.map(([x]) => rounded(x)), y: closed.map(([, y]) => rounded(y)), at: [rounded(at[0]), rounded(at[1])] }; // prettier-ignore
}
