import { pretrainedTeacher } from "./pretrained";
import type { Teacher } from "./teacher";

/** The paper's main network, cut after its last pool. @throws UserError if it has not been trained */
export const vgg16Teacher = (): Teacher => pretrainedTeacher("vgg16");
