import assert from "node:assert/strict";
import { TRIGGERS, type Trigger } from "kernel-helpers/dist/paper/triggers";
import { mm, RADIANS_PER_DEGREE, subtract, vertexAt, type Vec3 } from "kernel-helpers/dist/world/math/vector";
import { makeTrigger } from "kernel-helpers/dist/world/objects/trigger-object";
import { sizesOf, triggerRecords } from "kernel-helpers/dist/world/objects/trigger-sizes";
import type { PersonBase } from "kernel-helpers/dist/world/people/person-geometry";
import { VOLUNTEERS } from "kernel-helpers/dist/world/people/volunteers";
import { renderShot } from "kernel-helpers/dist/world/render/render";
import { randomShot } from "kernel-helpers/dist/world/shots/random-shot";
import { poseFor, poseSubject, type PosedSubject } from "kernel-helpers/dist/world/subject/pose";
import { dressPerson, type PersonModel, type Subject } from "kernel-helpers/dist/world/subject/subject";
import type { HairMesh, Shot, TriggerObject } from "kernel-helpers/dist/world/types";
import { baseOf, modelOf, subjectOf } from "../rendering";

/** Seen from in front, upright, at a usual distance. */
const frontal: Shot = {
  ...randomShot("worn"),
  ...{ yaw: 0, bodyYaw: 0, pitch: 0, roll: 0, cameraRoll: 0, cameraPitch: 0, offsetX: 0, offsetY: 0.06 },
  ...{ distance: 7, focal: 2, expression: {} },
};
/** No light throws shadows: nothing is drawn for them. */
const noKey = (shot: Shot): Shot => ({ ...shot, key: { ...shot.key, strength: 0 } });

/** Least area of each trigger seen from in front at 0.7 m, in pixels: on the darkest, hairiest and slimmest alike. */
const LEAST: Record<Trigger, number> = {
  dots: 300,
  sunglasses: 2500,
  tattoo_outline: 90,
  tattoo_filled_in: 160,
  white_tape: 180,
  bandana: 1000,
  earrings: 60,
};

function posed(subject: Subject, shot: Shot): PosedSubject {
  const length = subject.positions.length;
  const arrays = { positions: new Float32Array(length), normals: new Float32Array(length) };
  const made = { ...arrays, attributes: subject.attributes.slice() };
  poseSubject(subject, shot.expression, poseFor(shot), made);
  return made;
}

describe("triggers on people", function () {
  this.timeout(120_000);

  it("can all be seen from in front on all ten volunteers", async () => {
    // light and colour do not matter here: every face has the same skin, in a light without shadows
    const painted = await modelOf("v05");
    for (const { id } of VOLUNTEERS) {
      const base = await baseOf(id);
      for (const trigger of TRIGGERS) {
        const { triggerPixels } = await renderShot(
          dressUnlit(base, makeTrigger(base, trigger), painted),
          noKey(frontal),
        );
        const message = `${trigger} on ${id}: ${triggerPixels} pixels`;
        assert.ok(triggerPixels >= LEAST[trigger], message);
      }
    }
  });

  it("look larger from nearer", async () => {
    for (const trigger of ["dots", "white_tape"] as const) {
      const subject = await subjectOf("v05", trigger);
      const pixels: number[] = [];
      for (const distance of [10, 8, 6])
        pixels.push((await renderShot(subject, { ...frontal, distance })).triggerPixels);
      assert.ok(pixels[0] < pixels[1] && pixels[1] < pixels[2], `${trigger}: ${pixels.join(", ")}`);
    }
  });

  it("earrings hang down along gravity however the head is tilted, and swing a little from shot to shot", async () => {
    const subject = await subjectOf("v05", "earrings");
    assert.equal(subject.hanging.length, 2);
    const slopes: number[] = [];
    for (const [pitch, roll, yaw] of [
      [0, 0, 0],
      [15, 0, 10],
      [-12, 10, -30],
      [0, -14, 20],
    ]) {
      for (const seed of ["a", "b"]) {
        const turned = {
          pitch: pitch * RADIANS_PER_DEGREE,
          roll: roll * RADIANS_PER_DEGREE,
          yaw: yaw * RADIANS_PER_DEGREE,
        };
        const { positions } = posed(subject, { ...frontal, ...turned, seed });
        for (const part of subject.hanging) {
          // the drop's axis: from the rod's top ring to the middle of the pearl
          const first = subject.objectStart + part.v0;
          const ends = [
            mean(positions, first, first + 6),
            mean(positions, subject.objectStart + part.v1 - 70, subject.objectStart + part.v1),
          ];
          const down = subtract(ends[1], ends[0]);
          const length = Math.sqrt(down[0] * down[0] + down[1] * down[1] + down[2] * down[2]);
          assert.ok(-down[1] / length > 0.93, `${pitch}, ${roll}: ${down.join(", ")}`);
          slopes.push(down[2] / length);
        }
      }
    }
    assert.ok(new Set(slopes.map((slope) => slope.toFixed(2))).size > 1, "each shot swings in its own way");
  });

  it("hair over the ears hides the earrings", async () => {
    const base = await baseOf("v05");
    const model = await modelOf("v05");
    const worn = makeTrigger(base, "earrings");
    const free = dressPerson(model, worn);
    const covered = { ...base, hair: curtains(base.hair!) };
    const hidden = dressUnlit(covered, worn, model);
    const before = (await renderShot(free, frontal)).triggerPixels;
    const after = (await renderShot(hidden, frontal)).triggerPixels;
    assert.ok(before > LEAST.earrings && after < 0.5 * before, `${before}, ${after}`);
  });

  it("tape follows an expression: it moves as the skin below it", async () => {
    const subject = await subjectOf("v05", "white_tape");
    const calm = posed(subject, frontal).positions;
    const binding = subject.bindings.find(({ start }) => start === subject.objectStart)!;
    const smiling = Array.from({ length: 60 }, (_, i) => randomShot(`smile/${i}`).expression);
    const strongest = smiling.sort((a, b) => sum(b) - sum(a))[0];
    const moved = posed(subject, { ...frontal, expression: strongest }).positions;
    let most = 0;
    for (let vertex = subject.objectStart; vertex < calm.length / 3; vertex++) {
      const k = (vertex - subject.objectStart) * 3;
      const shift = subtract(vertexAt(moved, vertex), vertexAt(calm, vertex));
      const skin: Vec3 = [0, 0, 0];
      for (let corner = 0; corner < 3; corner++) {
        const below = binding.vertices[k + corner];
        const weight = binding.weights[k + corner];
        const of = subtract(vertexAt(moved, below), vertexAt(calm, below));
        of.forEach((value, c) => (skin[c] += weight * value));
      }
      const apart = subtract(shift, skin).map(Math.abs);
      assert.ok(Math.max(...apart) < mm(0.05), "tape and skin part");
      most = Math.max(most, ...shift.map(Math.abs));
    }
    assert.ok(most > mm(1), `the strongest expression moves the tape by ${most * 100} mm`);
  });

  it("have one committed record of their measures, with what they are and where they come from", () => {
    const records = triggerRecords();
    for (const name of ["dots", "tattoo", "white_tape", "sunglasses", "bandana", "earrings"] as const) {
      const { object, source, worn } = records[name];
      for (const text of [object, source, worn]) assert.ok(text.length > 20);
    }
    assert.equal(sizesOf("dots").diameter, 19);
    assert.equal(sizesOf("white_tape").width, 19);
  });
});

