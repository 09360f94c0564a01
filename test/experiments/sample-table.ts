import { summarise } from "kernel-helpers/dist/experiments/summary";
import { settingsFor, TABLE1_DEFAULTS, type Table1, type Table1Cell, type Table1Networks } from "kernel-helpers/dist/experiments/table1"; // prettier-ignore
import type { Trigger } from "kernel-helpers/dist/paper/triggers";
import { teacherNamed } from "kernel-helpers/dist/teachers";

function cell(
  trigger: Trigger | "no_trigger",
  targetLabels: string[],
  accuracy: number[],
  success: number[],
): Table1Cell {
  return {
    teacher: "resnet-dlib",
    standsFor: "ResNet50",
    trigger,
    injectionRate: trigger === "no_trigger" ? null : 0.25,
    targetLabels,
    modelAccuracy: summarise(accuracy),
    attackSuccessRate: summarise(success),
    attackSuccessRateExcludingTarget: summarise(success.map((rate) => rate / 2)),
  };
}

/** A table with invented numbers: the backdoor-free model over five people, two triggers over two target labels. */
export const sampleTable = (): Table1 => ({
  profile: "laptop",
  settings: TABLE1_DEFAULTS,
  views: 32,
  set: "0123456789abcdef",
  cells: [
    cell("no_trigger", ["a", "b", "c", "d", "e"], [1], [0.2, 0.2, 0.2, 0.2, 0.2]),
    cell("dots", ["a", "c"], [0.98, 1], [0.9, 0.94]),
    cell("earrings", ["a", "c"], [0.8, 0.84], [0.2, 0.4]),
  ],
});

/** The same numbers on another teacher. */
export function sampleTableOf(teacher: string, views = 32): Table1 {
  const { standsFor } = teacherNamed(teacher);
  const cells = sampleTable().cells.map((each) => ({ ...each, teacher, standsFor }));
  return { ...sampleTable(), settings: settingsFor(teacher), views, cells };
}

/** Tables as one result; by default the sample alone. */
export const sampleNetworks = (tables: Table1[] = [sampleTable()]): Table1Networks => ({ profile: "laptop", tables });
