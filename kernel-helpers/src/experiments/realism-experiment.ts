import { imageSet, imagesOf, type DatasetImage, type ImageSet } from "../dataset/image-set";
import { findRendered, findSet, prepareRendered, prepareSet, renderedState, setState } from "../dataset/rendered";
import { OTHER_IDS, VOLUNTEER_IDS } from "../world";
import type { Experiment, ExperimentOptions, ExperimentResult } from "./experiment";
import { needsWorld } from "./needs-world";
import type { Profile } from "./profiles";
import { measureRealism, storedRealism, type Realism, type RealismOptions } from "./realism";

/** Who is compared: volunteers and further people, the first few clean images of each. */
const SCOPES = {
  smoke: { others: 4, imagesPerPerson: 4 },
  laptop: { others: OTHER_IDS.length, imagesPerPerson: 10 },
  paper: { others: OTHER_IDS.length, imagesPerPerson: 30 },
} as const;

export interface RealismResult extends ExperimentResult, Realism {
  /** The data set's hash. */
  set: string;
}

/** CPU seconds of an image: rendered, and seen by a detector and two recognisers. */
const CPU_SECONDS = { render: 0.25, see: 0.15 };

/** How real the people look to networks that know real faces. Not in the paper: it is what its stand-in must answer for. */
export const realismExperiment: Experiment<RealismResult> = needsWorld(
  "it asks how real the rendered people look, and yours are",
  {
    id: "realism",

    work(profile) {
      const set = find(profile);
      const isDone = set !== undefined && storedRealism(set, optionsFor(profile)) !== undefined;
      const volunteers = renderedState(profile);
      const others = setState("others", selectionFor(profile));
      const total = (profile.people + SCOPES[profile.name].others) * SCOPES[profile.name].imagesPerPerson;
      const images = { done: volunteers.done + others.done, total: volunteers.total + others.total };
      return [
        { what: "images", ...images, cpuSeconds: CPU_SECONDS.render },
        { what: "images seen", done: isDone ? total : 0, total, cpuSeconds: CPU_SECONDS.see },
      ];
    },

    async run(profile, options: ExperimentOptions = {}) {
      const volunteers = await prepareRendered(profile, options);
      const others = await prepareSet("others", { ...selectionFor(profile), ...options });
      const set = join(volunteers.set, others.set);
      const realism = await measureRealism(set, { ...optionsFor(profile), ...options });
      const made = volunteers.rendered + others.rendered;
      const work = [{ what: "images", made, reused: volunteers.reused + others.reused }];
      return { result: { profile: profile.name, set: set.hash, ...realism }, work };
    },

    read(profile) {
      const set = find(profile);
      const realism = set && storedRealism(set, optionsFor(profile));
      return realism && { profile: profile.name, set: set.hash, ...realism };
    },

    measures: () => [],
  },
);

/** The photographs that a profile's realism is measured on, if all of them are rendered. */
export const realismImages = (profile: Profile): readonly DatasetImage[] => find(profile)?.images ?? [];

function find(profile: Profile): ImageSet | undefined {
  const volunteers = findRendered(profile);
  const others = findSet("others", selectionFor(profile));
  return volunteers && others && join(volunteers, others);
}

const selectionFor = ({ name }: Profile) => ({
  people: OTHER_IDS.slice(0, SCOPES[name].others),
  count: SCOPES[name].imagesPerPerson,
});

const optionsFor = ({ name, people }: Profile): RealismOptions & { imagesPerPerson: number } => ({
  imagesPerPerson: SCOPES[name].imagesPerPerson,
  identify: VOLUNTEER_IDS.slice(0, people),
});

const join = (volunteers: ImageSet, others: ImageSet): ImageSet =>
  imageSet(`${volunteers.people.length + others.people.length} people`, [
    ...imagesOf(volunteers, "clean"),
    ...others.images,
  ]);
