import type { MeasureEntry } from "../paper/measures";
import { TEACHERS, teacherNamed } from "../teachers";
import { attentionExperiment, type AttentionResult } from "./attention";
import { attentionEntries } from "./attention-measures";
import { fewViews } from "./table1-teachers";
import { TABLE1_DEFAULTS } from "./table1";

/** Figure 8 on Table 1's own models: every trigger. */
export const attention = attentionExperiment(
  { id: "attention" },
  {
    teachers: [TABLE1_DEFAULTS.teacher],
    triggers: ({ triggers }) => triggers,
    views: ({ views }) => views,
    modelSeconds: 10,
  },
  ({ students }) => students.flatMap(attentionEntries),
);

/**
 * The same on all other networks, one of them trained on objects and not on faces: earrings, and a trigger that works.
 * Slow networks see many images: it runs when it is asked for by name.
 */
export const attentionTeachers = attentionExperiment(
  { id: "attention-teachers", onDemand: true },
  {
    teachers: TEACHERS.map(({ name }) => name).filter((name) => name !== TABLE1_DEFAULTS.teacher),
    triggers: ({ triggers }) => triggers.filter((trigger) => trigger === "earrings" || trigger === "sunglasses"),
    views: ({ views }, teacher) => fewViews(teacher, views),
    modelSeconds: 150,
  },
  measuredOnFaces,
);

/** A claim about a network of the paper is judged on the first teacher that stands beside it and knows faces. */
function measuredOnFaces({ students }: AttentionResult): MeasureEntry[] {
  const { name, standsFor } = teacherNamed(TABLE1_DEFAULTS.teacher);
  const judgedOn = new Map([[standsFor, name]]);
  return students.flatMap((student) => {
    if (teacherNamed(student.teacher).weights.domain !== "faces") return [];
    if (!judgedOn.has(student.standsFor)) judgedOn.set(student.standsFor, student.teacher);
    return judgedOn.get(student.standsFor) === student.teacher ? attentionEntries(student) : [];
  });
}
