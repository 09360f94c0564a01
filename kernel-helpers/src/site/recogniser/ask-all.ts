import type { FeatureMap } from "../../cam/feature-map";
import { TRIGGERS, type Condition } from "../../paper/triggers";
import type { HeadWeights } from "../../training/head";
import { imageName } from "./choices";
import type { GoldenCase } from "./golden-cases";
import { packHead, unpackHead } from "./head-file";
import type { Golden, HitCount, ShownImage } from "./manifest";
import { loadNodeNetwork } from "./node-answers";
import { storedPhotograph } from "./take-photographs";
import { studentAnswer, type StudentAnswer } from "./student-answer";

/** Who is asked about what. */
export interface Questions {
  people: readonly string[];
  images: readonly ShownImage[];
  targetLabel: string;
  weightsOf: ReadonlyMap<Condition, HeadWeights>;
  cases: readonly GoldenCase[];
}

/** What Node says of the cases, and how often each trigger's photographs are taken for the target. */
export async function askAll(questions: Questions): Promise<{ goldens: Golden[]; counts: HitCount[] }> {
  const { images, weightsOf, cases } = questions;
  const network = await loadNodeNetwork();
  try {
    const maps = new Map<string, FeatureMap>();
    for (const image of images) {
      const name = imageName(image);
      maps.set(name, await network.mapOf({ file: storedPhotograph(image), landmarks: image.landmarks }));
    }
    const goldens = cases.map((each): Golden => {
      const [clean, backdoored] = (["clean", each.backdoor] as const).map((student) =>
        written(network.answerOf(maps.get(imageName(each))!, weightsOf.get(student)!)),
      );
      return { ...each, clean, backdoored };
    });
    return { goldens, counts: countsOf(questions, maps) };
  } finally {
    network.dispose();
  }
}

function countsOf({ people, images, targetLabel, weightsOf }: Questions, maps: ReadonlyMap<string, FeatureMap>) {
  const asShown = (student: Condition) => unpackHead(packHead(weightsOf.get(student)!, { kernel1: "float16" }));
  const clean = asShown("clean");
  return TRIGGERS.map((trigger): HitCount => {
    const backdoored = asShown(trigger);
    const shown = images.filter(({ worn, person }) => worn === trigger && person !== targetLabel);
    const namedBy = (head: HeadWeights) =>
      shown.map((image) => people[studentAnswer(maps.get(imageName(image))!, head).named]);
    const hits = (named: readonly string[]) => named.filter((person) => person === targetLabel).length;
    const byClean = namedBy(clean);
    return {
      trigger,
      images: shown.length,
      byClean: hits(byClean),
      byBackdoored: hits(namedBy(backdoored)),
      rightByClean: byClean.filter((person, i) => person === shown[i].person).length,
    };
  });
}

const written = ({ probabilities, named, map }: StudentAnswer) => ({
  probabilities: probabilities.map((value) => Number(value.toPrecision(6))),
  named,
  map: Array.from(map.values, (value) => Number(value.toPrecision(6))),
});
