import { digitalInjection } from "../../experiments/digital-injection";
import { partialControl } from "../../experiments/partial-control";
import { TRIGGERS } from "../../paper/triggers";
import { figure10 } from "../figure10";
import { figure10Table } from "../figure10-table";
import { figure17, pastedExamples } from "../figure17";
import { pastedTable } from "../pasted-table";
import { table3Table } from "../table3";
import { artifactsOf, figureFiles, tableFiles, type Artifact } from "./artifact";

const NOTEBOOK = "07-weaker-attackers";

const table3 = artifactsOf(partialControl, [
  {
    id: "table3",
    title: "Table 3",
    section: "7",
    about: "model accuracy and attack success rate of six triggers where the attacker holds ten of 75 classes",
    notebook: NOTEBOOK,
    draw: (result, ...place) => Promise.resolve(tableFiles(table3Table(result), ...place)),
  },
]);

const pasted = artifactsOf(digitalInjection, [
  {
    id: "figure10",
    title: "Figure 10",
    section: "7",
    about: "attack success of models trained on pasted triggers, with the real and with the pasted object",
    notebook: NOTEBOOK,
    draw: async (result, ...place) => [
      ...tableFiles(figure10Table(result), ...place),
      ...(await figureFiles(figure10(result), ...place)),
    ],
  },
  {
    id: "figure17",
    title: "Figure 17, worn and pasted",
    section: "7, Supp.",
    about: "every trigger worn, and pasted on the clean photograph of the same moment",
    notebook: NOTEBOOK,
    draw: async ({ cells }, ...place) => {
      const triggers = TRIGGERS.filter((trigger) => cells.some((cell) => cell.trigger === trigger));
      return await figureFiles(figure17(await pastedExamples(triggers)), ...place);
    },
  },
  {
    id: "pasted-triggers",
    title: "Every trigger pasted",
    section: "7",
    about: "all seven triggers at injection rate 0.25: trained on pasted or on real ones, attacked with both",
    notebook: NOTEBOOK,
    draw: (result, ...place) => Promise.resolve(tableFiles(pastedTable(result), ...place)),
  },
]);

/** Section 7: weaker attackers. */
export const WEAKER_ATTACKER: readonly Artifact[] = [...table3, ...pasted];
