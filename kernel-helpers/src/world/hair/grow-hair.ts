import { Seed, type Random } from "../../base/seed";
import type { HeadMap } from "../head-map";
import type { HairMesh, HairSpec, HairStyle, HeadModel, Person } from "../types";
import { CardWriter } from "./card-writer";
import type { Growth, Root } from "./growth";
import { RootSampler } from "./roots";
import { growStrand } from "./strand";
import { afro } from "./styles/afro";
import { buzzCut, shortCut } from "./styles/cropped";
import { gathered } from "./styles/gathered";
import { parted } from "./styles/parted";
import { brushedBack, sidePart } from "./styles/swept";

type Style = (hair: HairSpec, root: Root, random: Random) => Growth;

const STYLES: Record<Exclude<HairStyle, "bald">, Style> = {
  buzz: buzzCut,
  short: shortCut,
  side: sidePart,
  back: brushedBack,
  afro,
  bun: gathered,
  pony: gathered,
  bob: parted,
  long: parted,
};

/** Strands shorter than this are not drawn. */
const SHORTEST = 0.02;

/**
 * Grows a person's hair as strand cards: roots planted over the scalp, each strand grown as the style has it and kept
 * outside the head. Null for a bald head.
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
  const random = new Seed(`${person.seed}:hair`).random();
  const roots = new RootSampler(head, positions, normals, hair);
  const cards = new CardWriter(hair.count, hair.segments, headMap.center);
  for (let k = 0; k < hair.count; k++) {
    const root = roots.draw(random);
    if (!root) continue;
    const growth = style(hair, root, random);
    if (growth.length < SHORTEST) continue;
    const strand = growStrand(root, growth, headMap, hair.segments);
    const width = growth.cardWidth * (0.75 + 0.5 * root.variation2);
    const tint = random.normal();
    cards.addCard(strand, root, { width, tint, seed: random.next() });
  }
  return cards.finish();
}
