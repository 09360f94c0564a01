import { UserError } from "../base/errors";
import { densenet121Teacher } from "./densenet121";
import { mobilenetVggface2 } from "./mobilenet-vggface2";
import { knownOwnTeacher, ownTeacher } from "./own";
import { isNetworkFile } from "./own/network-file";
import { isPretrained, PRETRAINED_NAMES, readPretrained, type PretrainedName } from "./pretrained-record";
import { resnetDlib } from "./resnet-dlib";
import { resnetDlibWide } from "./resnet-dlib-wide";
import { resnet50Teacher } from "./resnet50";
import type { Teacher } from "./teacher";
import { vgg16Teacher } from "./vgg16";
import { vgg16Imagenet } from "./vgg16-imagenet";
import { vgg16Imagenet160 } from "./vgg16-imagenet-160";
import { vgg16Imagenet160Map } from "./vgg16-imagenet-160-map";

/** The paper's three networks, which are there once `paper pretrain` has trained them. */
const PAPERS_OWN: Record<PretrainedName, () => Teacher> = {
  vgg16: vgg16Teacher,
  resnet50: resnet50Teacher,
  densenet121: densenet121Teacher,
};

/** Every teacher that comes with the project, by name; the first is the default. */
export const TEACHERS: readonly Teacher[] = [
  resnetDlib,
  mobilenetVggface2,
  vgg16Imagenet,
  ...PRETRAINED_NAMES.filter((name) => isPretrained(name)).map((name) => PAPERS_OWN[name]()),
];

/** Teachers of no column of Table 1: the wider crop, the recognition of objects, and what Figure 9 sets beside faces. */
const OF_ONE_EXPERIMENT: readonly Teacher[] = [resnetDlibWide, vgg16Imagenet160, vgg16Imagenet160Map];

/** @throws UserError for an unknown name, or a network that has not been trained yet. */
export function teacherNamed(name: string): Teacher {
  const teacher =
    [...TEACHERS, ...OF_ONE_EXPERIMENT].find((candidate) => candidate.name === name) ?? knownOwnTeacher(name);
  const untrained = PRETRAINED_NAMES.find((candidate) => candidate === name);
  if (!teacher && untrained) readPretrained(untrained); // says what to do
  if (!teacher) {
    const known = TEACHERS.map((each) => each.name).join(", ");
    throw new UserError(
      `unknown teacher "${name}"; the teachers are ${known}, or the path of a .json, .h5 or .onnx file of your own`,
    );
  }
  return teacher;
}

/** The teacher of a name, or of a file of weights (data/teachers/README.md). */
export const teacherFor = (nameOrFile: string): Promise<Teacher> =>
  isNetworkFile(nameOrFile) ? ownTeacher(nameOrFile) : Promise.resolve(teacherNamed(nameOrFile));
