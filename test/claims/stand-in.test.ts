import assert from "node:assert/strict";
import { evaluateClaim } from "kernel-helpers/dist/claims/evaluate";
import { measuresOf, type MeasureEntry } from "kernel-helpers/dist/paper/measures";
import { TRIGGERS_OR_NONE } from "kernel-helpers/dist/paper/names";

/** Our Table 1 with one teacher: every trigger at the same accuracy and attack success, `n` target labels. */
function oneTeacher({ success = 95, clean = 10, classes = 10, n = 3 } = {}): MeasureEntry[] {
  const cells = TRIGGERS_OR_NONE.flatMap((trigger): MeasureEntry[] => {
    const injectionRate = trigger === "no_trigger" ? 0 : 0.25;
    const on = "ResNet50 (stand-in resnet-dlib)";
    const name = { experiment: "attack", arch: "ResNet50", trigger, injectionRate, std: 1, n, on } as const;
    return [
      { ...name, metric: "modelAccuracy", mean: 99 },
      { ...name, metric: "attackSuccessRate", mean: trigger === "no_trigger" ? clean : success },
      { ...name, metric: "attackSuccessRateExcludingTarget", mean: trigger === "no_trigger" ? 0.2 : success },
    ];
  });
  return [...cells, { metric: "classes", experiment: "attack", mean: classes }];
}
const judge = (id: string, entries = oneTeacher()) => evaluateClaim(id, measuresOf(entries));

describe("claims with one teacher measured", () => {
  it("about several networks are judged on it, in part, and name the others", () => {
    const { verdict, partial, measuredOn } = judge("C04");
    assert.deepEqual([verdict, partial], ["holds", true]);
    assert.equal(measuredOn, "ResNet50 (stand-in resnet-dlib); VGG16, DenseNet not measured");
  });

  it("about its own column alone are judged in full", () => {
    const { verdict, partial, measuredOn } = judge("C02");
    assert.deepEqual([verdict, partial, measuredOn], ["holds", false, "ResNet50 (stand-in resnet-dlib)"]);
  });

  it("about another network stay not measured: nothing is substituted", () => {
    for (const id of ["C01", "C03", "C08", "C11", "C23", "C25", "C38", "C42", "C46"]) {
      assert.equal(judge(id).verdict, "not measured", id);
    }
    assert.equal(judge("C01").needs, "attack success rate on VGG16 at injection rate 0.25 (the six triggers)");
  });

  it("with one trigger missing say which", () => {
    const entries = oneTeacher().filter(({ trigger }) => trigger !== "bandana");
    const { verdict, measuredOn } = judge("C02", entries);
    assert.equal(verdict, "holds");
    assert.match(measuredOn, /; no attack success rate on ResNet50 at injection rate 0\.25 \(bandana\)$/);
  });

  it("put the worst number first, once", () => {
    const entries = oneTeacher().map((entry) =>
      entry.trigger === "dots" && entry.metric === "attackSuccessRate" ? { ...entry, mean: 40 } : entry,
    );
    const { verdict, evidence } = judge("C02", entries);
    assert.equal(verdict, "fails");
    assert.deepEqual(evidence[0], {
      label: "ASR(ResNet50, dots)",
      value: 40,
      bound: "> 90",
      holds: false,
      margin: -50,
    });
    assert.equal(evidence.length, 6);
  });

  it("cannot speak of the spread over a single target label", () => {
    assert.equal(judge("C17").verdict, "holds");
    assert.equal(judge("C17", oneTeacher({ n: 1 })).verdict, "not measured");
  });
});

describe("C09, chance level", () => {
  it("follows the number of classes", () => {
    assert.equal(judge("C09", oneTeacher({ clean: 1.3, classes: 75 })).verdict, "holds");
    assert.equal(judge("C09", oneTeacher({ clean: 10, classes: 75 })).verdict, "fails");
    assert.equal(judge("C09", oneTeacher({ clean: 25, classes: 4 })).verdict, "holds");
  });

  it("is not measured when the number of classes is unknown", () => {
    assert.equal(
      judge(
        "C09",
        oneTeacher().filter(({ metric }) => metric !== "classes"),
      ).verdict,
      "not measured",
    );
  });

  it("shows the rate without the target person beside it, for comparison only", () => {
    const { evidence } = judge("C09");
    assert.deepEqual(
      evidence.map(({ value, bound }) => [value, bound]),
      [
        [0, "≤ 2"],
        [0.2, "for comparison"],
      ],
    );
  });
});
