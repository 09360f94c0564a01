import { TEACHERS } from "../teachers";
import type { Experiment } from "./experiment";
import { judgedTeachers } from "./networks";
import type { Profile } from "./profiles";
import { settingsFor, type Table1Networks } from "./table1";
import { networksExperiment } from "./table1-experiment";

/**
 * Views of a training image for the teachers that no claim is judged on: a quarter, since these networks are slower. With
 * fewer views a head learns poison images by heart, and small triggers succeed less.
 */
export const FEW_VIEWS = 8;

/** Table 1 on every teacher. Slow networks see many images: it runs when it is asked for by name. */
export const table1Teachers: Experiment<Table1Networks> = networksExperiment({
  id: "table1-teachers",
  onDemand: true,
  parts: (profile) => TEACHERS.map(({ name }) => ({ profile: viewedBy(name, profile), settings: settingsFor(name) })),
  measures: () => [], // what is judged stands in Table 1
});

const viewedBy = (teacher: string, profile: Profile): Profile =>
  judgedTeachers().includes(teacher) ? profile : { ...profile, views: Math.min(FEW_VIEWS, profile.views) };
