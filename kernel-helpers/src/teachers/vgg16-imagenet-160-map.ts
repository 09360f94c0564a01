import { publishedVgg16 } from "./published-vgg16";

/**
 * The network for objects beside one for faces in Figure 9: on pictures of 160 pixels, about the 150 of the network for
 * faces, with its last map whole, since where a thing lies in it is the question.
 */
export const vgg16Imagenet160Map = publishedVgg16("vgg16-imagenet-160-map", { inputSize: 160 });
