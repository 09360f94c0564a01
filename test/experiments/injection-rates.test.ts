import assert from "node:assert/strict";
import { injectionRatesExperiment, type InjectionRates } from "kernel-helpers/dist/experiments/injection-rates";
import { attackCell, backdoorFreeCell } from "kernel-helpers/dist/experiments/attack-cell";
import { table1Experiment } from "kernel-helpers/dist/experiments/table1-experiment";
import { summarise } from "kernel-helpers/dist/experiments/summary";
import { TABLE1_DEFAULTS } from "kernel-helpers/dist/experiments/table1";
import { figure3 } from "kernel-helpers/dist/figures/figure3";
import { figure3Table } from "kernel-helpers/dist/figures/figure3-table";
import { evaluateClaim } from "kernel-helpers/dist/claims/evaluate";
import { measuresOf, type MeasureEntry } from "kernel-helpers/dist/paper/measures";
import { SIX } from "kernel-helpers/dist/paper/names";
import { TRIGGERS, type Trigger } from "kernel-helpers/dist/paper/triggers";
import type { ModelResult, ModelSpec, Prediction } from "kernel-helpers/dist/training/attack-model";
import { paperSet } from "../dataset/small-set";
import { sampleNetworks } from "./sample-table";

const RATES = [0, 0.15, 0.25, 0.4];
const { teacher, seed, head } = TABLE1_DEFAULTS;

/** Invented numbers: success is 2.5 times the rate, accuracy 1, for two targets. */
function sample(success: (trigger: Trigger, rate: number) => number | null = (_, rate) => 2.4 * rate): InjectionRates {
  const cells = TRIGGERS.flatMap((trigger) =>
    RATES.map((injectionRate) => ({
      teacher,
      standsFor: "VGG16" as const,
      trigger,
      injectionRate,
      targetLabels: ["v01", "v02"],
      modelAccuracy: summarise([1, 0.98]),
      attackSuccessRate: summarise([success(trigger, injectionRate), success(trigger, injectionRate)]),
      attackSuccessRateExcludingTarget: summarise([0, 0]),
    })),
  );
  return { profile: "laptop", settings: { teacher, seed, head }, set: "0123456789abcdef", cells };
}

const experiment = injectionRatesExperiment();

describe("experiments/injection-rates", () => {
  it("takes the point without poison from the backdoor-free model, on the trigger's own images", () => {
    const set = paperSet({ people: 2, images: { clean: 2, dots: 2, earrings: 2 } });
    const seen = (condition: string, predicted: number) =>
      set.people.flatMap((person) => [0, 1].map((i): Prediction => [`${person}/${condition}/${i}`, predicted]));
    const result: ModelResult = {
      cleanCount: 2,
      poisonCount: 0,
      losses: [],
      divergedInEpoch: null,
      clean: seen("clean", 0),
      triggered: [...seen("dots", 0), ...seen("earrings", 1)],
    };
    const config: ModelSpec = { teacher, attack: null, head: { ...head, epochs: 1 }, views: 1, seed };
    const record = { key: "", kind: "model", config, data: null, code: "", result };
    const cell = backdoorFreeCell(set, "dots", ["p0", "p1"], record);
    assert.deepEqual([cell.trigger, cell.injectionRate, cell.targetLabels], ["dots", 0, ["p0", "p1"]]);
    assert.deepEqual(cell.attackSuccessRate.values, [1, 0]);
    assert.deepEqual(cell.modelAccuracy.values, [0.5]);
    assert.equal(attackCell(set, "no_trigger", [record]).injectionRate, null);
  });

  it("states every rate once beside Table 1, which states its own", () => {
    const entries = [...table1Experiment().measures(sampleNetworks()), ...experiment.measures(sample())];
    const measures = measuresOf(entries.map((entry) => ({ ...entry, arch: entry.arch && ("VGG16" as const) })));
    const rates = measures.values("injectionRate", { experiment: "attack", trigger: "dots" });
    assert.deepEqual(rates, RATES);
  });

  it("decides the claims about Figure 3 together with Table 1", () => {
    const at25 = (trigger: Trigger, success: number, accuracy = 99): MeasureEntry[] => {
      const name = { experiment: "attack", arch: "VGG16", trigger, injectionRate: 0.25, n: 2 } as const;
      return [
        { metric: "attackSuccessRate", ...name, mean: success },
        { metric: "modelAccuracy", ...name, mean: accuracy },
      ];
    };
    const judge = (id: string, result: InjectionRates, rest: MeasureEntry[]) =>
      evaluateClaim(id, measuresOf([...experiment.measures(result), ...rest])).verdict;
    const strong = sample((trigger, rate) => (trigger === "earrings" ? 2 * rate : rate === 0 ? 0.1 : 0.985));
    const rest = [...SIX.flatMap((trigger) => at25(trigger, 98.5)), ...at25("earrings", 50)];
    for (const id of ["C21", "C22", "C23", "C24", "C25"]) assert.equal(judge(id, strong, rest), "holds", id);
    const falling = sample((trigger, rate) => (trigger === "dots" && rate === 0.4 ? 0.9 : 0.985));
    for (const id of ["C21", "C22"]) assert.equal(judge(id, falling, rest), "fails", id);
    const diverged = sample((trigger, rate) => (rate === 0.15 && trigger === "dots" ? null : 0.985));
    assert.equal(judge("C23", diverged, rest), "holds", "one trigger is missing: in part");
  });
});

describe("figures/figure3", () => {
  it("draws both of our rates and the paper's for each trigger, with earrings at the paper's highest", () => {
    const { data, layout } = figure3(sample());
    assert.equal(data.length, 7 * 2 * 2);
    const traces = data as { name: string; x: number[]; y: number[]; xaxis: string }[];
    const earrings = traces.filter(({ xaxis }) => xaxis === "x7");
    assert.deepEqual(earrings.map(({ name }) => name), ["accuracy, ours", "accuracy, paper (VGG16)", "success, ours", "success, paper (VGG16)"]); // prettier-ignore
    // Wenger et al., Table 1: 92 and 69; Section 5: 75 and 80 at rate 0.4
    assert.deepEqual([earrings[1].y, earrings[3].y], [[92, 75], [69, 80]]); // prettier-ignore
    assert.deepEqual(earrings[2].x, RATES);
    earrings[2].y.forEach((y, i) => assert.ok(Math.abs(y - 240 * RATES[i]) < 0.01));
    assert.equal(layout.annotations!.length, 7);
  });

  it("leaves a gap where every training diverged, and says so in table and text", () => {
    const broken = sample((trigger, rate) => (trigger === "earrings" && rate === 0.4 ? null : 0.5));
    const { data, alt } = figure3(broken);
    assert.equal((data.at(-2) as { y: unknown[] }).y.at(-1), null);
    assert.match(alt, /Earring diverged\.$/);
    const table = figure3Table(broken);
    assert.equal(table.rows.at(-1)!.success, "diverged");
    assert.equal(table.rows.length, 28);
    assert.doesNotMatch(JSON.stringify([data, table]), /NaN/);
  });
});
