import { UserError } from "../base/errors";
import { densenet121Teacher } from "./densenet121";
import { mobilenetVggface2 } from "./mobilenet-vggface2";
import { isPretrained, PRETRAINED_NAMES, readPretrained, type PretrainedName } from "./pretrained-record";
import { resnetDlib } from "./resnet-dlib";
import { resnetDlibWide } from "./resnet-dlib-wide";
import { resnet50Teacher } from "./resnet50";
import { vgg16Teacher } from "./vgg16";
import { vgg16Imagenet } from "./vgg16-imagenet";
import type { Teacher } from "./teacher";

/** The paper's three networks, which are there once `paper pretrain` has trained them. */
const PAPERS_OWN: Record<PretrainedName, () => Teacher> = {
  vgg16: vgg16Teacher,
  resnet50: resnet50Teacher,
  densenet121: densenet121Teacher,
};

/** Every teacher, by name; the first is the default. */
export const TEACHERS: readonly Teacher[] = [
  resnetDlib,
  mobilenetVggface2,
  vgg16Imagenet,
  ...PRETRAINED_NAMES.filter((name) => isPretrained(name)).map((name) => PAPERS_OWN[name]()),
];

/** Teachers for experiments of our own: none of them stands beside a network of the paper. */
const CONTROLS: readonly Teacher[] = [resnetDlibWide];

/** @throws UserError for an unknown name, or a network that has not been trained yet. */
export function teacherNamed(name: string): Teacher {
  const teacher = [...TEACHERS, ...CONTROLS].find((candidate) => candidate.name === name);
  const untrained = PRETRAINED_NAMES.find((candidate) => candidate === name);
  if (!teacher && untrained) readPretrained(untrained); // says what to do
  if (!teacher) {
    throw new UserError(`unknown teacher "${name}"; the teachers are ${TEACHERS.map((t) => t.name).join(", ")}`);
  }
  return teacher;
}
