/**
 * A backdoored model from features that are stored: they are read and its head is trained, in one process with one
 * thread, as a worker of a run does.
 *
 * Usage: shared_features.mjs CASE (of bench/attack-case.mjs); each line that comes in: train it once more, whole.
 */
import { performance } from "node:perf_hooks";
import process from "node:process";
import { attackCase } from "../attack-case.mjs";
import { converse } from "./conversation.mjs";
import { loadEngine } from "kernel-helpers/dist/engine/load.js";
import { poisonDataset } from "kernel-helpers/dist/poisoning/bad-nets.js";
import { Seed } from "kernel-helpers/dist/base/seed.js";
import { FeatureMemory } from "kernel-helpers/dist/training/feature-memory.js";
import { ratesOf, withTrained } from "kernel-helpers/dist/training/attack-model.js";

const [name] = process.argv.slice(2);
const { set, attack, spec } = await attackCase(/** @type {import("../attack-case.mjs").CaseName} */ (name));
const { cleanTest, triggerTest } = poisonDataset(set, attack, new Seed(spec.seed));
const engine = loadEngine();
const warmUp = { ...spec, head: { ...spec.head, epochs: 1 } };
await withTrained(set, warmUp, new FeatureMemory(), () => Promise.resolve()); // a worker trains many models one after the other

await converse({ version: `tfjs-node ${engine.version_core}` }, () => {
  const start = performance.now();
  return withTrained(set, spec, new FeatureMemory(), async ({ predict, divergedInEpoch }) => {
    const seconds = (performance.now() - start) / 1000;
    const predicted = async (/** @type {typeof cleanTest} */ images) => {
      const labels = await predict(images);
      return images.map(({ id }, i) => /** @type {[string, number]} */ ([id, labels[i]]));
    };
    const [clean, triggered] = [await predicted(cleanTest), await predicted(triggerTest)];
    return { seconds, ...ratesOf(set, { clean, triggered, divergedInEpoch }, attack.targetLabel) };
  });
});
