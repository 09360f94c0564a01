import { cos } from "../../base/exact-math";
import type { Random } from "../../base/seed";
import { mix } from "../math/scalar";
import { mm, type Vec3 } from "../math/vector";
import { MeshBuilder } from "../mesh/mesh-builder";
import type { PersonBase } from "../people/person-geometry";
import { Material, type WornObject } from "../types";
import { bentAtNeck, NeckRing } from "./neck-ring";
import { GOLD, metal, SILVER } from "./surfaces";

/** Height of the chain at the back and in front. */
const HEIGHT = { back: 5.98, front: { low: 5.42, high: 5.62 } };
const STEPS = 72;
const CHAIN = { thin: 0.7, thick: 1.2, above: mm(2) };
const PENDANT = { radius: mm(5), squash: [0.8, 1.2, 0.35] as const, columns: 10, rows: 8, share: 0.6 };

/** A thin chain of metal, mostly with a pendant. */
export function makeNecklace(base: PersonBase, random: Random): WornObject {
  const ring = new NeckRing(base);
  const front = random.range(HEIGHT.front.low, HEIGHT.front.high);
  const thickness = mm(random.range(CHAIN.thin, CHAIN.thick));
  const color = random.pick([SILVER, GOLD]);
  const hasPendant = random.next() < PENDANT.share;
  const path = Array.from({ length: STEPS + 1 }, (_, i): Vec3 => {
    const azimuth = (i / STEPS - 0.5) * 2 * Math.PI;
    const ahead = Math.max(0, cos(azimuth));
    const y = mix(HEIGHT.back, front, ahead * ahead);
    return ring.pointAt(azimuth, y, ring.radius(azimuth, y) + CHAIN.above);
  });
  const builder = new MeshBuilder();
  builder.addTube(path, { level: thickness, upright: () => thickness }, Material.Custom, 5);
  if (hasPendant) {
    const [x, y, z] = path[STEPS / 2];
    builder.addSphere([x, y - PENDANT.radius * 1.1, z + mm(1.5)], PENDANT.radius, Material.Custom, PENDANT);
  }
  return { mesh: bentAtNeck(builder.finish([metal(color)])), decals: [] };
}
