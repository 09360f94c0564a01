import { locations } from "../experiments/locations";
import type { PolarPlace } from "../world/objects/place";
import { publishedResult } from "./published";

/** What came of an earring at a place of Figure 9's grid. Fractions. */
export interface EarringAt {
  place: PolarPlace;
  /** Attack success rate without the target's own images, mean over the target labels. */
  success: number;
  /** Mean share of the earring that lies inside the network's crop. */
  inside: number;
}

/**
 * The pasted earring of the published Figure 9 at the place of its grid that is nearest to the one you ask for:
 * `earringAt({ angleDegrees: 90, distance: 0.6 })`. Angles count from the person's left upwards, distances in half heights
 * of the face.
 */
export function earringAt(wanted: PolarPlace): EarringAt {
  const { cells } = publishedResult(locations).series.find(({ key }) => key === "pasted")!;
  const [x, y] = plane(wanted);
  const away = ({ place }: { place: PolarPlace }): number => {
    const [u, v] = plane(place);
    return Math.hypot(u - x, v - y);
  };
  const { place, inside, attackSuccessRateExcludingTarget } = cells.reduce((best, cell) =>
    away(cell) < away(best) ? cell : best,
  );
  return { place, success: attackSuccessRateExcludingTarget.mean ?? 0, inside };
}

function plane({ angleDegrees, distance }: PolarPlace): [number, number] {
  const angle = (angleDegrees * Math.PI) / 180;
  return [distance * Math.cos(angle), distance * Math.sin(angle)];
}
