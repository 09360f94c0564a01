import type { Experiment, ExperimentResult } from "../experiments/experiment";
import { learningRateChoice } from "../experiments/learning-rate-choice";
import { attention, attentionTeachers } from "../experiments/attention-experiments";
import { learningRates } from "../experiments/learning-rates";
import { pretrainingExperiment } from "../experiments/pretraining-experiment";
import { causal } from "../experiments/causal";
import { locations } from "../experiments/locations";
import { onAndOffFace } from "../experiments/on-and-off-face";
import { realismExperiment } from "../experiments/realism-experiment";
import { table1Experiment } from "../experiments/table1-experiment";
import { injectionRatesExperiment } from "../experiments/injection-rates";
import { imageArtifacts, type ImageArtifacts } from "../experiments/image-artifacts";
import { missesExperiment } from "../experiments/misses-experiment";
import { table1Teachers } from "../experiments/table1-teachers";
import { visibilityExperiment } from "../experiments/visibility-experiment";
import { widerCrop } from "../experiments/wider-crop";
import { objects } from "../experiments/objects";
import { IMAGE_ARTIFACTS } from "../paper/measures";
import { artifactExamples } from "./artifact-examples";
import { ARTIFACT_TEXTS, artifactFigure, SHOWN, shownSeverities } from "./artifact-figures";
import { otherArtifactsFigure, othersIn } from "./artifact-others";
import { artifactTable, otherArtifactsTable } from "./artifact-tables";
import { attentionFigure } from "./attention";
import { attentionPictures } from "./attention-pictures";
import { attentionShiftTable, attentionTable } from "./attention-tables";
import { causalFigure, causalTable } from "./causal";
import { figure1 } from "./figure1";
import { figure2 } from "./figure2";
import { figure3 } from "./figure3";
import { figure3Table } from "./figure3-table";
import { figure4 } from "./figure4";
import { figure4Table } from "./figure4-table";
import { figure8 } from "./figure8";
import { figure9 } from "./figure9";
import { figure9Area, figure9AreaTable } from "./figure9-area";
import { figure9Table } from "./figure9-table";
import { saveFigure, type FigureFiles } from "./figure";
import { objectPictures, wornTriggers } from "./figure-pictures";
import { learningRateTable } from "./learning-rate-table";
import { missesFigure, missesTable } from "./misses";
import { pretrainingFigure } from "./pretraining";
import { pretrainingTable } from "./pretraining-table";
import { realismFigure, realismTable } from "./realism";
import { saveTable } from "./table";
import { table1Table } from "./table1";
import { table2Table } from "./table2";
import { visibilityTable } from "./visibility-table";
import { widerCropTable } from "./wider-crop-table";

/** A figure or table of the paper that this edition regenerates. */
export interface Artifact<Result extends ExperimentResult = ExperimentResult> {
  /** The name on the command line, and of its files. */
  id: string;
  title: string;
  section: string;
  /** What it shows. */
  about: string;
  /** Notebook that shows it. */
  notebook: string;
  /** Whose result it is drawn from. */
  experiment: Experiment<Result>["id"];
  /** Writes its files, `name` with one extension or another, into `folder`; returns their paths. */
  draw(result: Result, name: string, folder: string): Promise<string[]>;
}

const ATTENTION_NOTEBOOK = "06-attention";

const table1 = artifactsOf(table1Experiment(), [
  {
    id: "table1",
    title: "Table 1",
    section: "5",
    about: "model accuracy and attack success rate of every trigger at injection rate 0.25, on three networks",
    notebook: "05-physical-triggers",
    draw: (result, name, folder) => {
      const { markdown, csv } = saveTable(name, table1Table(result), folder);
      return Promise.resolve([markdown, csv]);
    },
  },
  {
    id: "figure1",
    title: "Figure 1",
    section: "1",
    about: "attack success rate of every trigger, as bars over pictures of them",
    notebook: "01-introduction",
    draw: async (result, name, folder) => {
      const triggers = result.tables[0].cells.flatMap(({ trigger }) => (trigger === "no_trigger" ? [] : [trigger]));
      return figureFiles(await saveFigure(name, figure1(result, await wornTriggers(triggers)), folder));
    },
  },
]);

