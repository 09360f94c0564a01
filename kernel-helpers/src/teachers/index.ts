import { UserError } from "../base/errors";
import { mobilenetVggface2 } from "./mobilenet-vggface2";
import { resnetDlib } from "./resnet-dlib";
import { vgg16Imagenet } from "./vgg16-imagenet";
import type { Teacher } from "./teacher";

/** Every teacher, by name; the first is the default. */
export const TEACHERS: readonly Teacher[] = [resnetDlib, mobilenetVggface2, vgg16Imagenet];

/** @throws UserError for an unknown name. */
export function teacherNamed(name: string): Teacher {
  const teacher = TEACHERS.find((candidate) => candidate.name === name);
  if (!teacher) {
    throw new UserError(`unknown teacher "${name}"; the teachers are ${TEACHERS.map((t) => t.name).join(", ")}`);
  }
  return teacher;
}
