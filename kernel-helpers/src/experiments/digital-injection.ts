import { imagesOf, labelOf, type ImageSet } from "../dataset/image-set";
import { prepareRendered } from "../dataset/rendered";
import { trainingCount } from "../dataset/split";
import type { MeasureEntry } from "../paper/measures";
import type { Architecture } from "../paper/names";
import type { Trigger } from "../paper/triggers";
import { checkRate } from "../poisoning/bad-nets";
import { teacherNamed } from "../teachers";
import type { Answer } from "../training/ask-model";
import { ratesOf, type Prediction, type Rates } from "../training/attack-model";
import { answerQuestions, storedAnswer } from "./ask";
import { checkRates, countOf } from "./check-rates";
import { costsOf } from "./costs";
import { injectionSettings, injectionTargets, planTrials, ratesFor, TEST_IMAGES, trialCount, type TestImages, type TrainedOn, type Trial } from "./digital-injection-plan"; // prettier-ignore
import type { Experiment, ExperimentOptions, ExperimentResult } from "./experiment";
import { rateEntries } from "./measures";
import { VOLUNTEERS } from "./model-experiment";
import { needsWorld } from "./needs-world";
import { measuredOn } from "./networks";
import { pasteTriggers, storedPasted } from "./pasted-images";
import type { Profile } from "./profiles";
import { summarise, type Summary } from "./summary";

/** Attack success over target labels, on one kind of test images. */
export interface Success {
  attackSuccessRate: Summary;
  attackSuccessRateExcludingTarget: Summary;
}

/** Models of one trigger, trained in one way at one rate, over target labels. */
export interface InjectionCell extends Record<TestImages, Success> {
  trainedOn: TrainedOn;
  trigger: Trigger;
  /** 0: one model without a backdoor, taken for each target. */
  injectionRate: number;
  targetLabels: string[];
  modelAccuracy: Summary;
}

/** The paper's Figure 10, its reverse, and the other triggers. */
export interface DigitalInjection extends ExperimentResult {
  teacher: string;
  standsFor: Architecture;
  /** The data set's hash. */
  set: string;
  /** Clean training images, and test images of each kind: clean and pasted are as many. */
  cleanCount: number;
  testCount: number;
  /** Photographs with the real trigger: of sunglasses, or of the first trigger there is. */
  realCount: number;
  views: number;
  epochs: number;
  cells: InjectionCell[];
}

const PICTURES = "pasted pictures";
/** Of a picture on one core. */
const PASTE_SECONDS = 0.04;
/** Views of pasted images that a model has for itself, about. */
const OWN_VIEWS = 300;

/** Figure 10: models that learn from pasted triggers, attacked with real and with pasted ones. On VGG16, as Table 3. */
export const digitalInjection: Experiment<DigitalInjection> = needsWorld(
  "what is pasted is cut out of rendered photographs",
  {
    id: "digital-injection",

    work(profile) {
      const set = VOLUNTEERS.find(profile);
      const images = set ? { done: set.images.length, total: set.images.length } : VOLUNTEERS.state(profile);
      const clean = countOf(profile, (condition) => condition === "clean");
      const pasted = set ? profile.triggers.filter((trigger) => storedPasted(set, trigger)).length : 0;
      const trials = (set && planTrials(set, profile)) ?? [];
      const { head, view } = costsOf(injectionSettings().teacher);
      return [
        { what: "images", ...images, cpuSeconds: VOLUNTEERS.cpuSeconds },
        { what: PICTURES, done: pasted * clean, total: profile.triggers.length * clean, cpuSeconds: PASTE_SECONDS },
        {
          what: "models",
          done: trials.filter(({ question }) => storedAnswer(question)).length,
          total: trialCount(profile),
          cpuSeconds: head + OWN_VIEWS * view,
        },
      ];
    },

    async run(profile, options: ExperimentOptions = {}) {
      check(profile);
      const { set, rendered, reused } = await prepareRendered(profile, options);
      const clean = imagesOf(set, "clean").length;
      const pasted = await pasteTriggers(set, profile.triggers, options);
      const trials = planTrials(set, profile)!;
      const open = trials.filter(({ question }) => !storedAnswer(question)).length;
      await answerQuestions(
        trials.map(({ question }) => question),
        options,
      );
      const work = [
        { what: "images", made: rendered, reused },
        { what: PICTURES, made: pasted, reused: profile.triggers.length * clean - pasted },
        { what: "models", made: open, reused: trials.length - open },
      ];
      return { result: resultOf(set, profile)!, work };
    },

    read(profile) {
      const set = VOLUNTEERS.find(profile);
      return set && resultOf(set, profile);
    },

    measures: ({ cells, teacher, standsFor }) =>
      cells.filter(({ trainedOn }) => trainedOn === "pasted").flatMap((cell) => entriesOf(cell, teacher, standsFor)),
  },
);

