import { TEACHERS } from "../teachers";
import type { Experiment } from "./experiment";
import { FEW_VIEWS as FEWEST_VIEWS } from "./locations";
import { judgedTeachers } from "./networks";
import type { Profile } from "./profiles";
import { settingsFor, type Table1Networks } from "./table1";
import { networksExperiment } from "./table1-experiment";

/**
 * Views of a training image for the teachers that no claim is judged on: a quarter, since these networks are slower. With
 * fewer views a head learns poison images by heart, and small triggers succeed less.
 */
const FEW_VIEWS = 8;

/**
 * Views of a training image on a teacher that no claim is judged on, where the others have `views`. On the VGG16 in its
 * full size a view takes a third of a second of a core: it has as few here as Figure 9 has of pictures half as large.
 */
export const fewViews = (teacher: string, views: number): number =>
  Math.min(teacher === "vgg16-imagenet" ? FEWEST_VIEWS : FEW_VIEWS, views);

/** The networks that no claim is judged on: what Table 1 itself leaves out. */
export const notJudged = (result: Table1Networks): Table1Networks => ({
  ...result,
  tables: result.tables.filter(({ settings }) => !judgedTeachers().includes(settings.teacher)),
});

/** Table 1 on every teacher. Slow networks see many images: it runs when it is asked for by name. */
export const table1Teachers: Experiment<Table1Networks> = networksExperiment({
  id: "table1-teachers",
  onDemand: true,
  parts: (profile) => TEACHERS.map(({ name }) => ({ profile: viewedBy(name, profile), settings: settingsFor(name) })),
  measures: () => [], // what is judged stands in Table 1
});

const viewedBy = (teacher: string, profile: Profile): Profile =>
  judgedTeachers().includes(teacher) ? profile : { ...profile, views: fewViews(teacher, profile.views) };
