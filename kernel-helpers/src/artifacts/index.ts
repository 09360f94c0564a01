export { distort, severityRange, type Distortion } from "./distortion";
export { gaussianBlur } from "./gaussian-blur";
export { gaussianSigma, gaussianTaps } from "./gaussian-kernel";
export { gaussianNoise, type NoiseOptions } from "./gaussian-noise";
export { jpegQuality, progressiveJpeg } from "./progressive-jpeg";
export type { PlainImage } from "./checked-image";
