import { Seed, type Random } from "../../base/seed";
import type { Person } from "../types";
import type { Accessory, AccessoryName } from "./accessory";

/** How common permanent accessories are among women and men. */
const HABITS: readonly { name: AccessoryName; female: number; male: number }[] = [
  { name: "glasses", female: 0.25, male: 0.25 },
  { name: "moles", female: 0.35, male: 0.35 },
  { name: "lipstick", female: 0.45, male: 0 },
  { name: "eye-shadow", female: 0.35, male: 0 },
  { name: "rouge", female: 0.3, male: 0 },
  { name: "necklace", female: 0.3, male: 0.1 },
];

/** What else a person puts on, how often among women and men, and where it goes: one thing in each place. */
const WARDROBE: readonly { name: AccessoryName; female: number; male: number; where: string }[] = [
  { name: "baseball-cap", female: 2, male: 5, where: "hair" },
  { name: "beanie", female: 2.5, male: 3, where: "hair" },
  { name: "headband", female: 3, male: 0, where: "hair" },
  { name: "hair-clip", female: 2.5, male: 0, where: "hair" },
  { name: "glasses", female: 3, male: 3, where: "eyes" },
  { name: "scarf", female: 3, male: 2.5, where: "neck" },
  { name: "mask", female: 2.5, male: 2.5, where: "mouth" },
  { name: "plaster", female: 1, male: 1.5, where: "skin" },
];
const PLACE_OF_HABIT: Partial<Record<AccessoryName, string>> = { glasses: "eyes", necklace: "neck" };

/**
 * A person has few looks, so that few have to be dressed: the first one has nothing but permanent accessories, the
 * others one or two things from the wardrobe.
 */
const LOOK_SHARES = [0.3, 0.4, 0.3] as const;
const SECOND_THING_SHARE = 0.35;

/** What a stranger wears in an image: drawn from streams named for the person, the look and the image. */
export function accessoriesFor(person: Person, imageIndex: number): Accessory[] {
  const permanent = habitsOf(person);
  return [...permanent, ...drawLook(person, lookOf(person, imageIndex), permanent)];
}

/** Names what a list of accessories looks like: images with the same name can share a dressed person. */
export const lookName = (accessories: readonly Accessory[]): string => accessories.map(({ seed }) => seed).join(" ");

const stream = (person: Person, purpose: string): Seed => new Seed(`${person.seed}:accessories:${purpose}`);
const shareFor = (person: Person, { female, male }: { female: number; male: number }): number =>
  person.male > 0.5 ? male : female;

function habitsOf(person: Person): Accessory[] {
  return HABITS.filter((habit) => stream(person, `has ${habit.name}`).random().next() < shareFor(person, habit)).map(
    ({ name }) => ({ name, seed: stream(person, name).name, permanent: true }),
  );
}

function lookOf(person: Person, imageIndex: number): number {
  let u = stream(person, `image ${imageIndex}`).random().next();
  for (const [look, share] of LOOK_SHARES.entries()) {
    if (u < share) return look;
    u -= share;
  }
  return LOOK_SHARES.length - 1;
}

function drawLook(person: Person, look: number, permanent: readonly Accessory[]): Accessory[] {
  if (look === 0) return [];
  const random = stream(person, `look ${look}`).random();
  const taken = new Set(permanent.map(({ name }) => PLACE_OF_HABIT[name]));
  const count = random.next() < SECOND_THING_SHARE ? 2 : 1;
  return Array.from({ length: count }, (_, k) => {
    const { name, where } = pickThing(person, taken, random);
    taken.add(where);
    return { name, seed: stream(person, `look ${look} ${k} ${name}`).name, permanent: false };
  });
}

/** One thing for a free place, as often as its weight. */
function pickThing(person: Person, taken: ReadonlySet<string | undefined>, random: Random): (typeof WARDROBE)[number] {
  const hairless = person.hair.style === "bald" || person.hair.style === "buzz" || person.hair.style === "afro";
  const things = WARDROBE.filter(
    ({ name, where }) => !taken.has(where) && !(hairless && (name === "headband" || name === "hair-clip")),
  );
  let u = random.next() * things.reduce((sum, thing) => sum + shareFor(person, thing), 0);
  for (const thing of things) {
    u -= shareFor(person, thing);
    if (u < 0) return thing;
  }
  return things[things.length - 1];
}
