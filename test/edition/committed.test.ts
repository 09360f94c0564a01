import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { projectRoot } from "kernel-helpers/dist/base/paths";
import { canonicalJson } from "kernel-helpers/dist/base/hash";
import { claimsReport } from "kernel-helpers/dist/claims/report";
import { fullClaimsTable } from "kernel-helpers/dist/claims/claims-table";
import type { StudentAttention } from "kernel-helpers/dist/experiments/attention";
import { attention } from "kernel-helpers/dist/experiments/attention-experiments";
import { causal } from "kernel-helpers/dist/experiments/causal";
import { committedResult } from "kernel-helpers/dist/experiments/committed";
import { cleanseLength } from "kernel-helpers/dist/experiments/cleanse-length";
import { defenses } from "kernel-helpers/dist/experiments/defenses";
import { EXPERIMENTS } from "kernel-helpers/dist/experiments";
import { digitalInjection } from "kernel-helpers/dist/experiments/digital-injection";
import { learningRateChoice } from "kernel-helpers/dist/experiments/learning-rate-choice";
import { learningRates } from "kernel-helpers/dist/experiments/learning-rates";
import { partialControl } from "kernel-helpers/dist/experiments/partial-control";
import { pretrainingExperiment } from "kernel-helpers/dist/experiments/pretraining-experiment";
import { profileNamed } from "kernel-helpers/dist/experiments/profiles";
import { realismExperiment } from "kernel-helpers/dist/experiments/realism-experiment";
import { removalControl } from "kernel-helpers/dist/experiments/removal-control";
import { injectionRatesExperiment } from "kernel-helpers/dist/experiments/injection-rates";
import { imageArtifacts } from "kernel-helpers/dist/experiments/image-artifacts";
import { locations } from "kernel-helpers/dist/experiments/locations";
import { missesExperiment } from "kernel-helpers/dist/experiments/misses-experiment";
import { objects, type ObjectRecognition } from "kernel-helpers/dist/experiments/objects";
import { onAndOffFace } from "kernel-helpers/dist/experiments/on-and-off-face";
import type { Experiment, ExperimentResult } from "kernel-helpers/dist/experiments/experiment";
import type { Table1Networks } from "kernel-helpers/dist/experiments/table1";
import { visibilityExperiment } from "kernel-helpers/dist/experiments/visibility-experiment";
import { widerCrop } from "kernel-helpers/dist/experiments/wider-crop";
import { attentionFigure } from "kernel-helpers/dist/figures/attention";
import { attentionShiftTable, attentionTable } from "kernel-helpers/dist/figures/attention-tables";
import { causalFigure, causalTable } from "kernel-helpers/dist/figures/causal";
import { cleanseLengthTable } from "kernel-helpers/dist/figures/cleanse-length-table";
import { defenseReadings } from "kernel-helpers/dist/figures/defense-readings";
import { defenseShares, defenseSharesTable } from "kernel-helpers/dist/figures/defense-shares";
import { defenseTextTable } from "kernel-helpers/dist/figures/defense-text-table";
import type { FigureSpec } from "kernel-helpers/dist/figures/figure";
import type { FigurePicture } from "kernel-helpers/dist/figures/figure-pictures";
import { ARTIFACT_TEXTS, artifactFigure, SHOWN, shownSeverities } from "kernel-helpers/dist/figures/artifact-figures";
import { otherArtifactsFigure, othersIn } from "kernel-helpers/dist/figures/artifact-others";
import { artifactTable, otherArtifactsTable } from "kernel-helpers/dist/figures/artifact-tables";
import { figure1 } from "kernel-helpers/dist/figures/figure1";
import { figure2 } from "kernel-helpers/dist/figures/figure2";
import { figure3 } from "kernel-helpers/dist/figures/figure3";
import { figure3Table } from "kernel-helpers/dist/figures/figure3-table";
import { figure4 } from "kernel-helpers/dist/figures/figure4";
import { figure4Table } from "kernel-helpers/dist/figures/figure4-table";
import { figure8 } from "kernel-helpers/dist/figures/figure8";
import { figure9 } from "kernel-helpers/dist/figures/figure9";
import { figure9Area, figure9AreaTable } from "kernel-helpers/dist/figures/figure9-area";
import { figure9Table } from "kernel-helpers/dist/figures/figure9-table";
import { figure10 } from "kernel-helpers/dist/figures/figure10";
import { figure10Table } from "kernel-helpers/dist/figures/figure10-table";
import { missesFigure, missesTable } from "kernel-helpers/dist/figures/misses";
import { learningRateTable } from "kernel-helpers/dist/figures/learning-rate-table";
import { pastedTable } from "kernel-helpers/dist/figures/pasted-table";
import { pretrainingFigure } from "kernel-helpers/dist/figures/pretraining";
import { pretrainingTable } from "kernel-helpers/dist/figures/pretraining-table";
import { realismFigure, realismTable } from "kernel-helpers/dist/figures/realism";
import { toCsv, toMarkdown, type Table } from "kernel-helpers/dist/figures/table";
import { table2Table } from "kernel-helpers/dist/figures/table2";
import { table3Table } from "kernel-helpers/dist/figures/table3";
import { table1Table } from "kernel-helpers/dist/figures/table1";
import { table4Table } from "kernel-helpers/dist/figures/table4";
import { removalTable } from "kernel-helpers/dist/figures/removal-table";
import { table6Table } from "kernel-helpers/dist/figures/table6";
import { visibilityTable } from "kernel-helpers/dist/figures/visibility-table";
import { widerCropTable } from "kernel-helpers/dist/figures/wider-crop-table";
import { TRIGGERS, type Trigger } from "kernel-helpers/dist/paper/triggers";
import { IMAGE_ARTIFACTS, measuresOf, type ImageArtifact } from "kernel-helpers/dist/paper/measures";
import { notebookNames } from "kernel-helpers/dist/notebook/execute";
import { readNotebook, sourceOf } from "kernel-helpers/dist/notebook/notebook-file";

