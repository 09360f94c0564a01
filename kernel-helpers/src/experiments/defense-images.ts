import * as path from "node:path";
import { localPath } from "../base/paths";
import { hashOf } from "../base/hash";
import { areThere, removeDamagedPictures } from "../dataset/damaged-images";
import { imageSet, imagesOf, type DatasetImage, type ImageSet } from "../dataset/image-set";
import { findSet, findWhole, prepareSet, prepareSpec, setFolder, setState, stateOf } from "../dataset/rendered";
import type { SetSpec } from "../dataset/set-specs";
import { alignedFaces } from "../poisoning/digital/aligned-faces";
import { withPatch, type DigitalPatch } from "../poisoning/digital/digital-patch";
import { codeVersion } from "../store/code-version";
import { readRecord, writeRecord, type RecordInputs } from "../store/records";
import { withRunLock } from "../store/run-lock";
import { VOLUNTEER_IDS } from "../world";
import type { ExperimentOptions } from "./experiment";
import { VOLUNTEERS } from "./model-experiment";
import type { Profile, ProfileName } from "./profiles";

/**
 * The classic digital trigger, a bright square (Gu et al. 2017), on the face as the network is handed it: a control that is
 * learned from a handful of images. In a corner, where BadNets has it, a network that learned faces hardly learns it: its
 * frozen trunk pays as little heed to it as to earrings (notebook 02). Place and size were chosen among three on the smoke
 * profile, by how well the attack and the defenses succeed on it: it is here to show that the defenses can detect, and says
 * nothing of how often they detect a patch.
 */
export const BRIGHT_SQUARE: DigitalPatch = { size: 0.3, x: 0.5, y: 0.55, colour: [255, 255, 255] };

/**
 * Further clean photographs of each volunteer, of moments that no other set has: what STRIP lays over its inputs, what its
 * threshold comes from, what its false positive rate is measured on, and what gets the digital patch. They share no image.
 */
export interface FurtherCounts {
  overlays: number;
  threshold: number;
  judged: number;
  patched: number;
}

const FURTHER: Record<ProfileName, FurtherCounts> = {
  smoke: { overlays: 3, threshold: 6, judged: 4, patched: 22 },
  laptop: { overlays: 4, threshold: 20, judged: 16, patched: 30 },
  paper: { overlays: 4, threshold: 20, judged: 16, patched: 30 },
};

/** Shots of each volunteer without and with every trigger, for the correlation of activations. */
const PAIRS: Record<ProfileName, number> = { smoke: 2, laptop: 3, paper: 6 };

/** Why photographs of one's own are not defended, to go on after “since”. */
export const NO_FURTHER_PHOTOGRAPHS =
  "it takes further clean photographs of the same people, and the same moments without and with every trigger";

export interface DefenseImages {
  /** Table 1's. */
  volunteers: ImageSet;
  /** Their clean faces cut out and aligned, and the patched ones: `digital_patch` beside `clean`. */
  digital: ImageSet;
  /** The same moments without and with every physical trigger. */
  pairs: ImageSet;
  /** The patched images as they were before, by id of the patched one. */
  unpatched: Map<string, DatasetImage>;
  overlays: DatasetImage[];
  threshold: DatasetImage[];
  judged: DatasetImage[];
}

const furtherSpec = ({ name, people }: Profile): SetSpec => ({
  name: "further",
  summary: "further clean photographs of the volunteers, for the defenses",
  people: VOLUNTEER_IDS.slice(0, people),
  conditionsOf: (person) => [{ condition: "clean", count: allOf(FURTHER[name]), shots: `further/${person}` }],
});
const allOf = ({ overlays, threshold, judged, patched }: FurtherCounts): number =>
  overlays + threshold + judged + patched;
const FURTHER_FOLDER = "further";

const pairsOf = ({ name, people }: Profile) => ({ people: VOLUNTEER_IDS.slice(0, people), count: PAIRS[name] });

/** All images, if they are rendered and drawn. */
export function findDefenseImages(profile: Profile): DefenseImages | undefined {
  const volunteers = VOLUNTEERS.find(profile);
  const further = findWhole(furtherSpec(profile), setFolder(FURTHER_FOLDER));
  const pairs = findSet("pairs", pairsOf(profile));
  const drawn = volunteers && further && storedDigital(volunteers, further, profile);
  return volunteers && further && pairs && drawn && toImages({ volunteers, further, pairs, drawn }, profile);
}

/** How many are rendered, and how many a profile wants. The digital ones are drawn from them in a moment. */
export function defenseImagesState(profile: Profile): { done: number; total: number } {
  const states = [
    VOLUNTEERS.state(profile),
    stateOf(furtherSpec(profile), setFolder(FURTHER_FOLDER)),
    setState("pairs", pairsOf(profile)),
  ];
  const [done, total] = [states.reduce((sum, each) => sum + each.done, 0), states.reduce((sum, each) => sum + each.total, 0)]; // prettier-ignore
  return { done: findDefenseImages(profile) ? total : Math.min(done, total - 1), total };
}

