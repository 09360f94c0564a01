import type { LearningRateChoice, TriedRate, TriedTeacher } from "../experiments/learning-rate-choice";
import type { ProfileName } from "../experiments/profiles";
import type { Architecture } from "../paper/names";
import { paperSetup } from "../paper/values";
import { warnedTable } from "./own-warnings";
import { smokeNote } from "./smoke-note";
import type { Table, TableValue } from "./table";

/** What the paper took, by network. */
const PAPER_CHOICE: Record<Architecture, string> = {
  VGG16: "learning-rate-vgg16",
  DenseNet: "learning-rate-densenet",
  ResNet50: "learning-rate-resnet50",
};
const DIGITS = 3;

/** Each rate of the paper's grid on each teacher, and which one is taken. */
export function learningRateTable(result: LearningRateChoice): Table {
  const { teachers, trainingImages, validationImages, profile } = result;
  const rows = teachers[0].tried.map(({ learningRate }, row) => {
    const values: Record<string, TableValue> = { rate: String(learningRate) };
    for (const network of teachers) {
      const { teacher, tried } = network;
      values[`${teacher} errors`] = errorsText(tried[row]);
      values[`${teacher} loss`] = lossText(tried[row]);
      values[`${teacher} taken`] = takenBy(network, learningRate);
    }
    return values;
  });
  const table: Table = {
    caption: `The learning rate of each network, chosen without an attack: ${trainingImages} clean images to train on, ${validationImages} to validate`,
    columns: [{ key: "rate", label: "rate" }, ...teachers.flatMap(columnsOf)],
    groups: teachers.map(({ teacher, standsFor }, i) => ({
      label: `${standsFor} / ${teacher}`,
      from: 1 + 3 * i,
      to: 3 * (i + 1),
    })),
    rows,
    notes: [
      ...smokeNote(profile),
      "A model without a backdoor is trained on 80% of the clean training images and names the rest; no test image and no image with a trigger takes part. Best is the rate with the fewest wrong names, and of equals the one with the lowest clean loss, its mean over the last third of the epochs.",
      ...teachers.filter(({ best, taken }) => best !== taken).map((network) => disagreement(network, profile)),
      "The paper tunes the network's own layers, ours are new: its rates need not be ours.",
    ],
  };
  return warnedTable(table, result);
}

const columnsOf = ({ teacher }: TriedTeacher) => [
  { key: `${teacher} errors`, label: "wrong names", align: "right" as const },
  { key: `${teacher} loss`, label: "clean loss", align: "right" as const },
  { key: `${teacher} taken`, label: "taken by", align: "left" as const },
];

/** Who took this rate for the network: the paper, we, or both. */
function takenBy({ standsFor, taken }: TriedTeacher, rate: number): string {
  const papers = paperSetup(PAPER_CHOICE[standsFor]).value;
  return [...(rate === papers ? ["paper"] : []), ...(rate === taken ? ["ours"] : [])].join(", ");
}

const errorsText = ({ errors }: TriedRate): TableValue => errors ?? "diverged";
const lossText = ({ lateLoss }: TriedRate): TableValue =>
  lateLoss === null ? null : lateLoss >= 1e-3 ? Number(lateLoss.toPrecision(DIGITS)) : lateLoss.toExponential(1);

const disagreement = ({ teacher, best, taken }: TriedTeacher, profile: ProfileName): string =>
  `${teacher}: best here is ${best}; all results are with ${taken}${profile === "smoke" ? ", the choice on the full data set" : ""}.`;
