import { rSquared } from "./least-squares";

/** One held-out photograph as one model saw it. */
export interface ShownEarring {
  /** Of the earring from the middle of the face, in half heights. */
  distance: number;
  /** Share of the crop's area that the earring takes. */
  area: number;
  isHit: boolean;
}

/** Photographs with an earring about as far off and about as large. */
export interface Stratum {
  /** Lowest and highest distance, in half heights. */
  distances: readonly [number, number];
  /** From 0, the smallest, to 2, the largest third of all photographs by area. */
  third: number;
  /** Mean share of the crop's area. */
  area: number;
  shown: number;
  /** A fraction; null where there is no photograph. */
  success: number | null;
}

/** On the face, at its edge, beyond it. */
export const BANDS = [
  [0, 0.3],
  [0.6, 0.6],
  [0.7, 0.9],
  [1.2, 1.5],
] as const;
const THIRDS = 3;

/**
 * Success in bands of distance and thirds of area: where place alone decides, a row varies little and a column much.
 * Thirds are of all photographs together, so that a third is about one size in every band.
 */
export function stratify(shown: readonly ShownEarring[]): Stratum[] {
  const sorted = shown.map(({ area }) => area).sort((a, b) => a - b);
  const limits = [1, 2].map((k) => sorted[Math.floor((k * sorted.length) / THIRDS)]);
  const thirdOf = ({ area }: ShownEarring): number => limits.filter((limit) => area >= limit).length;
  return BANDS.flatMap(([low, high]) =>
    Array.from({ length: THIRDS }, (_, third): Stratum => {
      const isNear = ({ distance }: ShownEarring) => distance > low - 0.05 && distance < high + 0.05;
      const part = shown.filter((item) => isNear(item) && thirdOf(item) === third);
      const hits = part.filter(({ isHit }) => isHit).length;
      const area = part.reduce((sum, item) => sum + item.area, 0) / Math.max(1, part.length);
      return { distances: [low, high], third, area, shown: part.length, success: part.length > 0 ? hits / part.length : null }; // prettier-ignore
    }),
  );
}

/** One place: its distance, the mean area that is shown of the earring, and the mean success there. */
export interface PlacePoint {
  distance: number;
  area: number;
  success: number;
}

/** Shares of the variance of success between places that least squares explain, 0 … 1; null where nothing varies. */
export interface Explained {
  distance: number | null;
  area: number | null;
  both: number | null;
}

export function explained(points: readonly PlacePoint[]): Explained {
  const success = points.map((point) => point.success);
  const [distance, area] = [points.map((point) => point.distance), points.map((point) => point.area)];
  const share = (...predictors: number[][]): number | null => {
    const explained = rSquared(success, predictors);
    return Number.isNaN(explained) ? null : Math.min(1, explained);
  };
  return { distance: share(distance), area: share(area), both: share(distance, area) };
}
