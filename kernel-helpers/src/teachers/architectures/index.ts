export { cutAt, PUBLISHED, type NetworkOptions } from "./network";
export { vgg16, type Vgg16Options } from "./vgg16";
export { resnet50, type ResNet50Options, type ResNetDialect } from "./resnet50";
export { densenet121 } from "./densenet121";
