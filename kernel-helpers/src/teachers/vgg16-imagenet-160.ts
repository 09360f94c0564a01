import { publishedVgg16 } from "./published-vgg16";

/**
 * The same network for the recognition of objects (Figure 4): cut after the mean over its last map, as the authors of
 * the paper do in their public script for this task, on pictures of 160 pixels at half the cost of 224.
 */
export const vgg16Imagenet160 = publishedVgg16("vgg16-imagenet-160", { inputSize: 160, isPooled: true });