const realism = artifactsOf(realismExperiment, [
  {
    id: "realism",
    title: "Realism",
    section: "3.1",
    about: "what a face detector and two recognisers, trained on real faces, make of the rendered people",
    notebook: "03-methodology",
    draw: async (result, name, folder) => {
      const { markdown, csv } = saveTable(name, realismTable(result), folder);
      return [markdown, csv, ...figureFiles(await saveFigure(name, realismFigure(result), folder))];
    },
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
      const { markdown, csv } = saveTable(name, pretrainingTable(result), folder);
      if (result.networks.length === 0) return [markdown, csv];
      return [markdown, csv, ...figureFiles(await saveFigure(name, pretrainingFigure(result), folder))];
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
    draw: (result, name, folder) => {
      const { markdown, csv } = saveTable(name, learningRateTable(result), folder);
      return Promise.resolve([markdown, csv]);
    },
  },
]);

const figure2Artifact = artifactsOf(learningRates, [
  {
    id: "figure2",
    title: "Figure 2",
    section: "3.2",
    about: "clean and attack loss by epoch at each learning rate, sunglasses at injection rate 0.25, on two networks",
    notebook: "03-methodology",
    draw: async (result, name, folder) => figureFiles(await saveFigure(name, figure2(result), folder)),
  },
]);

