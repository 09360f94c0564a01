/** A point that wants a label, in pixels of its plot: x to the right, y upwards. */
export interface LabelledPoint {
  x: number;
  y: number;
  text: string;
}

const POSITIONS = ["top center", "bottom center", "middle right", "middle left"] as const;
export type LabelPosition = (typeof POSITIONS)[number];

/** Half the size of a marker with some air, a line's height, and the mean width of a letter, in pixels. */
const MARKER = 7;
const LINE = 15;
const LETTER = 6.6;

type Box = readonly [left: number, bottom: number, right: number, top: number];

function boxOf({ x, y, text }: LabelledPoint, position: LabelPosition): Box {
  const width = text.length * LETTER;
  switch (position) {
    case "top center":
      return [x - width / 2, y + MARKER, x + width / 2, y + MARKER + LINE];
    case "bottom center":
      return [x - width / 2, y - MARKER - LINE, x + width / 2, y - MARKER];
    case "middle right":
      return [x + MARKER, y - LINE / 2, x + MARKER + width, y + LINE / 2];
    case "middle left":
      return [x - MARKER - width, y - LINE / 2, x - MARKER, y + LINE / 2];
  }
}

const overlap = (a: Box, b: Box): number =>
  Math.max(0, Math.min(a[2], b[2]) - Math.max(a[0], b[0])) * Math.max(0, Math.min(a[3], b[3]) - Math.max(a[1], b[1]));

/** What of a box lies outside the plot. */
const outside = (box: Box, width: number, height: number): number =>
  (box[2] - box[0]) * (box[3] - box[1]) - overlap(box, [0, 0, width, height]);

/** Where each label goes, one after the other, so that it covers as little as can be of points and of earlier labels. */
export function placeLabels(points: readonly LabelledPoint[], width: number, height: number): LabelPosition[] {
  const markers = points.map(({ x, y }): Box => [x - MARKER, y - MARKER, x + MARKER, y + MARKER]);
  const taken: Box[] = [];
  return points.map((point) => {
    const costs = POSITIONS.map((position) => {
      const box = boxOf(point, position);
      return [...markers, ...taken].reduce((sum, other) => sum + overlap(box, other), outside(box, width, height));
    });
    const position = POSITIONS[costs.indexOf(Math.min(...costs))];
    taken.push(boxOf(point, position));
    return position;
  });
}
