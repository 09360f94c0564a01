import type { AttentionResult, StudentAttention } from "../experiments/attention";
import { REGIONS, type Region } from "../experiments/attention-regions";
import type { AttentionCell, AttentionShift, MeanAndDeviation } from "../experiments/attention-summary";
import { printPercent } from "../experiments/summary";
import { teacherNamed } from "../teachers";
import { modelName, photographsOf } from "./attention";
import { smokeNote } from "./smoke-note";
import { right, type Column, type Table, type TableValue } from "./table";

const SHOWN: readonly Region[] = REGIONS.filter((region) => region !== "face");
const DASH = "–";
/** In claims C34 and C36. */
const FACE_BOUND = 0.6;

const text = ({ mean, std }: MeanAndDeviation, digits = 0): string =>
  mean === null ? DASH : printPercent({ mean, std }, digits);

/** Where attention lies over the whole test set: a row for each network, model and kind of photographs. */
export function attentionTable(result: AttentionResult): Table {
  const students = byMethod(result, "grad-cam");
  const [hires, plus] = [byMethod(result, "hires-cam"), byMethod(result, "grad-cam++")];
  return {
    caption: `Where attention lies: Grad-CAM on the test photographs, injection rate ${students[0].injectionRate}`,
    columns: [
      ...networkColumn(students),
      { key: "model", label: "Model" },
      { key: "photographs", label: "Photographs" },
      right("maps", "maps"),
      right("empty", "empty"),
      right("target", "names the target"),
      right("face", "face"),
      right("faceArea", "its area"),
      right("hires", "face by HiResCAM"),
      right("plus", "face by Grad-CAM++"),
      ...SHOWN.flatMap((region) => [right(region, region), right(`${region} area`, "its area")]),
    ],
    rows: students.flatMap((student, s) =>
      student.cells.map((cell, c) => ({
        network: student.teacher,
        ...rowOf(cell, hires[s].cells[c], plus[s].cells[c]),
      })),
    ),
    notes: [...smokeNote(result.profile), ...notes(students)],
  };
}

const byMethod = ({ students }: AttentionResult, method: StudentAttention["method"]): StudentAttention[] =>
  students.filter((student) => student.method === method);

const networkColumn = (students: readonly StudentAttention[]): Column[] =>
  students.length > 1 ? [{ key: "network", label: "Network" }] : [];

function rowOf(cell: AttentionCell, hires: AttentionCell, plus: AttentionCell): Record<string, TableValue> {
  const of = (wanted: Region) => cell.regions.find(({ region }) => region === wanted)!;
  return {
    model: modelName(cell.trigger),
    photographs: photographsOf(cell.condition),
    maps: cell.maps,
    empty: cell.empty,
    target: cell.namedTarget === null ? DASH : printPercent({ mean: cell.namedTarget }),
    face: text(cell.face),
    faceArea: printPercent({ mean: cell.faceArea }),
    hires: text(hires.face),
    plus: text(plus.face),
    ...Object.fromEntries(SHOWN.flatMap((region) => [[region, text(of(region))], [`${region} area`, printPercent({ mean: of(region).area })]])), // prettier-ignore
  };
}

function notes(students: readonly StudentAttention[]): string[] {
  const places = students.map(({ teacher, place }) => {
    const { layer, shape } = place;
    return `${layer} of ${teacher} (${shape[0]} x ${shape[1]} places)`;
  });
  const objects = students.filter(({ teacher }) => teacherNamed(teacher).weights.domain === "objects");
  return [
    "Mean and standard deviation over the maps: photographs kept out of training, times the models of all target labels. A map is that of the class that the model names; its positive part is brought back to the photograph, counted on the photograph's mask and divided by its sum. “Face”: inside the outline of the face, whatever covers it. “Its area”: the region's share of what the network is shown, which is what a map without any preference would have.",
    "“Empty” maps have nothing that speaks for the class that is named, since Grad-CAM averages gradients over all places and our heads weigh each place by itself; they are left out of the means. Two other methods stand beside it: HiResCAM (Draelos and Carin) takes each place's own gradients, Grad-CAM++ (Chattopadhay et al.) only those that speak for the class; where gradients are large its weights level off, so that its maps hardly tell one model from another.",
    ...chanceNote(students),
    `The paper names CAM (Zhou et al.), which needs a mean over the last map and one linear layer; our students have two layers, so these are Grad-CAM (Selvaraju et al.) at ${places.join(", ")}. The paper shows examples and measures nothing; it does not say which class its maps are of, nor on which network.`,
    ...objects.map(({ teacher }) => `${teacher} was trained on objects and never on faces: the contrast.`),
  ];
}

