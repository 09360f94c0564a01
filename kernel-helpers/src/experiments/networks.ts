import { ARCHITECTURES, type Architecture } from "../paper/names";
import { TEACHERS } from "../teachers";
import { PRETRAINED_NAMES } from "../teachers/pretrained-record";
import type { Teacher } from "../teachers/teacher";

/**
 * The teacher on which the claims about each of the paper's networks are judged; every other one is shown, and decides
 * nothing. For VGG16 it is the network that this project pretrains, since no face-trained VGG16 can be had. For the two
 * others it is a network that others trained on photographs of real people: pretrained ones take their places here once
 * they verify strangers as well (the table of the pretraining has both equal error rates). No attack had a say in this.
 */
export const JUDGED_ON: Record<Architecture, string> = {
  VGG16: "vgg16",
  DenseNet: "mobilenet-vggface2",
  ResNet50: "resnet-dlib",
};

const isThere = (name: string): boolean => TEACHERS.some((teacher) => teacher.name === name);

/** Those of them that are there, in the order of the paper's Table 1: VGG16 must have been pretrained. */
export const judgedTeachers = (): string[] => ARCHITECTURES.map((arch) => JUDGED_ON[arch]).filter(isThere);

/** The teacher of what the paper shows on VGG16 alone, Figures 2 and 3: its own if it is there, else the one that stands for ResNet50. */
export const vgg16OrStandIn = (): string => (isThere(JUDGED_ON.VGG16) ? JUDGED_ON.VGG16 : JUDGED_ON.ResNet50);

const isPapersOwn = (name: string): boolean => PRETRAINED_NAMES.some((own) => own === name);

/** What a number was measured on, for the reader: "VGG16 (vgg16, pretrained here)", "ResNet50 (stand-in resnet-dlib)". */
export function measuredOn({ name, standsFor }: Pick<Teacher, "name" | "standsFor">): string {
  return `${standsFor} (${isPapersOwn(name) ? `${name}, pretrained here` : `stand-in ${name}`})`;
}

/**
 * The learning rate of each teacher's heads, on the paper's grid: chosen once on models without a backdoor and clean images
 * that no test has (experiments/learning-rate-choice shows the numbers and says so where they change). The paper, too, has
 * one for each network.
 */
const LEARNING_RATE_OF: Partial<Record<string, number>> = {
  vgg16: 1e-3,
  "mobilenet-vggface2": 1e-2,
  "resnet-dlib": 1e-3,
};
const USUAL_LEARNING_RATE = 1e-3;

export const learningRateOf = (teacher: string): number => LEARNING_RATE_OF[teacher] ?? USUAL_LEARNING_RATE;
