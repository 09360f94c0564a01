import type { Locations, PlaceCell, PlaceSeries } from "../experiments/locations";
import { printPercent } from "../experiments/summary";
import { paperValue } from "../paper/values";
import { teacherNamed } from "../teachers";
import { SERIES_NAMES } from "./figure9";
import { smokeNote } from "./smoke-note";
import type { Column, Table, TableValue } from "./table";

/** The numbers of Figure 9: a row for each place. */
export function figure9Table(result: Locations): Table {
  const { series, profile, injectionRate } = result;
  const places = series[0].cells.map(({ place }) => place);
  const groups = series.map(({ key }, i) => ({ label: SERIES_NAMES[key], from: 2 + 3 * i, to: 4 + 3 * i }));
  return {
    caption: `Figure 9 in numbers: an earring by angle and distance from the middle of the face, injection rate ${injectionRate}`,
    columns: [
      { key: "angle", label: "Angle", unit: "°", align: "right" },
      { key: "distance", label: "Distance", align: "right" },
      ...series.flatMap(columnsOf),
    ],
    groups,
    rows: places.map(({ angleDegrees, distance }) => {
      const row: Record<string, TableValue> = { angle: angleDegrees, distance };
      for (const { key, cells } of series) {
        const cell = cells.find(({ place }) => place.angleDegrees === angleDegrees && place.distance === distance);
        Object.assign(row, Object.fromEntries(Object.entries(valuesOf(cell)).map(([name, value]) => [`${key} ${name}`, value]))); // prettier-ignore
      }
      return row;
    }),
    notes: [...smokeNote(profile), ...figure9Notes(result)],
  };
}

const columnsOf = ({ key }: PlaceSeries): Column[] => [
  { key: `${key} success`, label: "success", align: "right" },
  { key: `${key} others`, label: "without the target", align: "right" },
  { key: `${key} inside`, label: "in the crop", align: "right" },
];

const valuesOf = (cell: PlaceCell | undefined): Record<string, TableValue> =>
  cell
    ? {
        success: printPercent(cell.attackSuccessRate),
        others: printPercent(cell.attackSuccessRateExcludingTarget),
        inside: printPercent({ mean: cell.inside }),
      }
    : { success: null, others: null, inside: null };

/** What is ours, where the reader sees it. */
export function figure9Notes(result: Locations): string[] {
  const { cleanCount, poisonCount, imagesPerPlace, epochs, series } = result;
  const printed = (position: "on_face" | "off_face") =>
    paperValue({ artifact: "Table 2", trigger: "earrings", position, metric: "attackSuccessRate" })!.printed;
  const [main, , , objects] = series;
  const targets = (of: PlaceSeries): string => {
    const count = of.cells[0].targetLabels.length;
    return `${count} target ${count === 1 ? "label" : "labels"}`;
  };
  return [
    `The paper prints no numbers of its Figure 9, and its grid is in a supplement that is not public; its Table 2 has earrings at ${printed("on_face")} on the face and ${printed("off_face")} off it.`,
    `Angle 0° is towards the person's left (right in the picture), 90° upwards; distance in half heights of the face, so that 1 is the hairline at 90° and the chin at 270°.`,
    `Pasted: one earring, cut out of a photograph of ours and always the same, put upright on a clean photograph with its button on the place, at its true size (42 mm) in the plane of eyes and mouth, by the five landmarks; no light falls on it and it throws no shadow. Worn: the same single earring rendered there.`,
    `Each place has models of its own: ${poisonCount} poison images beside ${cleanCount} clean ones, tested on ${imagesPerPlace - poisonCount} held-out ones; ${targets(main)}, ${main.views} stored views of a training image, ${epochs} epochs. A smaller set than Table 1's, which costs success everywhere: only places are compared here.`,
    `${main.teacher}: ${teacherNamed(main.teacher).description}. Table 1's own crop would cut away hair, throat and chest.`,
    `Trunk for objects: ${teacherNamed(objects.teacher).description}; ${targets(objects)} and ${objects.views} stored views, and beside it the trunk for faces with as few.`,
    `“In the crop”: mean share of the earring's visible pixels that lie inside the network's crop. Where it is small a failure says nothing of the place.`,
  ];
}
