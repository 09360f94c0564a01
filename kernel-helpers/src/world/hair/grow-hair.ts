import { Seed, type Random } from "../../base/seed";
import type { HeadMap } from "../head-map";
import type { HairMesh, HairSpec, HairStyle, HeadModel, Person } from "../types";
import type { Vec3 } from "../vector";
import { CardWriter, type CardLook } from "./card-writer";
import { findEars, tuckBehindEar, type EarRoom } from "./ears";
import type { Growth, Root } from "./growth";
import { growLocks, joinLock, nearestLock, type Lock } from "./locks";
import { RootSampler } from "./roots";
import { growStrand, type Strand } from "./strand";
import { afro } from "./styles/afro";
import { buzzCut, shortCut } from "./styles/cropped";
import { gathered } from "./styles/gathered";
import { parted } from "./styles/parted";
import { brushedBack, sidePart } from "./styles/swept";

interface Style {
  grow: (hair: HairSpec, root: Root, random: Random) => Growth;
  /** Pieces along a strand card. */
  segments: number;
}

const STYLES: Record<Exclude<HairStyle, "bald">, Style> = {
  buzz: { grow: buzzCut, segments: 2 },
  short: { grow: shortCut, segments: 5 },
  side: { grow: sidePart, segments: 6 },
  back: { grow: brushedBack, segments: 6 },
  afro: { grow: afro, segments: 6 },
  bun: { grow: gathered, segments: 9 },
  pony: { grow: gathered, segments: 9 },
  bob: { grow: parted, segments: 8 },
  long: { grow: parted, segments: 9 },
};
/** Waves and curls need finer pieces. */
const WAVY_FACTOR = 1.4;
const WAVY_FROM = 0.1;

/** Strands shorter than this are not drawn. */
const SHORTEST = 0.02;
/** Strand cards per lock. */
const CARDS_PER_LOCK = 12;
/** Share of strands that keep to no lock, and how much narrower and further off the head they are. */
const STRAY_SHARE = 0.05;
const STRAY_WIDTH = 0.45;
const STRAY_VOLUME = 1.35;

interface Card {
  strand: Strand;
  root: Root;
  look: CardLook;
}

/**
 * Grows a person's hair as strand cards: roots planted over the scalp, each strand grown as the style has it, drawn to
 * the lock it belongs to, and kept outside the head. Null for a bald head.
 * @param positions, normals of the person's neutral head, Float32 [n,3]
 */
export function growHair(
  head: HeadModel,
  person: Person,
  positions: Float32Array,
  normals: Float32Array,
  headMap: HeadMap,
): HairMesh | null {
  const { hair } = person;
  if (hair.style === "bald") return null;
  const style = STYLES[hair.style];
  const isWavy = hair.wave > WAVY_FROM;
  const segments = Math.round(style.segments * (isWavy ? WAVY_FACTOR : 1));
  const seed = new Seed(`${person.seed}:hair`);
  const random = seed.random();
  const roots = new RootSampler(head, positions, normals, hair);
  const ears = findEars(head, positions);
  const grow = (root: Root, from: Random) => besideEars(style.grow(hair, root, from), ears);
  const locks = growLocks(Math.round(hair.count / CARDS_PER_LOCK), roots, grow, { seed, headMap, segments });
  const cards: Card[] = [];
  for (let k = 0; k < hair.count; k++) {
    const root = roots.draw(random);
    if (!root) continue;
    const growth = grow(root, random);
    if (growth.length < SHORTEST) continue;
    const isStray = random.next() < STRAY_SHARE;
    const lock = isStray ? null : nearestLock(locks, root, hair);
    const width = growth.cardWidth * (0.75 + 0.5 * root.variation2) * (isStray ? STRAY_WIDTH : 1);
    const tint = (lock?.tint ?? 1) * (1 + random.normal(0, 0.08));
    const strand = growCard(root, growth, lock, { headMap, segments, isStray });
    cards.push({ strand, root, look: { width, tint, seed: random.next() } });
  }
  return writeCards(cards, segments, headMap);
}

/** The growth, kept out of the ears. */
function besideEars(growth: Growth, ears: EarRoom): Growth {
  const constrain = (point: Vec3): void => {
    growth.constrain?.(point);
    tuckBehindEar(point, ears);
  };
  return { ...growth, constrain };
}

function growCard(
  root: Root,
  growth: Growth,
  lock: Lock | null,
  { headMap, segments, isStray }: { headMap: HeadMap; segments: number; isStray: boolean },
): Strand {
  const volume = growth.volume * (isStray ? STRAY_VOLUME : 1);
  const strand = growStrand(root, { ...growth, volume }, headMap, segments);
  return lock && growth.clump > 0 ? joinLock(strand, lock, growth, headMap) : strand;
}

/** Outer cards first: what they hide need not be drawn. */
function writeCards(cards: Card[], segments: number, headMap: HeadMap): HairMesh {
  cards.sort((a, b) => b.root.layer - a.root.layer);
  const writer = new CardWriter(cards.length, segments, headMap.center);
  for (const { strand, root, look } of cards) writer.addCard(strand, root, look);
  return writer.finish();
}
