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

/** One of several plots in rows. */
export interface GridPanel extends Panel {
  /** From where to where it reaches, as shares of the figure's height, from the bottom. */
  height: [bottom: number, top: number];
  row: number;
  column: number;
}

/** `count` panels in rows of `columns`, filled from the top left; the gaps are shares of the figure's width and height. */
export function panelGrid(
  count: number,
  { columns, gap, rowGap }: { columns: number; gap: number; rowGap: number },
): GridPanel[] {
  const across = panelsSideBySide(columns, gap);
  const rows = Math.ceil(count / columns);
  const size = (1 - rowGap * (rows - 1)) / rows;
  return Array.from({ length: count }, (_, i) => {
    const row = Math.floor(i / columns);
    const top = 1 - row * (size + rowGap);
    const { domain } = across[i % columns];
    return { axis: i === 0 ? "" : String(i + 1), domain, height: [top - size, top], row, column: i % columns };
  });
}
