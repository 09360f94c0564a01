import fs from "node:fs";
import path from "node:path";
import { attackCase } from "./attack-case.mjs";
import { writeTrunk } from "./contenders.mjs";

/** A view that both sides draw, to see that they draw the same. */
const SHOWN = { flip: true, rotationDegrees: 17, shiftX: 0.06, shiftY: -0.04 };

/**
 * Writes all that bench/peers/usual_way.py needs to train the model of a case: the network, the photographs' pixels, where
 * the network looks in each, who is trained and tested on what.
 * @param {import("./attack-case.mjs").CaseName} name
 * @param {string} folder
 * @param {number} threads
 * @returns {Promise<{ file: string, shown: string, epochs: number }>}
 */
export async function writeUsualWayJob(name, folder, threads) {
  const { Seed } = await import("kernel-helpers/dist/base/seed.js");
  const { labelOf } = await import("kernel-helpers/dist/dataset/image-set.js");
  const { poisonDataset } = await import("kernel-helpers/dist/poisoning/bad-nets.js");
  const { cropOf } = await import("kernel-helpers/dist/teachers/crop-of.js");
  const { readPhotograph } = await import("kernel-helpers/dist/teachers/photograph.js");
  const { teacherNamed } = await import("kernel-helpers/dist/teachers/index.js");
  const { set, attack, spec } = await attackCase(name);
  const teacher = teacherNamed(spec.teacher);
  const { train, cleanTest, triggerTest } = poisonDataset(set, attack, new Seed(spec.seed));
  const images = [...train.map(({ image }) => image), ...cleanTest, ...triggerTest];
  const numberOf = new Map(images.map(({ id }, number) => [id, number]));
  const at = (/** @type {string} */ file) => path.join(folder, file);

  await writeTrunk(teacher, at("trunk.onnx"));
  const pixels = fs.openSync(at("pixels"), "w");
  let side = 0;
  for (const [number, image] of images.entries()) {
    const photograph = await readPhotograph(image.file);
    fs.writeSync(pixels, photograph.data);
    side = photograph.width;
    if (number > 0) continue;
    const shown = new Float32Array(teacher.inputSize ** 2 * 3);
    teacher.preprocess(shown, photograph, image, SHOWN);
    fs.writeFileSync(at("shown"), shown);
  }
  fs.closeSync(pixels);

  const { hidden, learningRate, batchSize, epochs } = spec.head;
  const numbered = (/** @type {typeof cleanTest} */ tested, /** @type {(person: string) => number} */ label) =>
    tested.map(({ id, person }) => [numberOf.get(id), label(person)]);
  const job = {
    model: at("trunk.onnx"),
    ...{ pixels: at("pixels"), photographs: images.length, side, inputSize: teacher.inputSize },
    transforms: images.map((image) => cropOf(teacher, image, side)),
    train: train.map(({ image, label, isPoison }) => [numberOf.get(image.id), label, isPoison]),
    cleanTest: numbered(cleanTest, (person) => labelOf(set, person)),
    triggerTest: numbered(triggerTest, () => labelOf(set, attack.targetLabel)),
    ...{ classes: set.people.length, hidden, learningRate, batchSize, epochs, threads },
    shown: at("shown"),
    shownView: [SHOWN.flip, SHOWN.rotationDegrees, SHOWN.shiftX, SHOWN.shiftY],
  };
  fs.writeFileSync(at("job.json"), JSON.stringify(job));
  return { file: at("job.json"), shown: job.shown, epochs };
}