const figureFile = (name: string): string => fs.readFileSync(path.join(projectRoot(), "figures", name), "utf8");
const sameJson = (name: string, figure: unknown) =>
  assert.equal(canonicalJson(JSON.parse(figureFile(name))), canonicalJson(figure));
const sameTable = (name: string, table: Table) => {
  assert.equal(figureFile(`${name}.md`), toMarkdown(table) + "\n");
  assert.equal(figureFile(`${name}.csv`), toCsv(table));
};

function committed<Result extends ExperimentResult>(experiment: Experiment<Result>): Result {
  const result = committedResult<Result>(experiment, "laptop");
  assert.ok(result, `data/results has no result of ${experiment.id}: run "paper publish"`);
  return result;
}

/** The photographs that stand in a committed figure, in its order: rendering them anew would take a renderer's time. */
function picturesOf<What extends Omit<FigurePicture, "source">>(
  name: string,
  what: readonly What[],
): (What & FigurePicture)[] {
  const { layout } = JSON.parse(figureFile(name)) as FigureSpec;
  const sources = (layout.images ?? []).map(({ source }) => source!);
  assert.equal(sources.length, what.length);
  return what.map((each, i) => ({ ...each, source: sources[i] }));
}

const worn = (triggers: readonly Trigger[]) => triggers.map((trigger) => ({ of: trigger, condition: trigger }));
const wearing = worn(TRIGGERS);
const spoiled = (artifact: ImageArtifact) =>
  worn(SHOWN).flatMap((each) => shownSeverities(artifact).map((severity) => ({ ...each, artifact, severity })));
/** Figure 8's panels: model by model, earrings first. */
const looked = ({ examples }: StudentAttention) =>
  [...examples]
    .sort((a, b) => Number(b.trigger === "earrings") - Number(a.trigger === "earrings"))
    .flatMap(({ looks }) => looks.map(({ id }) => ({ of: id, condition: id.split("/")[1] })));
const things = ({ classes }: ObjectRecognition) =>
  ["clean", "sticker"].flatMap((condition) => classes.map((name) => ({ of: name, condition })));

