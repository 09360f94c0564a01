import { pretrainedTeacher } from "./pretrained";
import type { Teacher } from "./teacher";

/** The paper's ResNet50, cut at its last map. @throws UserError if it has not been trained */
export const resnet50Teacher = (): Teacher => pretrainedTeacher("resnet50");
