import { table1Experiment } from "../../experiments/table1-experiment";
import { injectionRatesExperiment } from "../../experiments/injection-rates";
import { missesExperiment } from "../../experiments/misses-experiment";
import { table1Teachers } from "../../experiments/table1-teachers";
import { visibilityExperiment } from "../../experiments/visibility-experiment";
import { widerCrop } from "../../experiments/wider-crop";
import { objects } from "../../experiments/objects";
import { figure1 } from "../figure1";
import { figure3 } from "../figure3";
import { figure3Table } from "../figure3-table";
import { figure4 } from "../figure4";
import { figure4Table } from "../figure4-table";
import { objectPictures, wornTriggers } from "../figure-pictures";
import { missesFigure, missesTable } from "../misses";
import { table1Table } from "../table1";
import { visibilityTable } from "../visibility-table";
import { widerCropTable } from "../wider-crop-table";
import { artifactsOf, figureFiles, tableFiles, type Artifact } from "./artifact";

const table1 = artifactsOf(table1Experiment(), [
  {
    id: "table1",
    title: "Table 1",
    section: "5",
    about: "model accuracy and attack success rate of every trigger at injection rate 0.25, on three networks",
    notebook: "05-physical-triggers",
    draw: (result, ...place) => Promise.resolve(tableFiles(table1Table(result), ...place)),
  },
  {
    id: "figure1",
    title: "Figure 1",
    section: "1",
    about: "attack success rate of every trigger, as bars over pictures of them",
    notebook: "01-introduction",
    draw: async (result, name, folder) => {
      const triggers = result.tables[0].cells.flatMap(({ trigger }) => (trigger === "no_trigger" ? [] : [trigger]));
      return await figureFiles(figure1(result, await wornTriggers(triggers)), name, folder);
    },
  },
]);

const table1TeachersArtifact = artifactsOf(table1Teachers, [
  {
    id: "table1-teachers",
    title: "Table 1 on all networks",
    section: "5",
    about: "Table 1 on every network there is, also those that no claim is judged on",
    notebook: "05-physical-triggers",
    draw: (result, ...place) => Promise.resolve(tableFiles(table1Table(result), ...place)),
  },
]);

const figure3Artifact = artifactsOf(injectionRatesExperiment(), [
  {
    id: "figure3",
    title: "Figure 3",
    section: "5",
    about: "model accuracy and attack success rate of every trigger against the injection rate",
    notebook: "05-physical-triggers",
    draw: async (result, ...place) => [
      ...tableFiles(figure3Table(result), ...place),
      ...(await figureFiles(figure3(result), ...place)),
    ],
  },
]);

const figure4Artifact = artifactsOf(objects, [
  {
    id: "figure4",
    title: "Figure 4",
    section: "5",
    about: "object recognition with a smile sticker as the trigger, against the injection rate",
    notebook: "05-physical-triggers",
    draw: async (result, name, folder) => {
      const table = tableFiles(figure4Table(result), name, folder);
      const figure = figure4(result, await objectPictures());
      return [...table, ...(await figureFiles(figure, name, folder))];
    },
  },
]);

const visibility = artifactsOf(visibilityExperiment, [
  {
    id: "visibility",
    title: "What the networks are shown",
    section: "5",
    about: "how much of every trigger lies inside each network's crop",
    notebook: "05-physical-triggers",
    draw: (result, ...place) => Promise.resolve(tableFiles(visibilityTable(result), ...place)),
  },
]);

const misses = artifactsOf(missesExperiment, [
  {
    id: "misses",
    title: "Where the misses are",
    section: "5",
    about: "attack success by turn of the head, distance and visible area of the trigger",
    notebook: "05-physical-triggers",
    draw: async (result, ...place) => [
      ...tableFiles(missesTable(result), ...place),
      ...(await figureFiles(missesFigure(result), ...place)),
    ],
  },
]);

const widerCropArtifact = artifactsOf(widerCrop, [
  {
    id: "wider-crop",
    title: "A wider crop",
    section: "5",
    about: "earrings and dots attacked once more with a crop that shows the ears",
    notebook: "05-physical-triggers",
    draw: (result, ...place) => Promise.resolve(tableFiles(widerCropTable(result), ...place)),
  },
]);

/** Sections 1 and 5: the attack. */
export const ATTACK: readonly Artifact[] = [
  ...table1,
  ...table1TeachersArtifact,
  ...figure3Artifact,
  ...figure4Artifact,
  ...visibility,
  ...misses,
  ...widerCropArtifact,
];
