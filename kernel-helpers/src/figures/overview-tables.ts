import { judgedTeachers } from "../experiments/networks";
import type { Profile } from "../experiments/profiles";
import { settingsFor, TABLE1_DEFAULTS } from "../experiments/table1";
import { paperProtocol } from "../paper/protocol";
import { paperSetup, paperStatement } from "../paper/values";
import { TEACHERS } from "../teachers";
import type { Teacher } from "../teachers/teacher";
import { ARTIFACTS } from "./registry";
import type { Table } from "./table";

/** Digits of a file's hash that tell it from others on the page. */
const HASH_DIGITS = 12;

/** The networks that students are built on, beside the paper's, with where their weights come from. */
export function teachersTable(teachers: readonly Teacher[] = TEACHERS): Table {
  return {
    caption: "The teachers: the paper's networks beside ours",
    columns: [
      { key: "paper", label: "paper" },
      { key: "ours", label: "ours" },
      { key: "judged", label: "claims judged on it" },
      { key: "trainedOn", label: "trained on" },
      { key: "input", label: "reads (pixels)", align: "right" },
      { key: "cut", label: "features", align: "right" },
      { key: "licence", label: "licence of the weights" },
      { key: "hash", label: "their SHA-256" },
    ],
    rows: teachers.map(({ name, standsFor, inputSize, cut, weights }) => ({
      paper: standsFor,
      ours: name,
      judged: judgedTeachers().includes(name) ? "yes" : "no",
      trainedOn: weights.trainedOn,
      input: `${inputSize} × ${inputSize}`,
      cut: cut.shape.join(" × "),
      licence: weights.licence,
      hash: `${weights.sha256.slice(0, HASH_DIGITS)}…`,
    })),
    notes: [
      "The paper's networks are trained on VGGFace; which DenseNet it has, and where their weights come from, stands in its supplement.",
      ...teachers.map(({ name, description, weights }) => `${name}: ${description}. Weights: ${weights.origin}.`),
    ],
  };
}

/** How a student is trained: what the paper states, and ours. */
export function trainingTable(profile: Profile): Table {
  const { head, injectionRate } = TABLE1_DEFAULTS;
  const stated = (id: string): string => [paperSetup(id).value].flat().join(", ");
  const rows = [
    ["clean images for training and test (%)", stated("clean-split"), "80, 20; one random split for all models"],
    ["injection rate of Table 1", String(paperStatement("table1-injection-rate").value), String(injectionRate)],
    ["target labels", stated("target-labels"), `${profile.targetLabels} of ${profile.people}, profile ${profile.name}`],
    ["layers that are trained", `the last ${stated("fine-tuned-layers")}, one a new softmax`, `2 new ones: ${head.hidden} units, and a softmax`],
    ["loss and optimiser", "cross-entropy of clean and poison images (Eq. 1), Adam", "the same"],
    ["learning rates tried", stated("learning-rate-grid"), "the same (Figure 2)"],
    ["learning rate taken", LEARNING_RATES.map(([name, id]) => `${name} ${stated(id)}`).join(", "), `${judgedTeachers().map((name) => `${name} ${settingsFor(name).head.learningRate}`).join(", ")}; chosen on clean images`],
    ["views of a training image", `flip, rotation to ${stated("augmentation-rotation")}°, shift to ${stated("augmentation-shift")} %`, `the same; ${profile.views} of each are stored`],
    ["epochs, batch size", "not stated", `${profile.epochs}, ${head.batchSize}`],
  ]; // prettier-ignore
  return {
    caption: "How a model is trained: the paper's set-up beside ours",
    columns: [
      { key: "what", label: "" },
      { key: "paper", label: "paper" },
      { key: "ours", label: "ours" },
    ],
    rows: rows.map(([what, paper, ours]) => ({ what, paper, ours })),
  };
}

const LEARNING_RATES = [
  ["VGG16", "learning-rate-vgg16"],
  ["ResNet50", "learning-rate-resnet50"],
  ["DenseNet", "learning-rate-densenet"],
] as const;

/** Every figure and table of the paper: its section, what it shows, and the notebook that regenerates it. */
export function planTable(): Table {
  const experiments = paperProtocol().experiments.map(({ artifact, section, title }) => {
    const ours = ARTIFACTS.find((each) => artifact === each.title || artifact.startsWith(`${each.title} (`));
    return { artifact, section, title: ours?.about ?? title, notebook: ours?.notebook ?? null };
  });
  const own = ARTIFACTS.filter(({ title }) => !/^(Figure|Table) \d+$/.test(title));
  return {
    caption: "The plan: the paper's figures and tables, and the notebook that regenerates each",
    columns: [
      { key: "artifact", label: "Paper" },
      { key: "section", label: "Section" },
      { key: "title", label: "Shows" },
      { key: "notebook", label: "Notebook" },
    ],
    rows: experiments,
    notes: [
      ...(experiments.some(({ notebook }) => notebook === null) ? ["A dash: not in this edition yet."] : []),
      ...own.map(({ title, section, about, notebook }) => {
        const where = section.includes("Supp.") ? "In the paper's supplement" : "Not in the paper";
        return `${where}: ${title}, ${about} (notebook ${notebook}).`;
      }),
    ],
  };
}
