import type { NetworkPretraining, PretrainingResult, RealNetwork } from "../experiments/pretraining-experiment";
import type { Table, TableValue } from "./table";

/** Of all three published networks (Simonyan and Zisserman 2015; He et al. 2016; Huang et al. 2017). */
const PUBLISHED_INPUT = 224;
/** Parkhi et al. 2015, Section 3. */
const VGG_FACE = "2.6 million photographs of 2,622 people";

const percent = (share: number): string => `${(100 * share).toFixed(1)}%`;

/** What the pretrained networks are beside the published ones, and how they verify beside networks of real faces. */
export function pretrainingTable({ networks, realNetworks, realPeople }: PretrainingResult): Table {
  return {
    caption: "The paper's networks, pretrained here, beside networks that others trained on real faces",
    columns: [
      { key: "network", label: "network" },
      { key: "standsFor", label: "paper's" },
      { key: "width", label: "width (published: 1)", align: "right" },
      { key: "input", label: `input (published: ${PUBLISHED_INPUT})`, align: "right" },
      { key: "people", label: "people", align: "right" },
      { key: "images", label: "images", align: "right" },
      { key: "epochs", label: "epochs", align: "right" },
      { key: "minutes", label: "minutes", align: "right" },
      { key: "named", label: "held-out images named", align: "right" },
      { key: "asTrained", label: "equal error rate, as trained", align: "right" },
      { key: "stored", label: "as stored, 8 bits", align: "right" },
      { key: "area", label: "area under curve", align: "right" },
      { key: "size", label: "weights (MB)", align: "right" },
    ],
    rows: [...networks.map(pretrainedRow), ...realNetworks.map(realRow)],
    notes: [
      "Not in the paper, which takes its networks as they are published. “Named”: two images of each person are never trained on. Equal error rate and area under the curve: all pairs of photographs of people who were never seen, accepted by the distance of their descriptors; 50% and 0.5 are chance.",
      ...differences(networks),
      ...(realNetworks.length > 0 ? [`${realNetworks.map(({ teacher }) => teacher).join(" and ")}: verified on ${realPeople} rendered people, the volunteers among them (the table of the realism); trained by others on ${realNetworks.map(({ trainedOn }) => trainedOn).join("; ")}.`] : []), // prettier-ignore
      ...judgement(networks, realNetworks),
    ],
  };
}

function pretrainedRow({
  curve,
  verification,
  weightBytes,
  ...network
}: NetworkPretraining): Record<string, TableValue> {
  const { float32, quantised } = verification;
  const { epochs } = network;
  return {
    network: network.network,
    standsFor: network.standsFor,
    width: network.width,
    input: network.inputSize,
    people: network.people,
    images: network.images,
    epochs: curve.length < epochs ? `${curve.length} of ${epochs}` : String(epochs),
    minutes: Math.round(network.seconds / 60),
    named: percent(curve[curve.length - 1].heldOutAccuracy),
    asTrained: percent(float32.equalErrorRate),
    stored: percent(quantised.equalErrorRate),
    area: quantised.areaUnderCurve.toFixed(3),
    size: (weightBytes / 1e6).toFixed(1),
  };
}

const realRow = ({ teacher, standsFor, inputSize, equalErrorRate, areaUnderCurve }: RealNetwork): Record<string, TableValue> => ({
  ...{ network: teacher, standsFor, width: null, input: inputSize, people: null, images: null, epochs: null, minutes: null },
  ...{ named: null, asTrained: percent(equalErrorRate), stored: null, area: areaUnderCurve.toFixed(3), size: null },
}); // prettier-ignore

/** Plainly, what the paper's networks are and ours are not. */
function differences(networks: readonly NetworkPretraining[]): string[] {
  if (networks.length === 0) return ["None of the paper's networks has been pretrained here yet: `npm run paper -- pretrain vgg16` does it."]; // prettier-ignore
  const [{ people, images, others, machine }] = networks;
  return [
    `The layers of ours are the published ones; the rest is smaller. VGG-Face, the paper's VGG16, learned ${VGG_FACE}; ours learned ${images} rendered photographs of ${people} people, none of them a volunteer, from random weights, at a fraction of the channels and on aligned faces of fewer pixels, with CosFace's loss and, in VGG16, batch normalisation that is folded away afterwards. They are verified on ${others.people} further people, ${others.images} images. What VGG-Face knows of faces in general they cannot know: they know rendered ones.`,
    `Minutes on ${machine}.`,
  ];
}

/** Which network a claim is judged on, and by which rule (experiments/networks). */
function judgement(networks: readonly NetworkPretraining[], realNetworks: readonly RealNetwork[]): string[] {
  if (networks.length === 0) return [];
  const rivals = realNetworks.map((real) => {
    const own = networks.find(({ standsFor }) => standsFor === real.standsFor);
    return own ? `${real.standsFor} (${real.teacher} ${percent(real.equalErrorRate)}, ${own.network} ${percent(own.verification.quantised.equalErrorRate)})` : `${real.standsFor} (${real.teacher})`; // prettier-ignore
  });
  const onOwn = networks.some(({ standsFor }) => standsFor === "VGG16") ? "Claims on VGG16 are judged on our vgg16" : "No claim on VGG16 can be judged"; // prettier-ignore
  return [
    `${onOwn}; those on the paper's other networks on ones of real faces, whose places ours take once their equal error rate is as low: ${rivals.join(", ")}.`,
  ];
}
