/** One of several plots side by side in a figure. */
export interface Panel {
  /** What follows "x" and "y" in the names of its axes: nothing for the first panel, else its number. */
  axis: string;
  /** From where to where it reaches, as shares of the figure's width. */
  domain: [left: number, right: number];
}

/** Panels of equal width, with a gap between them that is a share of the figure's width. */
export function panelsSideBySide(count: number, gap: number): Panel[] {
  const width = (1 - gap * (count - 1)) / count;
  return Array.from({ length: count }, (_, i) => {
    const left = i * (width + gap);
    return { axis: i === 0 ? "" : String(i + 1), domain: [left, left + width] };
  });
}
