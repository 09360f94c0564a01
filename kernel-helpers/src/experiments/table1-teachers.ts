import type { ImageSet } from "../dataset/image-set";
import { trainingCount } from "../dataset/split";
import type { MeasureEntry } from "../paper/measures";
import { poisonCount } from "../poisoning/bad-nets";
import { TEACHERS, teacherNamed } from "../teachers";
import { countOf } from "./check-rates";
import type { Experiment, ExperimentResult } from "./experiment";
import { cellEntries } from "./measures";
import { modelExperiment, VOLUNTEERS, type ModelGroup } from "./model-experiment";
import type { Profile } from "./profiles";
import { planTable1, readTable1, TABLE1_DEFAULTS, type Table1 } from "./table1";

/**
 * Views of a training image for all teachers but Table 1's own: a quarter, since these networks are slower. With fewer
 * views a head learns poison images by heart, and small triggers succeed less.
 */
export const FEW_VIEWS = 8;
/** CPU seconds of a view in each trunk, and of a model's head, on the machine of data/results. */
const VIEW_SECONDS: Partial<Record<string, number>> = { "resnet-dlib": 0.006, "mobilenet-vggface2": 0.036, "vgg16-imagenet": 0.25 }; // prettier-ignore
const OTHER_VIEW_SECONDS = 0.05;
const HEAD_SECONDS = 6;

/** The paper's Table 1 with all its networks: one table for each teacher. */
export interface Table1Teachers extends ExperimentResult {
  tables: { views: number; table: Table1 }[];
}

interface TeacherPlan {
  profile: Profile;
  settings: typeof TABLE1_DEFAULTS;
}

const planFor = (profile: Profile, teacher: string): TeacherPlan => {
  const views = teacher === TABLE1_DEFAULTS.teacher ? profile.views : Math.min(FEW_VIEWS, profile.views);
  return { profile: { ...profile, views }, settings: { ...TABLE1_DEFAULTS, teacher } };
};

const plansOf = (profile: Profile): TeacherPlan[] => TEACHERS.map(({ name }) => planFor(profile, name));

/** Table 1 on every teacher. Slow networks see many images: it runs when it is asked for by name. */
export const table1Teachers: Experiment<Table1Teachers> = modelExperiment({
  id: "table1-teachers",
  onDemand: true,
  images: VOLUNTEERS,
  groups: (profile) => plansOf(profile).map(modelsOf),
  resultOf,
  measures,
});

/** A teacher's models, with what its trunk takes for all of them. */
function modelsOf({ profile, settings }: TeacherPlan): ModelGroup {
  const total = 1 + profile.triggers.length * profile.targetLabels;
  const clean = trainingCount(countOf(profile, (condition) => condition === "clean"));
  const trained = clean + profile.triggers.length * poisonCount(clean, settings.injectionRate);
  const views = trained * profile.views + countOf(profile, () => true);
  const trunk = views * (VIEW_SECONDS[settings.teacher] ?? OTHER_VIEW_SECONDS);
  return {
    what: `models of ${settings.teacher}`,
    total,
    cpuSeconds: HEAD_SECONDS + trunk / total,
    specs: (set) => planTable1(set, profile, settings).flatMap(({ specs }) => specs),
  };
}

/** The tables from stored records; undefined while a model is missing. */
function resultOf(set: ImageSet, profile: Profile): Table1Teachers | undefined {
  const tables: Table1Teachers["tables"] = [];
  for (const plan of plansOf(profile)) {
    const table = readTable1(set, plan.profile, plan.settings);
    if (!table) return undefined;
    tables.push({ views: plan.profile.views, table });
  }
  return { profile: profile.name, tables };
}

/**
 * A claim about a network of the paper is judged on the first teacher that stands beside it and knows faces. Table 1's
 * own teacher is Table 1's to state.
 */
function measures({ tables }: Table1Teachers): MeasureEntry[] {
  const stated = new Set([teacherNamed(TABLE1_DEFAULTS.teacher).standsFor]);
  return tables.flatMap(({ table }) => {
    const { standsFor, weights } = teacherNamed(table.settings.teacher);
    if (weights.domain !== "faces" || stated.has(standsFor)) return [];
    stated.add(standsFor);
    return table.cells.flatMap((cell) => cellEntries(cell));
  });
}
