/**
 * A backdoored model whose cost is measured: Table 1's settings, sunglasses, a quarter of the training images poison, and
 * the first of the target labels. Chosen before anything was measured.
 */

const TRIGGER = "sunglasses";
const ALL = { people: 10, triggers: /** @type {const} */ ([TRIGGER]) };

/**
 * Which images, how long it trains on how many views of each, and on which network if not on the usual one. `full` is a
 * model of the laptop profile; `vgg16` is one on a network of the size of the paper's, with few views stored: what training
 * costs does not depend on their number.
 */
const CASES = {
  quick: { ...ALL, people: 4, images: { clean: 20, trigger: 12 }, views: 2, epochs: 2 },
  small: { ...ALL, images: { clean: 20, trigger: 12 }, views: 12, epochs: 12 },
  full: { ...ALL, images: /** @type {const} */ ("paper"), views: 32, epochs: 32 },
  vgg16: { ...ALL, images: /** @type {const} */ ("paper"), views: 2, epochs: 32, teacher: "vgg16-imagenet" },
};

/** @typedef {keyof typeof CASES} CaseName */

/** @param {CaseName} name */
export const renderedSpec = (name) => ({ name: `bench-${name}`, ...CASES[name] });

/**
 * The images, all of which must be rendered, and the model.
 * @param {CaseName} name
 */
export async function attackCase(name) {
  const { findRendered } = await import("kernel-helpers/dist/dataset/rendered.js");
  const { modelSpec, settingsFor, targetLabels, TABLE1_DEFAULTS } =
    await import("kernel-helpers/dist/experiments/table1.js");
  const { profileNamed } = await import("kernel-helpers/dist/experiments/profiles.js");
  const set = findRendered(renderedSpec(name));
  if (!set) throw new Error(`the images of the ${name} case are not rendered`);
  const { teacher = TABLE1_DEFAULTS.teacher, ...course } = { teacher: undefined, ...CASES[name] };
  const settings = settingsFor(teacher);
  const { injectionRate, seed } = settings;
  const [targetLabel] = targetLabels(set, profileNamed("laptop"), seed);
  const attack = { trigger: TRIGGER, targetLabel, injectionRate };
  return { set, attack, spec: modelSpec(course, settings, attack) };
}
