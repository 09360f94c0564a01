import assert from "node:assert/strict";
import * as path from "node:path";
import { writeAtomic, writePlainJson } from "kernel-helpers/dist/base/files";
import { isComplete } from "kernel-helpers/dist/experiments/experiment";
import { pretrainingExperiment } from "kernel-helpers/dist/experiments/pretraining-experiment";
import { profileNamed } from "kernel-helpers/dist/experiments/profiles";
import { pretrainingFigure } from "kernel-helpers/dist/figures/pretraining";
import { pretrainingTable } from "kernel-helpers/dist/figures/pretraining-table";
import { RECORD_FILE, WEIGHTS_FILE, type PretrainedName, type PretrainedRecord } from "kernel-helpers/dist/teachers/pretrained-record"; // prettier-ignore
import { useTemporaryLocal } from "../store/temporary-local";

/** An invented record: two epochs of three, the second of which is verified. */
const record = (network: PretrainedName): PretrainedRecord => {
  const errors = (equalErrorRate: number) => ({ equalErrorRate, areaUnderCurve: 0.97 });
  const place = { layer: "pool5", shape: [3, 3, 128] as [number, number, number] };
  const epoch = { learningRate: 1e-3, trainAccuracy: 0.5 };
  return {
    ...{ network, width: 0.25, inputSize: 96, recipe: { epochs: 3 }, seed: "2021", code: "0", seconds: 1230, machine: "a test" },
    data: { set: "strangers", hash: "0", people: 240, images: 4800, worldVersion: "0", others: { hash: "1", people: 65, images: 650 } },
    curve: [
      { epoch: 1, ...epoch, loss: 12, heldOutAccuracy: 0.1 },
      { epoch: 2, ...epoch, loss: 3, heldOutAccuracy: 0.9, equalErrorRate: 0.05, areaUnderCurve: 0.97 },
    ],
    verification: { float32: errors(0.05), quantised: errors(0.052) },
    ...{ cut: place, lastConvolution: place, weights: { sha256: "0", bytes: 1_500_000, tensors: [] } },
  };
}; // prettier-ignore

describe("experiments/pretraining", () => {
  const local = useTemporaryLocal();
  const laptop = profileNamed("laptop");
  const withNetworks = (...names: PretrainedName[]) => {
    const root = local(names.join("-") || "none");
    for (const name of names) {
      writePlainJson(path.join(root, name, RECORD_FILE), record(name));
      writeAtomic(path.join(root, name, WEIGHTS_FILE), "");
    }
    return pretrainingExperiment((name) => path.join(root, name));
  };

  it("reads what there is, whether no network was pretrained or all three, and computes nothing", async () => {
    for (const names of [[], ["vgg16"], ["vgg16", "densenet121"], ["vgg16", "resnet50", "densenet121"]] as PretrainedName[][]) {
      const experiment = withNetworks(...names);
      const { result, work } = await experiment.run(laptop);
      assert.deepEqual(result.networks.map(({ network }) => network), names); // prettier-ignore
      assert.deepEqual(result, experiment.read(laptop));
      assert.deepEqual(work, [{ what: "pretrained networks", made: 0, reused: names.length }]);
      assert.ok(isComplete(experiment.work(laptop)));
      const table = pretrainingTable(result);
      assert.deepEqual(table.rows.map(({ network }) => network), [...names, "resnet-dlib", "mobilenet-vggface2"]); // prettier-ignore
    } // prettier-ignore
  });

  it("puts each network's numbers beside the published ones, and says that it was stopped early", () => {
    const table = pretrainingTable(withNetworks("vgg16").read(laptop)!);
    const [row] = table.rows;
    assert.deepEqual([row.standsFor, row.width, row.input, row.people, row.images], ["VGG16", 0.25, 96, 240, 4800]);
    assert.deepEqual([row.epochs, row.minutes, row.named, row.size], ["2 of 3", 21, "90.0%", "1.5"]);
    assert.deepEqual([row.asTrained, row.stored, row.area], ["5.0%", "5.2%", "0.970"]);
    assert.deepEqual(table.columns.map(({ key }) => key).sort(), Object.keys(row).sort()); // prettier-ignore
    assert.match(
      table.notes!.join("\n"),
      /VGG-Face, .* 2\.6 million photographs of 2,622 people; ours learned 4800 rendered/,
    );
    assert.match(table.notes!.join("\n"), /Claims on VGG16 are judged on our vgg16/);
    assert.match(
      pretrainingTable(withNetworks().read(laptop)!).notes!.join("\n"),
      /None of the paper's networks has been pretrained/,
    );
  });

  it("draws three curves of each network, the equal error rate where it was measured, and the others' as lines", () => {
    const { data, layout, alt } = pretrainingFigure(withNetworks("vgg16", "resnet50").read(laptop)!);
    const traces = data as { name: string; x: number[]; y: number[] }[];
    assert.deepEqual(traces.map(({ name }) => name), [...Array<string>(3).fill("vgg16"), ...Array<string>(3).fill("resnet50")]); // prettier-ignore
    assert.deepEqual(traces.slice(0, 3).map(({ x, y }) => [x, y]), [[[1, 2], [12, 3]], [[1, 2], [10, 90]], [[2], [5]]]); // prettier-ignore
    assert.equal(layout.shapes!.length, 2);
    assert.match(alt, /vgg16 after 2 epochs loss 3\.00, held-out images named 90\.0 %, equal error rate 5\.0 %/);
  });
});
