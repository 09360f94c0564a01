import { HalfArray } from "kernel-helpers/dist/base/half";
import { writeHalves } from "kernel-helpers/dist/store/arrays";
import { featureFile } from "kernel-helpers/dist/teachers/features";
import { resnetDlib } from "kernel-helpers/dist/teachers/resnet-dlib";
import { featureSize } from "kernel-helpers/dist/teachers/teacher";
import { FeatureMemory } from "kernel-helpers/dist/training/feature-memory";
import { trainHead, type Example } from "kernel-helpers/dist/training/head";
import { Seed } from "kernel-helpers/dist/base/seed";
import { entry } from "../dataset/small-set";

/** What this process answers: [images, budget in bytes] -> the memory that training took beyond what was there before. */
export interface MemoryAnswer {
  /** Growth of the resident memory in bytes. */
  grown: number;
  losses: number[];
}

const VIEWS = 32;

/** Stores synthetic features of so many images, trains a head on them through a FeatureMemory, and watches the memory. */
async function run(images: number, budget: number): Promise<MemoryAnswer> {
  const size = featureSize(resnetDlib);
  const views = { kind: "augmented", count: VIEWS, seed: "memory" } as const;
  const requests = Array.from({ length: images }, (_, i) => ({ image: entry("p0", "clean", i), views }));
  const data = (examples: Example[]) => ({ examples, clean: examples, classes: 2, featureSize: size });
  const head = { hidden: 8, learningRate: 1e-3, epochs: 1, batchSize: 16 };
  const bits = new Uint16Array(VIEWS * size);
  requests.forEach((request, i) => {
    bits.forEach((_, k) => (bits[k] = 0x3800 + ((i * 31 + k * 7) % 1024))); // 0.5 … 1
    writeHalves(featureFile(resnetDlib, request), new HalfArray(bits));
  });
  const warmUp = [{ features: new HalfArray(bits), label: 0 }];
  trainHead(data(warmUp), head, new Seed("warm")).dispose();

  global.gc!();
  const before = process.memoryUsage.rss();
  const memory = new FeatureMemory({ budget });
  const examples: Example[] = [];
  for (const [i, request] of requests.entries()) {
    examples.push({ features: await memory.get(resnetDlib, request), label: i % 2 });
  }
  const trained = trainHead(data(examples), head, new Seed("head"));
  global.gc!();
  const grown = process.memoryUsage.rss() - before;
  trained.dispose();
  return { grown, losses: trained.losses.map(({ all }) => all) };
}

const [images, budget] = process.argv.slice(2).map(Number);
void run(images, budget).then((answer) => process.send!(answer));
