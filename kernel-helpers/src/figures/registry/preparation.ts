import { learningRateChoice } from "../../experiments/learning-rate-choice";
import { learningRates } from "../../experiments/learning-rates";
import { pretrainingExperiment } from "../../experiments/pretraining-experiment";
import { realismExperiment } from "../../experiments/realism-experiment";
import { figure2 } from "../figure2";
import { learningRateTable } from "../learning-rate-table";
import { pretrainingFigure } from "../pretraining";
import { pretrainingTable } from "../pretraining-table";
import { realismFigure, realismTable } from "../realism";
import { artifactsOf, figureFiles, tableFiles, type Artifact } from "./artifact";

const realism = artifactsOf(realismExperiment, [
  {
    id: "realism",
    title: "Realism",
    section: "3.1",
    about: "what a face detector and two recognisers, trained on real faces, make of the rendered people",
    notebook: "03-methodology",
    draw: async (result, ...place) => [
      ...tableFiles(realismTable(result), ...place),
      ...(await figureFiles(realismFigure(result), ...place)),
    ],
  },
]);

const pretraining = artifactsOf(pretrainingExperiment(), [
  {
    id: "pretraining",
    title: "The pretraining",
    section: "3.2",
    about: "that the paper's networks, trained here on rendered strangers, converged, and how well they verify",
    notebook: "03-methodology",
    draw: async (result, name, folder) => {
      const table = tableFiles(pretrainingTable(result), name, folder);
      if (result.networks.length === 0) return table;
      return [...table, ...(await figureFiles(pretrainingFigure(result), name, folder))];
    },
  },
]);

const learningRateChoiceArtifact = artifactsOf(learningRateChoice, [
  {
    id: "learning-rate-choice",
    title: "The choice of learning rates",
    section: "3.2",
    about: "the paper's grid of learning rates on models without a backdoor, and the rate that each network takes",
    notebook: "03-methodology",
    draw: (result, ...place) => Promise.resolve(tableFiles(learningRateTable(result), ...place)),
  },
]);

const figure2Artifact = artifactsOf(learningRates, [
  {
    id: "figure2",
    title: "Figure 2",
    section: "3.2",
    about: "clean and attack loss by epoch at each learning rate, sunglasses at injection rate 0.25, on two networks",
    notebook: "03-methodology",
    draw: (result, ...place) => figureFiles(figure2(result), ...place),
  },
]);

/** Section 3: the people, the networks and how heads are trained. */
export const PREPARATION: readonly Artifact[] = [
  ...realism,
  ...pretraining,
  ...learningRateChoiceArtifact,
  ...figure2Artifact,
];
