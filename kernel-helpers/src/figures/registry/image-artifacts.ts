import { imageArtifacts, type ImageArtifacts } from "../../experiments/image-artifacts";
import { IMAGE_ARTIFACTS } from "../../paper/measures";
import { artifactExamples } from "../artifact-examples";
import { ARTIFACT_TEXTS, artifactFigure, shownIn, shownSeverities } from "../artifact-figures";
import { otherArtifactsFigure, othersIn } from "../artifact-others";
import { artifactTable, otherArtifactsTable } from "../artifact-tables";
import { wornTriggers } from "../figure-pictures";
import { artifactsOf, figureFiles, tableFiles, type Artifact } from "./artifact";

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
        const table = tableFiles(artifactTable(result, artifact), name, folder);
        const examples = await artifactExamples(artifact, shownIn(result), shownSeverities(artifact));
        return [...table, ...(await figureFiles(artifactFigure(result, artifact, examples), name, folder))];
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
      if (othersIn(result).length === 0) return [];
      const table = tableFiles(otherArtifactsTable(result), name, folder);
      const figure = otherArtifactsFigure(result, await wornTriggers(othersIn(result)));
      return [...table, ...(await figureFiles(figure, name, folder))];
    },
  },
]);

/** The end of section 5: a bad camera. */
export const BAD_CAMERA: readonly Artifact[] = [...figures5to7];