function check(profile: Profile): void {
  const { injectionRate } = injectionSettings();
  checkRates(profile, [injectionRate]);
  const clean = countOf(profile, (condition) => condition === "clean");
  for (const trigger of profile.triggers) {
    for (const rate of ratesFor(profile, trigger)) {
      const available = trainingCount(clean);
      checkRate(rate, { trigger: `pasted ${trigger}`, cleanCount: available, available: available + 1, where: `the ${profile.name} profile` }); // prettier-ignore
    }
  }
}

function entriesOf(cell: InjectionCell, teacher: string, standsFor: Architecture): MeasureEntry[] {
  const { trigger, injectionRate, modelAccuracy } = cell;
  const query = {
    experiment: "digital injection",
    arch: standsFor,
    trigger,
    injectionRate,
    on: measuredOn({ name: teacher, standsFor }),
  } as const;
  const accuracy = rateEntries({ modelAccuracy, ...cell.real }, { ...query, testImages: "clean" });
  const success = TEST_IMAGES.flatMap((testImages) =>
    rateEntries({ modelAccuracy, ...cell[testImages] }, { ...query, testImages }),
  );
  return [
    ...accuracy.filter(({ metric }) => metric === "modelAccuracy"),
    ...success.filter(({ metric }) => metric !== "modelAccuracy"),
  ];
}

interface Answered extends Trial {
  answer: Answer;
}

/** The cells from stored answers; undefined while one is missing. */
function resultOf(set: ImageSet, profile: Profile): DigitalInjection | undefined {
  const answered: Answered[] = [];
  for (const trial of planTrials(set, profile) ?? []) {
    const answer = storedAnswer(trial.question);
    if (!answer) return undefined;
    answered.push({ ...trial, answer });
  }
  if (answered.length === 0) return undefined;
  const targets = injectionTargets(set, profile);
  const groups = new Map<string, Answered[]>();
  for (const each of answered) {
    const name = JSON.stringify([each.trigger, each.trainedOn, each.injectionRate]);
    groups.set(name, [...(groups.get(name) ?? []), each]);
  }
  const { teacher } = injectionSettings();
  const [{ counts }] = answered;
  return {
    profile: profile.name,
    teacher,
    standsFor: teacherNamed(teacher).standsFor,
    set: set.hash,
    cleanCount: imagesOf(set, "clean").length - counts.clean,
    testCount: counts.clean,
    realCount: counts.real,
    views: profile.views,
    epochs: profile.epochs,
    cells: [...groups.values()].map((group) => cellOf(group, targets)),
  };
}

function cellOf(group: readonly Answered[], targets: readonly string[]): InjectionCell {
  const { trainedOn, trigger, injectionRate } = group[0];
  const successOn = (testImages: TestImages): Success => {
    const rates = targets.map((target) => ratesOn(testImages, group.find(isFor(target))!, target));
    return {
      attackSuccessRate: summarise(rates.map(({ attackSuccessRate }) => attackSuccessRate)),
      attackSuccessRateExcludingTarget: summarise(rates.map((each) => each.attackSuccessRateExcludingTarget)),
    };
  };
  return {
    trainedOn,
    trigger,
    injectionRate,
    targetLabels: [...targets],
    modelAccuracy: summarise(group.map((trial) => ratesOn("real", trial, trial.targetLabel ?? targets[0]).modelAccuracy)), // prettier-ignore
    real: successOn("real"),
    digital: successOn("digital"),
  };
}

/** A model without a backdoor stands for every target. */
const isFor =
  (target: string) =>
  ({ targetLabel }: Trial): boolean =>
    targetLabel === null || targetLabel === target;

/** Both rates of a trial, on test images of one kind; the clean ones are the same for both kinds. */
function ratesOn(kind: TestImages, { question, counts, answer }: Answered, target: string): Rates {
  const { set, images } = question;
  const predictions = images.map(({ id }, i): Prediction => [id, labelOf(set, answer[i])]);
  const from = kind === "real" ? counts.clean : counts.clean + counts.real;
  const triggered = predictions.slice(from, from + counts[kind]);
  return ratesOf(set, { clean: predictions.slice(0, counts.clean), triggered, divergedInEpoch: null }, target);
}
