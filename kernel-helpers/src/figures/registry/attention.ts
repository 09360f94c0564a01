import { attention, attentionTeachers } from "../../experiments/attention-experiments";
import { attentionFigure } from "../attention";
import { attentionPictures } from "../attention-pictures";
import { attentionShiftTable, attentionTable } from "../attention-tables";
import { figure8 } from "../figure8";
import { artifactsOf, figureFiles, tableFiles, SECTION_6, type Artifact } from "./artifact";

const attentionArtifacts = artifactsOf(attention, [
  {
    id: "figure8",
    title: "Figure 8",
    section: "6",
    about: "class activation maps of the earrings model and of others, without and with the trigger",
    notebook: SECTION_6,
    draw: async ({ students: [student] }, name, folder) =>
      await figureFiles(figure8(student, await attentionPictures(student)), name, folder),
  },
  {
    id: "figure8-hires",
    title: "Figure 8 by HiResCAM",
    section: "6",
    about: "the same, every place with its own gradients: no map is left empty",
    notebook: SECTION_6,
    draw: async ({ students }, ...place) => {
      const student = students.find(({ method }) => method === "hires-cam")!;
      return figureFiles(figure8(student, await attentionPictures(student)), ...place);
    },
  },
  {
    id: "attention",
    title: "Where attention lies",
    section: "6",
    about: "attention on face, hair, trigger and background over the whole test set, beside their areas",
    notebook: SECTION_6,
    draw: async (result, name, folder) => {
      const table = tableFiles(attentionTable(result), name, folder);
      const [student] = result.students;
      return [...table, ...(await figureFiles(attentionFigure([student]), name, folder))];
    },
  },
  {
    id: "attention-shift",
    title: "How attention moves",
    section: "6",
    about: "how far the map moves when a trigger is put on, in the same moment",
    notebook: SECTION_6,
    draw: (result, ...place) => Promise.resolve(tableFiles(attentionShiftTable(result), ...place)),
  },
]);

const attentionTeachersArtifact = artifactsOf(attentionTeachers, [
  {
    id: "attention-teachers",
    title: "Where attention lies on other networks",
    section: "6",
    about: "the same for earrings and sunglasses on the other networks, one of them trained on objects",
    notebook: SECTION_6,
    draw: async (result, name, folder) => {
      const table = tableFiles(attentionTable(result), name, folder);
      const students = result.students.filter(({ method }) => method === "grad-cam");
      return [...table, ...(await figureFiles(attentionFigure(students), name, folder))];
    },
  },
]);

/** Section 6: where networks look. */
export const ATTENTION: readonly Artifact[] = [...attentionArtifacts, ...attentionTeachersArtifact];
