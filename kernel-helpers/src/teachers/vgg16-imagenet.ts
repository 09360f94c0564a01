import { publishedVgg16 } from "./published-vgg16";

/**
 * VGG16 as its authors trained it on ImageNet. Section 6 of the paper explains why earrings fail by features made for
 * faces: this network never learned faces, so it is the contrast.
 */
export const vgg16Imagenet = publishedVgg16("vgg16-imagenet", { inputSize: 224 });
