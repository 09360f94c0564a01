import { findRendered, prepareRendered } from "../dataset/rendered";
import { TEACHERS } from "../teachers";
import { resnetDlibWide } from "../teachers/resnet-dlib-wide";
import { countOf } from "./check-rates";
import type { Experiment, ExperimentOptions, ExperimentResult } from "./experiment";
import { VOLUNTEERS } from "./model-experiment";
import { needsWorld } from "./needs-world";
import { measureVisibility, storedVisibility, type Visibility } from "./trigger-visibility";

/** A teacher of each kind of crop: aligned chips, loose faces, those of the networks we train, and the wider control. */
const SEEN_BY = [
  ...TEACHERS.filter(({ name }) => ["resnet-dlib", "mobilenet-vggface2", "vgg16"].includes(name)),
  resnetDlibWide,
].map(({ name }) => name);
/** CPU seconds of a mask. */
const MASK_SECONDS = 0.01;

export interface VisibilityResult extends ExperimentResult {
  /** The data set's hash. */
  set: string;
  teachers: Visibility;
}

/** How much of each trigger the networks are shown. Not in the paper, whose photographs are cut nowhere that it says. */
export const visibilityExperiment: Experiment<VisibilityResult> = needsWorld(
  "only rendered photographs come with masks of the trigger",
  {
    id: "visibility",

    work(profile) {
      const total = countOf(profile, (condition) => condition !== "clean");
      const set = findRendered(profile);
      const done = set && storedVisibility(set, SEEN_BY) ? total : 0;
      return [
        { what: "images", ...VOLUNTEERS.state(profile), cpuSeconds: VOLUNTEERS.cpuSeconds },
        { what: "masks", done, total, cpuSeconds: MASK_SECONDS },
      ];
    },

    async run(profile, options: ExperimentOptions = {}) {
      const images = await prepareRendered(profile, options);
      const teachers = await measureVisibility(images, SEEN_BY, options);
      const work = [{ what: "images", made: images.rendered, reused: images.reused }];
      return { result: { profile: profile.name, set: images.set.hash, teachers }, work };
    },

    read(profile) {
      const set = findRendered(profile);
      const teachers = set && storedVisibility(set, SEEN_BY);
      return teachers && { profile: profile.name, set: set.hash, teachers };
    },

    measures: () => [],
  },
);
