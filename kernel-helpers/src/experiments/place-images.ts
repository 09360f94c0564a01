import * as path from "node:path";
import { localPath } from "../base/paths";
import { areThere, removeDamagedPictures } from "../dataset/damaged-images";
import { imageSet, imagesOf, type DatasetImage, type ImageSet } from "../dataset/image-set";
import { findWhole, prepareSpec, setFolder, stateOf } from "../dataset/rendered";
import type { SetSpec } from "../dataset/set-specs";
import { runJobs } from "../jobs/pool";
import { pastedCondition, wornCondition, type PasteSpec } from "../poisoning/digital/pasted-earring";
import { codeVersion } from "../store/code-version";
import { readRecord, writeRecord, type RecordInputs } from "../store/records";
import { withRunLock } from "../store/run-lock";
import { placeName, worldVersion } from "../world";
import type { ExperimentOptions } from "./experiment";
import type { ImageSource } from "./model-experiment";
import { measureAreas, storedAreas, type AreasWanted } from "./place-areas";
import { extentOf, volunteersIn, wornIn } from "./place-extent";
import type { Profile } from "./profiles";

/** The networks of Figure 9: Table 1's on a crop with nearly all of the grid inside, and one that never learned faces. */
export const PLACE_TEACHERS = { faces: "resnet-dlib-wide", objects: "vgg16-imagenet-160-map" } as const;

/** The volunteers clean, with an earring at each place, and with one pasted there on further clean photographs. */
export const PLACE_IMAGES: ImageSource = {
  find: (profile) => {
    const set = findImages(profile);
    return set && storedAreas(set, areasWanted(profile)) && set;
  },
  state,
  prepare,
  cpuSeconds: 0.15,
};

const cleanSpec = (profile: Profile): SetSpec => volunteersIn(profile, { clean: "all" });
const wornSpec = (profile: Profile): SetSpec =>
  wornIn(profile, extentOf(profile).places.map(wornCondition), extentOf(profile).perPlace);

/** What is measured of the images: how much of each earring the networks' crops show. */
export const areasWanted = (profile: Profile): AreasWanted => {
  const { places, contrast } = extentOf(profile);
  return {
    [PLACE_TEACHERS.faces]: places.flatMap((place) => [wornCondition(place), pastedCondition(place)]),
    [PLACE_TEACHERS.objects]: contrast.map(pastedCondition),
  };
};

function findImages(profile: Profile): ImageSet | undefined {
  const clean = findWhole(cleanSpec(profile), setFolder("volunteers"));
  const worn = findWhole(wornSpec(profile), setFolder("locations"));
  const pasted = clean && storedPasted(clean, profile);
  return clean && worn && pasted && join(profile, clean, worn, pasted);
}

async function prepare(profile: Profile, options: ExperimentOptions) {
  const clean = await prepareSpec(cleanSpec(profile), { ...options, folder: setFolder("volunteers") });
  const worn = await prepareSpec(wornSpec(profile), { ...options, folder: setFolder("locations") });
  removeDamagedPictures(recordOfPasted(clean.set, profile) ?? []);
  const before = storedPasted(clean.set, profile);
  const pasted = before ?? (await paste(clean.set, profile, options));
  const set = join(profile, clean.set, worn.set, pasted);
  await measureAreas(set, areasWanted(profile), options);
  const made = clean.rendered + worn.rendered + (before ? 0 : pasted.length);
  return { set, rendered: made, reused: clean.reused + worn.reused + (before ? pasted.length : 0) };
}

/** What is not measured is not done: of complete images one is left out until they are measured. */
function state(profile: Profile): { done: number; total: number } {
  const clean = stateOf(cleanSpec(profile), setFolder("volunteers"));
  const worn = stateOf(wornSpec(profile), setFolder("locations"));
  const cleanSet = findWhole(cleanSpec(profile), setFolder("volunteers"));
  const pasted = (cleanSet && storedPasted(cleanSet, profile))?.length ?? 0;
  const cleanTotal = extentOf(profile).clean * profile.people;
  const total = cleanTotal + 2 * worn.total; // as many are pasted as are worn
  const done = Math.min(clean.done, cleanTotal) + worn.done + pasted;
  return { done: PLACE_IMAGES.find(profile) ? total : Math.min(done, total - 1), total };
}

const join = (profile: Profile, clean: ImageSet, worn: ImageSet, pasted: readonly DatasetImage[]): ImageSet =>
  imageSet(`${profile.name}, places of an earring`, [...firstClean(clean, profile), ...worn.images, ...pasted]);

const firstClean = (clean: ImageSet, profile: Profile): DatasetImage[] => partOfEach(clean, 0, extentOf(profile).clean);

/** The earring is pasted on photographs that are not among the clean ones, so that none is in the set both ways. */
const pastedOn = (clean: ImageSet, profile: Profile): DatasetImage[] => partOfEach(clean, extentOf(profile).clean);

const partOfEach = (set: ImageSet, from: number, to?: number): DatasetImage[] =>
  set.people.flatMap((person) =>
    imagesOf(set, "clean")
      .filter((image) => image.person === person)
      .slice(from, to),
  );

type StoredImage = Omit<DatasetImage, "file"> & { fileInLocal: string };

function pasteInputs(clean: ImageSet, profile: Profile): RecordInputs {
  const { places, perPlace } = extentOf(profile);
  return {
    kind: "pasted",
    config: { places: places.map(placeName), count: perPlace },
    data: imageSet("pasted on", pastedOn(clean, profile)).hash,
    code: `${codeVersion("poisoning/digital", "augmentation", "teachers/align")}+${worldVersion()}`,
  };
}

/** What is pasted; undefined if not all of it is, or a picture is gone. */
function storedPasted(clean: ImageSet, profile: Profile): DatasetImage[] | undefined {
  const pasted = recordOfPasted(clean, profile);
  return pasted && areThere(pasted) ? pasted : undefined;
}

const recordOfPasted = (clean: ImageSet, profile: Profile): DatasetImage[] | undefined =>
  readRecord<StoredImage[]>(pasteInputs(clean, profile))?.result.map(({ fileInLocal, ...image }) => ({
    ...image,
    file: localPath(fileInLocal),
  }));

/** One place is one job of the pool. */
async function paste(clean: ImageSet, profile: Profile, options: ExperimentOptions): Promise<DatasetImage[]> {
  const { places, perPlace } = extentOf(profile);
  const images = pastedOn(clean, profile);
  const jobs = places.map((place) => ({
    module: "poisoning/digital/pasted-earring",
    run: "pasteEarring",
    argument: { images, place, count: perPlace } satisfies PasteSpec,
    label: placeName(place),
    weight: perPlace * clean.people.length,
  }));
  return withRunLock(async () => {
    const before = storedPasted(clean, profile); // another run may have pasted while this one waited
    if (before) return before;
    const pasted = await runJobs<PasteSpec, DatasetImage[]>(jobs, { ...options, label: "pasted" });
    const kept = pasted.flat().map(({ file, ...image }) => ({ ...image, fileInLocal: path.relative(localPath(), file) })); // prettier-ignore
    writeRecord<StoredImage[]>(pasteInputs(clean, profile), kept);
    return pasted.flat();
  });
}