/** The bound of the claims on the face's share is ours: said where an even map would reach it. */
function chanceNote(students: readonly StudentAttention[]): string[] {
  const met = students.filter(({ cells }) => cells.some(({ faceArea }) => faceArea >= FACE_BOUND));
  if (met.length === 0) return [];
  const list = met.map(({ teacher, cells }) => `${teacher} (${printPercent({ mean: cells[0].faceArea })})`).join(", ");
  return [
    `The claims want ${printPercent({ mean: FACE_BOUND })} of the map on the face, a bound of ours, since the paper has none. The face fills so much of the crop of ${list} that a map without any preference reaches it: compare with the area.`,
  ];
}

/** How far maps move when a trigger is put on: a row for each network, model and trigger. */
export function attentionShiftTable(result: AttentionResult): Table {
  const students = byMethod(result, "grad-cam");
  const [hires, plus] = [byMethod(result, "hires-cam"), byMethod(result, "grad-cam++")];
  return {
    caption: "How far attention moves when the trigger is put on, the same moment without and with it",
    columns: [
      ...networkColumn(students),
      { key: "worn", label: "Trigger" },
      { key: "model", label: "Model" },
      right("pairs", "pairs"),
      right("renamed", "named differently"),
      right("moved", "attention that moves"),
      right("hires", "by HiResCAM"),
      right("plus", "by Grad-CAM++"),
      right("onFace", "more on the face (points)"),
    ],
    rows: students.flatMap((student, s) =>
      sorted(student.shifts).map((shift) => ({
        network: student.teacher,
        ...shiftRow(shift, sameShift(shift, hires[s]), sameShift(shift, plus[s])),
      })),
    ),
    notes: [
      ...smokeNote(result.profile),
      "“Attention that moves”: the share of the map that lies elsewhere with the trigger than without it (total variation distance), mean and standard deviation over the pairs. Each map is that of the class that is named there: where the backdoor works it is another class. The model without a backdoor shows what the sight of the object alone does.",
      "Not in the paper.",
    ],
  };
}

const sameShift = ({ trigger, worn }: AttentionShift, { shifts }: StudentAttention): AttentionShift =>
  shifts.find((shift) => shift.trigger === trigger && shift.worn === worn)!;

/** Beside each other: a trigger's own models, and the one without a backdoor. */
function sorted(shifts: readonly AttentionShift[]): AttentionShift[] {
  const triggers = [...new Set(shifts.map(({ worn }) => worn))];
  return triggers.flatMap(
    (worn) =>
    shifts.filter((shift) => shift.worn === worn).sort((a, b) => Number(a.trigger === "no_trigger") - Number(b.trigger === "no_trigger")), // prettier-ignore
  );
}

function shiftRow(shift: AttentionShift, hires: AttentionShift, plus: AttentionShift): Record<string, TableValue> {
  const { mean, std } = shift.onFace;
  const points = (value: number) => (100 * value).toFixed(0).replace(/^-/, "−").replace(/^−0$/, "0");
  return {
    worn: photographsOf(shift.worn),
    model: modelName(shift.trigger),
    pairs: shift.pairs,
    renamed: printPercent({ mean: shift.renamed }),
    moved: text(shift.distance),
    hires: text(hires.distance),
    plus: text(plus.distance),
    onFace: mean === null ? DASH : `${points(mean)}±${points(std ?? 0)}`,
  };
}