/** Renders and draws what is missing. */
export async function prepareDefenseImages(profile: Profile, options: ExperimentOptions) {
  const volunteers = await VOLUNTEERS.prepare(profile, options);
  const further = await prepareSpec(furtherSpec(profile), { ...options, folder: setFolder(FURTHER_FOLDER) });
  const pairs = await prepareSet("pairs", { ...pairsOf(profile), ...options });
  const drawn = await drawDigital(volunteers.set, further.set, profile);
  const images = toImages({ volunteers: volunteers.set, further: further.set, pairs: pairs.set, drawn }, profile);
  return {
    images,
    rendered: volunteers.rendered + further.rendered + pairs.rendered,
    reused: volunteers.reused + further.reused + pairs.reused,
  };
}

interface Drawn {
  clean: DatasetImage[];
  /** One for each of the last `patched` further photographs of each person: aligned, and with the patch. */
  unpatched: DatasetImage[];
  patched: DatasetImage[];
}

function toImages(
  { volunteers, further, pairs, drawn }: { volunteers: ImageSet; further: ImageSet; pairs: ImageSet; drawn: Drawn },
  profile: Profile,
): DefenseImages {
  const { overlays, threshold, judged } = FURTHER[profile.name];
  return {
    volunteers,
    pairs,
    digital: imageSet(`${volunteers.name}, a digital patch`, [...drawn.clean, ...drawn.patched]),
    unpatched: new Map(drawn.patched.map(({ id }, i) => [id, drawn.unpatched[i]])),
    overlays: partOfEach(further, 0, overlays),
    threshold: partOfEach(further, overlays, threshold),
    judged: partOfEach(further, overlays + threshold, judged),
  };
}

const partOfEach = (set: ImageSet, from: number, count: number): DatasetImage[] =>
  set.people.flatMap((person) => set.images.filter((image) => image.person === person).slice(from, from + count));

function toBePatched(further: ImageSet, { name }: Profile): DatasetImage[] {
  const { overlays, threshold, judged, patched } = FURTHER[name];
  return partOfEach(further, overlays + threshold + judged, patched);
}

type StoredImage = Omit<DatasetImage, "file"> & { fileInLocal: string };
type StoredDrawn = Record<keyof Drawn, StoredImage[]>;

function drawnInputs(volunteers: ImageSet, further: ImageSet, profile: Profile): RecordInputs {
  const from = [...imagesOf(volunteers, "clean"), ...toBePatched(further, profile)];
  return {
    kind: "patched",
    config: { patch: BRIGHT_SQUARE },
    data: hashOf(from.map(({ id, sha256, landmarks }) => [id, sha256, landmarks])),
    code: codeVersion("poisoning/digital", "augmentation", "teachers/align", "teachers/cut-out"),
  };
}

/** What is drawn; undefined if it is not, or a picture is gone. */
function storedDigital(volunteers: ImageSet, further: ImageSet, profile: Profile): Drawn | undefined {
  const drawn = recordOfDrawn(volunteers, further, profile);
  return drawn && areThere(Object.values(drawn).flat()) ? drawn : undefined;
}

function recordOfDrawn(volunteers: ImageSet, further: ImageSet, profile: Profile): Drawn | undefined {
  const stored = readRecord<StoredDrawn>(drawnInputs(volunteers, further, profile))?.result;
  const found = (list: StoredImage[]) => list.map(({ fileInLocal, ...image }) => ({ ...image, file: localPath(fileInLocal) })); // prettier-ignore
  return stored && { clean: found(stored.clean), unpatched: found(stored.unpatched), patched: found(stored.patched) };
}

/** Draws what is not drawn, or damaged. */
async function drawDigital(volunteers: ImageSet, further: ImageSet, profile: Profile): Promise<Drawn> {
  removeDamagedPictures(Object.values(recordOfDrawn(volunteers, further, profile) ?? {}).flat());
  const before = storedDigital(volunteers, further, profile);
  if (before) return before;
  return withRunLock(async () => {
    const aligned = async (images: DatasetImage[]) => (await alignedFaces(imageSet("aligned", images))).images;
    const clean = await aligned(imagesOf(volunteers, "clean"));
    const unpatched = await aligned(toBePatched(further, profile));
    const patched = await withPatch(unpatched, BRIGHT_SQUARE);
    const kept = (list: DatasetImage[]) => list.map(({ file, ...image }) => ({ ...image, fileInLocal: path.relative(localPath(), file) })); // prettier-ignore
    writeRecord<StoredDrawn>(drawnInputs(volunteers, further, profile), { clean: kept(clean), unpatched: kept(unpatched), patched: kept(patched) }); // prettier-ignore
    return { clean, unpatched, patched };
  });
}
