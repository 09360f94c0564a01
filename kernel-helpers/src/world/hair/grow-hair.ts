import { Seed, type Random } from "../../base/seed";
import type { HeadMap } from "../head/head-map";
import { mix, smoothstep } from "../math/scalar";
import type { Vec3 } from "../math/vector";
import type { HairMesh, HairSpec, HairStyle } from "../types";
import { growBeard } from "./beard";
import { writeCards, type Card } from "./card-writer";
import { crossesEar, findEars, tuckBehindEar, type EarRoom } from "./ears";
import type { BareHead, Growth, Root } from "./growth";
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
  /** Pieces along a strand card of straight hair. */
  segments: number;
  /** Whether waves and curls show. */
  waves?: true;
  /** Whether strands fall past the ears: those that would go through one are left out. */
  passesEars?: true;
}

const STYLES: Record<Exclude<HairStyle, "bald">, Style> = {
  buzz: { grow: buzzCut, segments: 2 },
  short: { grow: shortCut, segments: 5, waves: true },
  side: { grow: sidePart, segments: 6, waves: true },
  back: { grow: brushedBack, segments: 6, waves: true },
  afro: { grow: afro, segments: 6 },
  bun: { grow: gathered, segments: 9 },
  pony: { grow: gathered, segments: 9 },
  bob: { grow: parted, segments: 8, waves: true, passesEars: true },
  long: { grow: parted, segments: 9, waves: true, passesEars: true },
};
/** Waves and curls need finer pieces. */
const WAVY_FACTOR = 1.4;
const WAVY_FROM = 0.1;

/** Strands shorter than this are not drawn. */
const SHORTEST = 0.02;
/** Cards at the hairline have this share of the width: it begins with single hairs. */
const HAIRLINE_WIDTH = 0.5;
/** Strand cards per lock. */
const CARDS_PER_LOCK = 12;
/** Share of strands that keep to no lock, and how much narrower and further off the head they are. */
const STRAY_SHARE = 0.05;
const STRAY_WIDTH = 0.45;
const STRAY_VOLUME = 1.2;

/** Grows a person's hair and beard as strand cards. Null for somebody without either. */
export function growHair(bareHead: BareHead): HairMesh | null {
  const onHead = growOnHead(bareHead);
  const beard = growBeard(bareHead);
  if (onHead.length + beard.length === 0) return null;
  // outer cards first: what they hide need not be drawn
  onHead.sort((a, b) => b.root.layer - a.root.layer);
  return writeCards([...onHead, ...beard], beard.length, bareHead.headMap.center);
}

/** Roots planted over the scalp, each strand grown as the style has it, drawn to its lock, and kept outside the head. */
function growOnHead({ head, person, positions, normals, headMap }: BareHead): Card[] {
  const { hair } = person;
  if (hair.style === "bald") return [];
  const style = STYLES[hair.style];
  const isWavy = style.waves && Math.max(hair.wave, hair.curl) > WAVY_FROM;
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
    const finer = mix(HAIRLINE_WIDTH, 1, smoothstep(0, 0.15, root.aboveHairline));
    const width = growth.cardWidth * (0.75 + 0.5 * root.variation2) * (isStray ? STRAY_WIDTH : finer);
    const tint = (lock?.tint ?? 1) * (1 + random.normal(0, 0.08));
    const strand = growCard(root, growth, lock, { headMap, segments, isStray });
    if (style.passesEars && crossesEar(strand.points, ears)) continue;
    cards.push({ strand, root, look: { width, tint, seed: random.next() } });
  }
  return cards;
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