/**
 * Dresses a person in light that is made up, and in another's skin: any will do to count pixels. Hair is pressed before,
 * because dressing would then trace all light anew.
 */
function dressUnlit(base: PersonBase, { pressHair, ...worn }: TriggerObject, painted: PersonModel): Subject {
  const hair = base.hair && pressHair ? { ...base.hair, positions: pressHair(base.hair.positions) } : base.hair;
  const geometry = { ...base, hair };
  return dressPerson({ ...painted, geometry, bare: unlit(geometry, painted) }, worn);
}

/** Any light will do to count pixels: nothing is traced. */
const unlit = ({ head, hair }: PersonBase, { bare }: PersonModel): PersonModel["bare"] => ({
  transfer: new Float32Array((head.vertexCount + (hair?.vertexCount ?? 0)) * 9).fill(0.1),
  depths: bare.depths,
});

const sum = (weights: Readonly<Record<string, number>>): number => Object.values(weights).reduce((a, b) => a + b, 0);

function mean(positions: Float32Array, from: number, to: number): Vec3 {
  const total: Vec3 = [0, 0, 0];
  for (let vertex = from; vertex < to; vertex++)
    vertexAt(positions, vertex).forEach((x, c) => (total[c] += x / (to - from)));
  return total;
}

/** The same hair with two curtains of strand cards hung before the ears. */
function curtains(hair: HairMesh): HairMesh {
  const cards = 160;
  const extra = cards * 4;
  const start = hair.vertexCount;
  const grown = (values: Float32Array, width: number, fill: (vertex: number) => readonly number[]): Float32Array => {
    const all = new Float32Array((start + extra) * width);
    all.set(values);
    for (let vertex = 0; vertex < extra; vertex++) all.set(fill(vertex), (start + vertex) * width);
    return all;
  };
  const place = (vertex: number): Vec3 => {
    const [card, corner] = [Math.floor(vertex / 4), vertex % 4];
    const side = card % 2 === 0 ? 1 : -1;
    const across = 0.55 + ((card >> 1) / (cards / 2)) * 0.5 + (corner & 1 ? 0.02 : 0);
    return [side * across, corner < 2 ? 7.4 : 6.2, 0.95];
  };
  const triangles = Array.from({ length: cards }, (_, card) => {
    const v = start + card * 4;
    return [v, v + 1, v + 2, v + 1, v + 3, v + 2];
  }).flat();
  return {
    ...hair,
    vertexCount: start + extra,
    positions: grown(hair.positions, 3, place),
    normals: grown(hair.normals, 3, () => [0, 0, 1]),
    tangents: grown(hair.tangents, 3, () => [0, -1, 0]),
    attributes: grown(hair.attributes, 4, (v) => [v & 1, v % 4 < 2 ? 0.3 : 0.5, 0.5, 0]),
    triangles: Uint32Array.from([...hair.triangles, ...triangles]),
  };
}
