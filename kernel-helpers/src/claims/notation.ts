import type { ImageArtifact, MeasureQuery, Measures } from "../paper/measures";
import type { Architecture, Defense } from "../paper/names";
import { forAll, needed, type Check } from "./check";
import { constant, measured, minus, spread, type Quantity } from "./quantity";

type TriggerName = NonNullable<MeasureQuery["trigger"]>;
/** A network of the paper, or undefined where the paper (or a result) names none. */
export type Network = Architecture | undefined;

/** The injection rate of Tables 1 and 4. */
export const RATE = 0.25;

/** The quantities of the claims in the paper's notation, looked up in measures. Rates are percent. */
export class Notation {
  constructor(private readonly measures: Measures) {}

  /** Model accuracy of network `a`, trigger `t`, injection rate `r`. */
  MA = (a: Architecture, t: TriggerName, r = RATE) => this.attack("modelAccuracy", "MA", a, t, r);

  /** Attack success rate over all held-out trigger images. */
  ASR = (a: Architecture, t: TriggerName, r = RATE) => this.attack("attackSuccessRate", "ASR", a, t, r);

  /** Standard deviation of the attack success rate over target labels. */
  stdASR = (a: Architecture, t: TriggerName) =>
    spread(this.measures, attackQuery("attackSuccessRate", a, t, RATE), labelOf("ASR", a, t));

  /** How often the backdoor-free model takes other people in triggers for the target person. */
  cleanASRExcludingTarget = (a: Architecture) =>
    this.measured(
      attackQuery("attackSuccessRateExcludingTarget", a, "no_trigger", 0),
      labelOf("ASR without target person", a, "no_trigger"),
    );

  /** Attack success rate by chance: one class of `classes`, percent. */
  chance = (): Quantity => {
    const classes = this.measured({ metric: "classes", experiment: "attack" }, "classes");
    return { ...classes, label: "chance", value: classes.value && 100 / classes.value, sources: [] };
  };

  /** The injection rates at which a trigger was run, ascending. */
  injectionRates = (a: Architecture, t: TriggerName): number[] =>
    this.measuredAt("injectionRate", { experiment: "attack", metric: "attackSuccessRate", arch: a, trigger: t });

  /** One number by its full name; the label lists what follows the metric. */
  measured = (query: MeasureQuery, label: string): Quantity => measured(this.measures, query, label);

  spread = (query: MeasureQuery, label: string): Quantity => spread(this.measures, query, label);

  /** The numbers for which one key of an experiment was measured, ascending: injection rates, severities, angles. */
  measuredAt = (
    key: "injectionRate" | "learningRate" | "severity" | "angle" | "distance",
    having: Partial<MeasureQuery>,
  ): number[] => numbers(this.measures.values(key, having));

  /** Share of items that a defense flags. */
  detected = (a: Network, defense: Defense, t: TriggerName) =>
    this.measured({ ...defenseQuery(a, defense, t), metric: "detectionRate" }, labelOf(DEFENSE_SHORT[defense], a, t));

  stdDetected = (a: Network, defense: Defense, t: TriggerName) =>
    this.spread({ ...defenseQuery(a, defense, t), metric: "detectionRate" }, labelOf(DEFENSE_SHORT[defense], a, t));

  falsePositives = (a: Network, defense: Defense, t: TriggerName) =>
    this.measured(
      { ...defenseQuery(a, defense, t), metric: "falsePositiveRate" },
      labelOf(`FPR ${DEFENSE_SHORT[defense]}`, a, t),
    );

  /** Share of poison images missed: what is not detected. */
  falseNegatives = (a: Network, defense: Defense, t: TriggerName): Quantity => ({
    ...minus(constant(100), this.detected(a, defense, t)),
    label: labelOf(`FNR ${DEFENSE_SHORT[defense]}`, a, t),
  });

  /** MA or ASR with the test images degraded; severity 0 is the untouched image. */
  degraded = (
    metric: "modelAccuracy" | "attackSuccessRate",
    a: Network,
    t: TriggerName,
    kind: ImageArtifact,
    s: number,
  ) =>
    this.measured(
      { metric, experiment: "artifacts", arch: a, trigger: t, imageArtifact: kind, severity: s },
      labelOf(metric === "modelAccuracy" ? "MA" : "ASR", a, t, `${kind.replaceAll("_", " ")} ${s}`),
    );

  /** Judges a claim that names no network on each one for which the sample was measured. */
  onEachNetwork(sample: MeasureQuery, check: (a: Network) => Check): Check {
    const networks = this.measures.values("arch", sample);
    return networks.length > 0 ? forAll(networks, check) : needed({ query: sample });
  }

  private attack(
    metric: "modelAccuracy" | "attackSuccessRate",
    short: string,
    a: Architecture,
    t: TriggerName,
    r: number,
  ) {
    const rate = t === "no_trigger" ? 0 : r;
    const at = rate === RATE || t === "no_trigger" ? [] : [String(rate)];
    return this.measured(attackQuery(metric, a, t, rate), labelOf(short, a, t, ...at));
  }
}

const DEFENSE_SHORT: Record<Defense, string> = {
  neural_cleanse: "NC",
  spectral_signatures: "SPECTRAL",
  activation_clustering: "AC",
  strip: "STRIP",
};

/** `ASR(VGG16, white tape, 0.4)`. */
export function labelOf(short: string, ...parts: (string | undefined)[]): string {
  const named = parts.filter((part) => part !== undefined).map((part) => part.replaceAll("_", " "));
  return `${short}(${named.join(", ")})`;
}

function attackQuery(metric: MeasureQuery["metric"], a: Architecture, t: TriggerName, r: number): MeasureQuery {
  return { metric, experiment: "attack", arch: a, trigger: t, injectionRate: r };
}

function defenseQuery(a: Network, defense: Defense, t: TriggerName): Omit<MeasureQuery, "metric"> {
  return { experiment: "defenses", arch: a, defense, trigger: t };
}

const numbers = (values: readonly (number | undefined)[]): number[] => values.filter((value) => value !== undefined);