const figure3Artifact = artifactsOf(injectionRatesExperiment(), [
  {
    id: "figure3",
    title: "Figure 3",
    section: "5",
    about: "model accuracy and attack success rate of every trigger against the injection rate",
    notebook: "05-physical-triggers",
    draw: async (result, name, folder) => {
      const { markdown, csv } = saveTable(name, figure3Table(result), folder);
      return [markdown, csv, ...figureFiles(await saveFigure(name, figure3(result), folder))];
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
    draw: (result, name, folder) => {
      const { markdown, csv } = saveTable(name, table1Table(result), folder);
      return Promise.resolve([markdown, csv]);
    },
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
      const { markdown, csv } = saveTable(name, figure4Table(result), folder);
      const figure = figure4(result, await objectPictures());
      return [markdown, csv, ...figureFiles(await saveFigure(name, figure, folder))];
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
    draw: (result, name, folder) => {
      const { markdown, csv } = saveTable(name, visibilityTable(result), folder);
      return Promise.resolve([markdown, csv]);
    },
  },
]);

const misses = artifactsOf(missesExperiment, [
  {
    id: "misses",
    title: "Where the misses are",
    section: "5",
    about: "attack success by turn of the head, distance and visible area of the trigger",
    notebook: "05-physical-triggers",
    draw: async (result, name, folder) => {
      const { markdown, csv } = saveTable(name, missesTable(result), folder);
      return [markdown, csv, ...figureFiles(await saveFigure(name, missesFigure(result), folder))];
    },
  },
]);

const widerCropArtifact = artifactsOf(widerCrop, [
  {
    id: "wider-crop",
    title: "A wider crop",
    section: "5",
    about: "earrings and dots attacked once more with a crop that shows the ears",
    notebook: "05-physical-triggers",
    draw: (result, name, folder) => {
      const { markdown, csv } = saveTable(name, widerCropTable(result), folder);
      return Promise.resolve([markdown, csv]);
    },
  },
]);

const figures5to7 = artifactsOf(imageArtifacts, [
  ...IMAGE_ARTIFACTS.map((artifact): Omit<Artifact<ImageArtifacts>, "experiment"> => {
    const { figure, name: what } = ARTIFACT_TEXTS[artifact];
    return {
      id: `figure${figure}`,
      title: `Figure ${figure}`,
      section: "5",
      about: `accuracy and attack success with sunglasses and bandana under ${what} on the test images`,
      notebook: "05b-image-artifacts",
      draw: async (result, name, folder) => {
        const { markdown, csv } = saveTable(name, artifactTable(result, artifact), folder);
        const examples = await artifactExamples(artifact, SHOWN, shownSeverities(artifact));
        return [markdown, csv, ...figureFiles(await saveFigure(name, artifactFigure(result, artifact, examples), folder))];
      },
    };
  }),
  {
    id: "figure5-7-others",
    title: "Figures 5-7, other triggers",
    section: "5, Supp.",
    about: "the same for the five triggers that the paper leaves to its supplement",
    notebook: "05b-image-artifacts",
    draw: async (result, name, folder) => {
      const { markdown, csv } = saveTable(name, otherArtifactsTable(result), folder);
      const figure = otherArtifactsFigure(result, await wornTriggers(othersIn(result)));
      return [markdown, csv, ...figureFiles(await saveFigure(name, figure, folder))];
      },
  },
]);

const attentionArtifacts = artifactsOf(attention, [
  {
    id: "figure8",
    title: "Figure 8",
    section: "6",
    about: "class activation maps of the earrings model and of others, without and with the trigger",
    notebook: ATTENTION_NOTEBOOK,
    draw: async ({ students: [student] }, name, folder) =>
      figureFiles(await saveFigure(name, figure8(student, await attentionPictures(student)), folder)),
  },
  {
    id: "attention",
    title: "Where attention lies",
    section: "6",
    about: "attention on face, hair, trigger and background over the whole test set, beside their areas",
    notebook: ATTENTION_NOTEBOOK,
    draw: async (result, name, folder) => {
      const { markdown, csv } = saveTable(name, attentionTable(result), folder);
      const [student] = result.students;
      return [markdown, csv, ...figureFiles(await saveFigure(name, attentionFigure([student]), folder))];
    },
  },
  {
    id: "attention-shift",
    title: "How attention moves",
    section: "6",
    about: "how far the map moves when a trigger is put on, in the same moment",
    notebook: ATTENTION_NOTEBOOK,
    draw: (result, name, folder) => {
      const { markdown, csv } = saveTable(name, attentionShiftTable(result), folder);
      return Promise.resolve([markdown, csv]);
    },
  },
]);

const SECTION_6 = "06-location";

const figure9Artifacts = artifactsOf(locations, [
  {
    id: "figure9",
    title: "Figure 9",
    section: "6",
    about: "attack success of an earring by angle and distance from the middle of the face, over a face",
    notebook: SECTION_6,
    draw: async (result, name, folder) => {
      const { markdown, csv } = saveTable(name, figure9Table(result), folder);
      return [markdown, csv, ...figureFiles(await saveFigure(name, figure9(result), folder))];
    },
  },
  {
    id: "figure9-area",
    title: "Place or size",
    section: "6",
    about: "the same success by distance and by visible area of the earring",
    notebook: SECTION_6,
    draw: async (result, name, folder) => {
      const { markdown, csv } = saveTable(name, figure9AreaTable(result), folder);
      return [markdown, csv, ...figureFiles(await saveFigure(name, figure9Area(result), folder))];
    },
  },
]);

const table2Artifact = artifactsOf(onAndOffFace, [
  {
    id: "table2",
    title: "Table 2",
    section: "6",
    about: "model accuracy and attack success rate of earrings, bandana and sunglasses on and off the face",
    notebook: SECTION_6,
    draw: (result, name, folder) => {
      const { markdown, csv } = saveTable(name, table2Table(result), folder);
      return Promise.resolve([markdown, csv]);
    },
  },
]);

const attentionTeachersArtifact = artifactsOf(attentionTeachers, [
  {
    id: "attention-teachers",
    title: "Where attention lies on other networks",
    section: "6",
    about: "the same for earrings and sunglasses on the other networks, one of them trained on objects",
    notebook: ATTENTION_NOTEBOOK,
    draw: async (result, name, folder) => {
      const { markdown, csv } = saveTable(name, attentionTable(result), folder);
      const students = result.students.filter(({ method }) => method === "grad-cam");
      return [markdown, csv, ...figureFiles(await saveFigure(name, attentionFigure(students), folder))];
    },
  },
]);

const causalArtifact = artifactsOf(causal, [
  {
    id: "causal",
    title: "What the trigger alone does",
    section: "6",
    about: "how far each trigger moves the features of the same moment, beside its success",
    notebook: SECTION_6,
    draw: async (result, name, folder) => {
      const { markdown, csv } = saveTable(name, causalTable(result), folder);
      return [markdown, csv, ...figureFiles(await saveFigure(name, causalFigure(result), folder))];
    },
  },
]);

export const ARTIFACTS: readonly Artifact[] = [
  ...table1,
  ...table1TeachersArtifact,
  ...pretraining,
  ...learningRateChoiceArtifact,
  ...figure2Artifact,
  ...figure3Artifact,
  ...figure4Artifact,
  ...visibility,
  ...misses,
  ...widerCropArtifact,
  ...figures5to7,
  ...attentionArtifacts,
  ...attentionTeachersArtifact,
  ...figure9Artifacts,
  ...table2Artifact,
  ...causalArtifact,
  ...realism,
];

function figureFiles({ svg, png, json }: FigureFiles): string[] {
  return [svg, png, json];
}

/** Gives artifacts the experiment that they are drawn from. */
function artifactsOf<Result extends ExperimentResult>(
  { id: experiment }: Experiment<Result>,
  artifacts: readonly Omit<Artifact<Result>, "experiment">[],
): Artifact<Result>[] {
  return artifacts.map((artifact) => ({ ...artifact, experiment }));
}
