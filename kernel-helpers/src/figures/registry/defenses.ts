import { cleanseLength } from "../../experiments/cleanse-length";
import { defenses } from "../../experiments/defenses";
import { removalControl } from "../../experiments/removal-control";
import { cleanseLengthTable } from "../cleanse-length-table";
import { defenseReadings } from "../defense-readings";
import { defenseShares, defenseSharesTable } from "../defense-shares";
import { defenseTextTable } from "../defense-text-table";
import { removalTable } from "../removal-table";
import { table4Table } from "../table4";
import { table6Table } from "../table6";
import { artifactsOf, figureFiles, tableFiles, type Artifact } from "./artifact";

const SECTION_8 = "08-defenses";

const OF_DEFENSES: readonly Artifact[] = artifactsOf(defenses, [
  {
    id: "table4",
    title: "Table 4",
    section: "8",
    about: "how much of the attack four defenses detect, with chance and ceiling",
    notebook: SECTION_8,
    draw: (result, ...place) => Promise.resolve(tableFiles(table4Table(result), ...place)),
  },
  {
    id: "defense-text",
    title: "Section 8 in numbers",
    section: "8",
    about: "anomaly indices, success after removal and retraining, false positives and negatives",
    notebook: SECTION_8,
    draw: (result, ...place) => Promise.resolve(tableFiles(defenseTextTable(result), ...place)),
  },
  {
    id: "defense-controls",
    title: "The controls",
    section: "8",
    about: "every defense in every reading on a digital patch, where it should succeed, and on the physical triggers",
    notebook: SECTION_8,
    draw: (result, ...place) => Promise.resolve(tableFiles(defenseReadings(result), ...place)),
  },
  {
    id: "defense-shares",
    title: "Physical, or the majority?",
    section: "8",
    about: "detection by the poison's share of its class, for a digital and for physical triggers",
    notebook: SECTION_8,
    draw: async (result, ...place) => [
      ...tableFiles(defenseSharesTable(result), ...place),
      ...(await figureFiles(defenseShares(result), ...place)),
    ],
  },
  {
    id: "table6",
    title: "Table 6",
    section: "8",
    about: "correlation of activations between clean and triggered images",
    notebook: SECTION_8,
    draw: (result, ...place) => Promise.resolve(tableFiles(table6Table(result), ...place)),
  },
]);

/** Section 8: the four defenses. */
export const DEFENDED: readonly Artifact[] = [
  ...OF_DEFENSES,
  ...artifactsOf(removalControl, [
    {
      id: "removal-control",
      title: "Removed by a defense, or at random",
      section: "8",
      about: "what the attack loses where a defense removes images, and where as many are removed at random",
      notebook: SECTION_8,
      draw: (result, ...place) => Promise.resolve(tableFiles(removalTable(result), ...place)),
    },
  ]),
  ...artifactsOf(cleanseLength, [
    {
      id: "cleanse-length",
      title: "Neural Cleanse at length",
      section: "8",
      about: "the reduced schedule of Neural Cleanse beside a long one",
      notebook: SECTION_8,
      draw: (result, ...place) => Promise.resolve(tableFiles(cleanseLengthTable(result), ...place)),
    },
  ]),
];
