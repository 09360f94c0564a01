import { causal } from "../../experiments/causal";
import { locations } from "../../experiments/locations";
import { onAndOffFace } from "../../experiments/on-and-off-face";
import { causalFigure, causalTable } from "../causal";
import { figure9 } from "../figure9";
import { figure9Area, figure9AreaTable } from "../figure9-area";
import { figure9Table } from "../figure9-table";
import { table2Table } from "../table2";
import { artifactsOf, figureFiles, tableFiles, SECTION_6, type Artifact } from "./artifact";

const figure9Artifacts = artifactsOf(locations, [
  {
    id: "figure9",
    title: "Figure 9",
    section: "6",
    about: "attack success of an earring by angle and distance from the middle of the face, over a face",
    notebook: SECTION_6,
    draw: async (result, ...place) => [
      ...tableFiles(figure9Table(result), ...place),
      ...(await figureFiles(figure9(result), ...place)),
    ],
  },
  {
    id: "figure9-area",
    title: "Place or size",
    section: "6",
    about: "the same success by distance and by visible area of the earring",
    notebook: SECTION_6,
    draw: async (result, ...place) => [
      ...tableFiles(figure9AreaTable(result), ...place),
      ...(await figureFiles(figure9Area(result), ...place)),
    ],
  },
]);

const table2Artifact = artifactsOf(onAndOffFace, [
  {
    id: "table2",
    title: "Table 2",
    section: "6",
    about: "model accuracy and attack success rate of earrings, bandana and sunglasses on and off the face",
    notebook: SECTION_6,
    draw: (result, ...place) => Promise.resolve(tableFiles(table2Table(result), ...place)),
  },
]);

const causalArtifact = artifactsOf(causal, [
  {
    id: "causal",
    title: "What the trigger alone does",
    section: "6",
    about: "how far each trigger moves the features of the same moment, beside its success",
    notebook: SECTION_6,
    draw: async (result, ...place) => [
      ...tableFiles(causalTable(result), ...place),
      ...(await figureFiles(causalFigure(result), ...place)),
    ],
  },
]);

/** Section 6: where the trigger is. */
export const PLACE: readonly Artifact[] = [...figure9Artifacts, ...table2Artifact, ...causalArtifact];
