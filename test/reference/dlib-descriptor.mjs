/**
 * The golden of test/teachers/resnet-dlib.test.ts: what face-api itself makes of three procedural chips.
 * @vladmandic/face-api 1.7.15 (dist/face-api.node.js) on @tensorflow/tfjs-node 4.22.0 with TensorFlow 2.20.0:
 *
 *     node test/reference/dlib-descriptor.mjs        # writes dlib-descriptor.json beside itself
 */
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

const require = createRequire(import.meta.url);
const tf = require("@tensorflow/tfjs-node");
const faceapi = require("@vladmandic/face-api/dist/face-api.node.js");

/** Chip n: bytes [150, 150, 3]; 0 and 1 are patterns, 2 is a pale ellipse with three dark spots. The test has the same. */
export function chip(n) {
  const pixels = new Float32Array(150 * 150 * 3);
  for (let y = 0, o = 0; y < 150; y++) {
    for (let x = 0; x < 150; x++) {
      for (let k = 0; k < 3; k++, o++) {
        const pattern = (x * (3 + n) + y * (5 * n + 1) + 40 * k + ((x * y) >> (4 + n))) % 256;
        const onFace = (x - 74) ** 2 / 3600 + (y - 75) ** 2 / 5000 < 1;
        const spots = [[48, 47], [100, 47], [74, 100]]; // prettier-ignore
        const onSpot = spots.some(([u, v]) => (x - u) ** 2 + (y - v) ** 2 < 90);
        pixels[o] = n < 2 ? pattern : onSpot ? 40 : onFace ? 210 - 25 * k - (x >> 2) : pattern >> 2;
      }
    }
  }
  return pixels;
}

const root = path.dirname(require.resolve("@vladmandic/face-api/package.json"));
await faceapi.nets.faceRecognitionNet.loadFromDisk(path.join(root, "model"));
const descriptors = [];
for (const n of [0, 1, 2]) {
  const input = tf.tensor3d(chip(n), [150, 150, 3]);
  const descriptor = await faceapi.nets.faceRecognitionNet.computeFaceDescriptor(input);
  descriptors.push(Array.from(descriptor, (value) => Number(value.toPrecision(8))));
}
const file = path.join(path.dirname(new URL(import.meta.url).pathname), "dlib-descriptor.json");
fs.writeFileSync(file, JSON.stringify(descriptors) + "\n");
console.log(descriptors.map((d) => [d.length, Math.hypot(...d)]));
