import type { Locations, PlaceSeries } from "../experiments/locations";
import { BANDS, type Explained, type Stratum } from "../experiments/place-and-size";
import { printPercent } from "../experiments/summary";
import type { FigureLayout, FigureSpec, Trace } from "./figure";
import { SERIES_NAMES } from "./figure9";
import { panelsSideBySide } from "./panels";
import { percents } from "./percent";
import { smokeNote } from "./smoke-note";
import type { Table, TableValue } from "./table";
import { PALETTE } from "./theme";

const SHOWN = ["pasted", "rendered"] as const;
const LOOK = {
  pasted: { symbol: "circle", color: PALETTE.blue },
  rendered: { symbol: "diamond-open", color: PALETTE.vermillion },
} as const;
const PANELS = [
  {
    key: "distance",
    range: [-0.06, 1.6],
    title: "distance from the middle of the face (half heights)",
    valueOf: distanceOf,
  },
  { key: "area", range: undefined, title: "visible area of the earring (% of the crop)", valueOf: areaOf },
] as const;

function distanceOf({ place }: PlaceSeries["cells"][number]): number {
  return place.distance;
}
function areaOf({ ofCrop }: PlaceSeries["cells"][number]): number {
  return Number((100 * ofCrop).toFixed(3));
}

const seriesShown = ({ series }: Locations) =>
  SHOWN.map((key) => ({ ...series.find((each) => each.key === key)!, key }));

/** Success against the earring's distance and against its visible area, a point for each place. */
export function figure9Area(result: Locations): FigureSpec {
  const panels = panelsSideBySide(PANELS.length, 0.05);
  const axes: Record<string, unknown> = {};
  const data = PANELS.flatMap(({ title, valueOf, range }, p): Trace[] => {
    const { axis, domain } = panels[p];
    axes[`xaxis${axis}`] = { domain, anchor: `y${axis}`, title: { text: title }, ...(range ? { range: [...range] } : { rangemode: "tozero" }) }; // prettier-ignore
    axes[`yaxis${axis}`] = { anchor: `x${axis}`, range: [-3, 105], showticklabels: p === 0, title: { text: p === 0 ? "attack success without the target (%)" : "" } }; // prettier-ignore
    return seriesShown(result).map(({ key, cells }) => ({
      type: "scatter",
      mode: "markers",
      name: SERIES_NAMES[key],
      legendgroup: key,
      showlegend: p === 0,
      x: cells.map(valueOf),
      y: percents(cells.map((cell) => cell.attackSuccessRateExcludingTarget), ({ mean }) => mean), // prettier-ignore
      text: cells.map(({ place }) => `${place.angleDegrees}°, ${place.distance}`),
      marker: { ...LOOK[key], size: 9, line: { width: 1.5 } },
      xaxis: `x${axis}`,
      yaxis: `y${axis}`,
      hovertemplate: "%{text}: %{y:.0f} %",
    }));
  });
  return {
    data,
    layout: {
      title: { text: "Is it the place or the size? Each point is one place of an earring" },
      width: 900,
      height: 430,
      margin: { t: 100 },
      annotations: PANELS.map(({ key }, p) => ({
        text: seriesShown(result).map((each) => `${each.key}: R² ${share(each.explained[key])}`).join(", "), // prettier-ignore
        xref: "paper",
        yref: "paper",
        x: panels[p].domain[0] + 0.01,
        y: 0.03,
        xanchor: "left",
        yanchor: "bottom",
        showarrow: false,
        font: { size: 12 },
      })),
      ...(axes as FigureLayout),
    },
    alt: `Attack success at each place against distance and against visible area. ${seriesShown(result).map(describe).join(" ")}`,
  };
}

const share = (value: number | null): string => (value === null ? "–" : value.toFixed(2));
const added = (both: number | null, one: number | null): string =>
  share(both === null || one === null ? null : both - one);

const describe = ({ key, explained }: { key: keyof typeof LOOK; explained: Explained }): string =>
  `${SERIES_NAMES[key]}: distance explains ${share(explained.distance)} of the variance between places, area ${share(explained.area)}, both ${share(explained.both)}.`;

const THIRDS = ["smallest third", "middle third", "largest third"];

/** Success in bands of distance (rows) and thirds of visible area (columns). */
export function figure9AreaTable(result: Locations): Table {
  const { profile, strata } = result;
  return {
    caption: "Place and size told apart: attack success by distance and by visible area of the earring",
    columns: [
      { key: "distance", label: "Distance" },
      ...SHOWN.flatMap((key) => THIRDS.map((label, third) => ({ key: `${key} ${third}`, label, align: "right" as const }))), // prettier-ignore
    ],
    groups: SHOWN.map((key, i) => ({ label: SERIES_NAMES[key], from: 1 + 3 * i, to: 3 + 3 * i })),
    rows: BANDS.map(([low, high]) => {
      const inBand = (list: readonly Stratum[]) => list.filter(({ distances }) => distances[0] === low);
      const row: Record<string, TableValue> = { distance: low === high ? String(low) : `${low} to ${high}` };
      for (const key of SHOWN)
        for (const stratum of inBand(strata[key])) row[`${key} ${stratum.third}`] = stratumText(stratum);
      return row;
    }),
    notes: [
      ...smokeNote(profile),
      "Not in the paper. Over the held-out photographs of all target labels, without those of the target; in brackets how many times one was shown to a model. Thirds are of all photographs together, by the share of the network's crop that the earring takes, so that a column is about one size.",
      ...seriesShown(result).map(
        ({ key, explained: e }) =>
          `Least squares over the places, ${SERIES_NAMES[key]}: distance alone explains ${share(e.distance)} of the variance of success (R²), area alone ${share(e.area)}, both ${share(e.both)}; so distance adds ${added(e.both, e.area)} to area, and area ${added(e.both, e.distance)} to distance.`,
      ),
    ],
  };
}

const stratumText = ({ shown, success }: Stratum): string | null =>
  success === null ? null : `${printPercent({ mean: success })} (${shown})`;
