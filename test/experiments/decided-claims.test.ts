import assert from "node:assert/strict";
import { evaluateClaim } from "kernel-helpers/dist/claims/evaluate";
import type { AttackCell } from "kernel-helpers/dist/experiments/attack-cell";
import { injectionRatesExperiment, type InjectionRates } from "kernel-helpers/dist/experiments/injection-rates";
import { LEARNING_RATES, learningRates, type NetworkCurves } from "kernel-helpers/dist/experiments/learning-rates";
import { JUDGED_ON } from "kernel-helpers/dist/experiments/networks";
import { summarise } from "kernel-helpers/dist/experiments/summary";
import { TABLE1_DEFAULTS, type Table1Networks } from "kernel-helpers/dist/experiments/table1";
import { table1Experiment } from "kernel-helpers/dist/experiments/table1-experiment";
import { measuresOf } from "kernel-helpers/dist/paper/measures";
import { ARCHITECTURES, TRIGGERS_OR_NONE, type Architecture } from "kernel-helpers/dist/paper/names";
import { paperTable1 } from "kernel-helpers/dist/paper/table1";
import { profileNamed } from "kernel-helpers/dist/experiments/profiles";
import { TRIGGERS } from "kernel-helpers/dist/paper/triggers";

/** The paper's own printed numbers, as if we had measured them. */
function cell(arch: Architecture, trigger: AttackCell["trigger"], injectionRate: number | null): AttackCell {
  const { modelAccuracy, attackSuccessRate } = paperTable1(arch).find((row) => row.trigger === trigger)!;
  const [accuracy, success] = [modelAccuracy.mean / 100, attackSuccessRate.mean / 100];
  const labels = trigger === "no_trigger" ? 10 : 3; // the backdoor-free model is scored for all
  const values = (mean: number) => summarise([mean, mean, mean]);
  return {
    ...{
      teacher: JUDGED_ON[arch],
      standsFor: arch,
      trigger,
      injectionRate,
      targetLabels: [..."abcdefghij"].slice(0, labels),
    },
    ...{ modelAccuracy: values(accuracy), attackSuccessRate: values(success) },
    attackSuccessRateExcludingTarget: values(success),
  };
}
const { teacher: usual, ...settings } = TABLE1_DEFAULTS;
const tableOf = (arch: Architecture): Table1Networks["tables"][number] => ({
  ...{ profile: "laptop", settings: { ...settings, teacher: JUDGED_ON[arch] }, views: 32, set: "0" },
  cells: TRIGGERS_OR_NONE.map((trigger) => cell(arch, trigger, trigger === "no_trigger" ? null : 0.25)),
}); // prettier-ignore
const table1: Table1Networks = { profile: "laptop", tables: ARCHITECTURES.map(tableOf) };
const rates: InjectionRates = {
  ...{ profile: "laptop", settings: { ...settings, teacher: "vgg16" }, set: "0" },
  cells: TRIGGERS.flatMap((trigger) => [0, ...profileNamed("laptop").injectionRates].map((rate) => cell("VGG16", trigger, rate))), // prettier-ignore
};
const curves = (teacher: string, standsFor: Architecture): NetworkCurves => ({
  ...{ teacher, standsFor, trigger: "sunglasses", targetLabel: "a", injectionRate: 0.25 },
  curves: LEARNING_RATES.map((learningRate) => ({ learningRate, clean: [1, 0.05], attack: [1, 0.02], backdoorFree: [1, 0.04], modelAccuracy: 1, attackSuccessRate: 1 })), // prettier-ignore
});

describe("the results of sections 3 to 5 together", () => {
  const measures = measuresOf([
    ...table1Experiment().measures(table1),
    ...injectionRatesExperiment().measures(rates),
    ...learningRates.measures({ profile: "laptop", set: "0", networks: [curves("vgg16", "VGG16"), curves(usual, "ResNet50")] }), // prettier-ignore
  ]);
  const idsOf = (first: number, last: number) =>
    Array.from({ length: last - first + 1 }, (_, i) => `C${String(first + i).padStart(2, "0")}`);

  it("decide every claim on Table 1 and Figures 2 and 3 in full, each on the network that it names", () => {
    for (const id of idsOf(1, 26)) {
      const { verdict, partial, needs } = evaluateClaim(id, measures);
      assert.notEqual(verdict, "not measured", `${id} needs ${needs}`);
      assert.equal(partial, false, `${id} lacks ${needs}`);
    }
    for (const id of ["C01", "C08", "C11", ...idsOf(18, 26)])
      assert.equal(evaluateClaim(id, measures).measuredOn, "VGG16 (vgg16, pretrained here)", id);
    assert.equal(evaluateClaim("C03", measures).measuredOn, "DenseNet (stand-in mobilenet-vggface2)");
    assert.equal(evaluateClaim("C02", measures).measuredOn, "ResNet50 (stand-in resnet-dlib)");
  });

  it("come out as the paper's own numbers do, where these are the paper's", () => {
    // data/paper/claims.json: on the printed Table 1, C03, C06 and C12 fail and the others of C01 … C17 hold
    for (const id of idsOf(1, 17))
      assert.equal(evaluateClaim(id, measures).verdict, ["C03", "C06", "C12"].includes(id) ? "fails" : "holds", id);
  });
});