describe("what is committed", () => {
  const table = committedResult<Table1Networks>({ id: "table1" }, "laptop");

  it("has figures and tables that are drawn from the committed results", () => {
    assert.ok(table, "data/results has Table 1 of the laptop profile");
    sameTable("table1", table1Table(table));
    sameJson("figure1.json", figure1(table, picturesOf("figure1.json", wearing)));
    sameJson("figure2.json", figure2(committed(learningRates)));
    const rates = committed(injectionRatesExperiment());
    sameTable("figure3", figure3Table(rates));
    sameJson("figure3.json", figure3(rates));
    const recognition = committed(objects);
    sameTable("figure4", figure4Table(recognition));
    sameJson("figure4.json", figure4(recognition, picturesOf("figure4.json", things(recognition))));
    const misses = committed(missesExperiment);
    sameTable("misses", missesTable(misses));
    sameJson("misses.json", missesFigure(misses));
    sameTable("visibility", visibilityTable(committed(visibilityExperiment)));
    sameTable("wider-crop", widerCropTable(committed(widerCrop)));
    const artifacts = committed(imageArtifacts);
    for (const artifact of IMAGE_ARTIFACTS) {
      const name = `figure${ARTIFACT_TEXTS[artifact].figure}`;
      sameTable(name, artifactTable(artifacts, artifact));
      sameJson(`${name}.json`, artifactFigure(artifacts, artifact, picturesOf(`${name}.json`, spoiled(artifact))));
    }
    sameTable("figure5-7-others", otherArtifactsTable(artifacts));
    const others = worn(othersIn(artifacts));
    sameJson("figure5-7-others.json", otherArtifactsFigure(artifacts, picturesOf("figure5-7-others.json", others)));
    const looks = committed(attention);
    const [student] = looks.students;
    sameTable("attention", attentionTable(looks));
    sameJson("attention.json", attentionFigure([student]));
    sameJson("figure8.json", figure8(student, picturesOf("figure8.json", looked(student))));
    const byPlace = looks.students.find(({ method }) => method === "hires-cam")!;
    sameJson("figure8-hires.json", figure8(byPlace, picturesOf("figure8-hires.json", looked(byPlace))));
    sameTable("attention-shift", attentionShiftTable(looks));
    const places = committed(locations);
    sameTable("figure9", figure9Table(places));
    sameJson("figure9.json", figure9(places));
    sameTable("figure9-area", figure9AreaTable(places));
    sameJson("figure9-area.json", figure9Area(places));
    sameTable("table2", table2Table(committed(onAndOffFace)));
    const alone = committed(causal);
    sameTable("causal", causalTable(alone));
    sameJson("causal.json", causalFigure(alone));
    sameTable("table3", table3Table(committed(partialControl)));
    const pasted = committed(digitalInjection);
    sameTable("figure10", figure10Table(pasted));
    sameJson("figure10.json", figure10(pasted));
    sameTable("pasted-triggers", pastedTable(pasted));
    const defended = committed(defenses);
    sameTable("table4", table4Table(defended));
    sameTable("defense-text", defenseTextTable(defended));
    sameTable("defense-controls", defenseReadings(defended));
    sameTable("defense-shares", defenseSharesTable(defended));
    sameJson("defense-shares.json", defenseShares(defended));
    sameTable("table6", table6Table(defended));
    sameTable("removal-control", removalTable(committed(removalControl)));
    sameTable("cleanse-length", cleanseLengthTable(committed(cleanseLength)));
    const realism = committed(realismExperiment);
    sameTable("realism", realismTable(realism));
    sameJson("realism.json", realismFigure(realism));
  });

  it("has the pretraining and the choice of learning rates, drawn from the committed results", () => {
    const pretraining = committed(pretrainingExperiment());
    sameTable("pretraining", pretrainingTable(pretraining));
    sameJson("pretraining.json", pretrainingFigure(pretraining));
    sameTable("learning-rate-choice", learningRateTable(committed(learningRateChoice)));
    assert.deepEqual(
      pretraining,
      pretrainingExperiment().read(profileNamed("laptop")),
      "data/teachers has other networks",
    );
  });

  it("judges the claims on the committed results of all experiments", () => {
    const entries = EXPERIMENTS.flatMap((experiment) => {
      const result = committedResult(experiment, "laptop");
      assert.ok(result ?? experiment.onDemand, `data/results has no result of ${experiment.id}: run "paper publish"`);
      return result ? experiment.measures(result) : [];
    });
    sameTable("claims", fullClaimsTable(claimsReport(measuresOf(entries))));
  });

  it("measured realism and attack on the same photographs of the volunteers", () => {
    const rates = committed(learningRates);
    for (const { set } of table!.tables) assert.equal(rates.set, set);
    assert.equal(committed(realismExperiment).people, 75);
  });

  it("has the results of the full data set, every trigger and three target labels", () => {
    for (const { cells } of table!.tables) {
      assert.equal(cells.length, 8);
      for (const { trigger, targetLabels } of cells)
        assert.equal(targetLabels.length, trigger === "no_trigger" ? 10 : 3);
    }
  });

  for (const name of notebookNames()) {
    it(`has the notebook ${name} executed, with short cells and nothing of the authors' machine`, () => {
      const file = path.join(projectRoot(), "notebooks", `${name}.ipynb`);
      const code = readNotebook(file).cells.filter((cell) => cell.cell_type === "code");
      assert.ok(code.length > 0);
      for (const [i, cell] of code.entries()) {
        assert.equal(cell.execution_count, i + 1, `code cell ${i + 1}`);
        assert.ok(!cell.outputs?.some(({ output_type }) => output_type === "error"), `code cell ${i + 1} failed`);
        assert.ok(sourceOf(cell).split("\n").length <= 12, `code cell ${i + 1} is longer than 12 lines`);
      }
      const text = fs.readFileSync(file, "utf8");
      assert.ok(!text.includes(projectRoot() + path.sep), "a path of this machine");
      assert.ok(!/"PAPER_LOCAL|\/home\/|\/root\//.test(text), "a path of some machine");
    });
  }
});
