import { pretrainedTeacher } from "./pretrained";
import type { Teacher } from "./teacher";

/** The paper's DenseNet121, cut at its last map. @throws UserError if it has not been trained */
export const densenet121Teacher = (): Teacher => pretrainedTeacher("densenet121");
