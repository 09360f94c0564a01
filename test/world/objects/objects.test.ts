import assert from "node:assert/strict";
import { TRIGGERS, type Trigger } from "kernel-helpers/dist/paper/triggers";
import { EYE_Y } from "kernel-helpers/dist/world/head/measures";
import { jointPosition } from "kernel-helpers/dist/world/head/morph";
import { cross, dot, length, mm, subtract, vertexAt, type Vec3 } from "kernel-helpers/dist/world/math/vector";
import { bandanaPrint } from "kernel-helpers/dist/world/objects/bandana-print";
import { lobeVertex } from "kernel-helpers/dist/world/objects/earrings";
import { earTop } from "kernel-helpers/dist/world/objects/sunglasses";
import { starDistance } from "kernel-helpers/dist/world/objects/tattoo-star";
import { makeTrigger } from "kernel-helpers/dist/world/objects/trigger-object";
import type { PersonBase } from "kernel-helpers/dist/world/people/person-geometry";
import { VOLUNTEERS } from "kernel-helpers/dist/world/people/volunteers";
import {
  Material,
  type Decal,
  type DotDecal,
  type TattooDecal,
  type TriggerMesh,
} from "kernel-helpers/dist/world/types";
import { baseOf } from "../rendering";

/** The vertices of an object that are made of a material. */
function verticesOf(mesh: TriggerMesh, material: Material): Vec3[] {
  const used = new Set<number>();
  mesh.materials.forEach((each, t) => {
    if ((each as Material) === material) mesh.triangles.subarray(t * 3, t * 3 + 3).forEach((v) => used.add(v));
  });
  return [...used].map((vertex) => vertexAt(mesh.positions, vertex));
}

/** Largest extent along x, y and z, in millimetres. */
function sizeOf(points: readonly Vec3[]): number[] {
  return [0, 1, 2].map((c) => (Math.max(...points.map((p) => p[c])) - Math.min(...points.map((p) => p[c]))) * 100);
}

const between = (value: number, low: number, high: number, what: string): void =>
  assert.ok(value >= low && value <= high, `${what}: ${value} is not within ${low} … ${high}`);

/** Decals that are patches of their own, not the shade beside an object. */
const patches = (decals: readonly Decal[]): (DotDecal | TattooDecal)[] =>
  decals.filter((decal) => decal.kind === "dot" || decal.kind === "tattoo");

describe("triggers", function () {
  this.timeout(60_000);
  let people: PersonBase[];
  before(async () => {
    people = await Promise.all(VOLUNTEERS.map(({ id }) => baseOf(id)));
  });

  const meshOf = (person: PersonBase, trigger: Trigger): TriggerMesh => {
    const { mesh } = makeTrigger(person, trigger);
    assert.ok(mesh);
    return mesh;
  };

  for (const trigger of TRIGGERS) {
    it(`${trigger}: something for every volunteer, finite, whole and always the same`, () => {
      for (const person of people) {
        const worn = makeTrigger(person, trigger);
        assert.equal(worn.trigger, trigger);
        assert.ok(worn.mesh ? patches(worn.decals).length === 0 : patches(worn.decals).length > 0);
        if (person === people[0]) {
          assert.equal(JSON.stringify(worn), JSON.stringify(makeTrigger(person, trigger)));
        }
        if (!worn.mesh) continue;
        const { mesh } = worn;
        assert.equal(mesh.materials.length, mesh.triangles.length / 3);
        assert.ok(mesh.triangles.every((vertex) => vertex < mesh.vertexCount));
        assert.ok(mesh.positions.every(Number.isFinite) && mesh.attributes.every(Number.isFinite));
        for (let v = 0; v < mesh.vertexCount; v++) between(length(vertexAt(mesh.normals, v)), 0, 1.00001, "normal");
      }
    });
  }

  it("sunglasses cover both eyes from in front and have one size", () => {
    for (const person of people) {
      const mesh = meshOf(person, "sunglasses");
      const lenses = verticesOf(mesh, Material.Lens);
      for (const joint of ["l-eye", "r-eye"] as const) {
        const eye = jointPosition(person.head, person.positions, joint);
        const lens = lenses.filter((p) => p[0] * eye[0] > 0);
        const [width, height] = sizeOf(lens);
        between(width, 53, 57, "lens width in mm");
        between(height, 43, 48, "lens height in mm");
        const xs = lens.map((p) => p[0]);
        const ys = lens.map((p) => p[1]);
        between(eye[0], Math.min(...xs) + mm(8), Math.max(...xs) - mm(8), "pupil in the lens");
        between(eye[1], Math.min(...ys) + mm(8), Math.max(...ys) - mm(8), "pupil in the lens");
        assert.ok(Math.min(...lens.map((p) => p[2])) > eye[2] + mm(8), `${person.person.id}: a lens is in the eye`);
      }
      const rims = verticesOf(mesh, Material.Frame).filter((p) => Math.abs(p[0]) < mm(36) && p[2] > 1.2);
      assert.ok(rims.length > 0);
      for (const side of [1, -1] as const) {
        const ear = earTop(person, side);
        const nearest = verticesOf(mesh, Material.Frame).map((p) => length(subtract(p, ear)));
        between(Math.min(...nearest), 0, mm(12), `${person.person.id}: from the top of the ear to the temple in mm`);
      }
    }
  });

  it("earrings hang below the lobes, one on each side, with pearls of 20 mm", () => {
    for (const person of people) {
      const mesh = meshOf(person, "earrings");
      for (const side of [1, -1] as const) {
        const lobe = vertexAt(person.positions, lobeVertex(person.head, side));
        const pearl = verticesOf(mesh, Material.Pearl).filter((p) => p[0] * side > 0);
        const metal = verticesOf(mesh, Material.Metal).filter((p) => p[0] * side > 0);
        sizeOf(pearl).forEach((size) => between(size, 19, 20.01, "pearl in mm"));
        assert.ok(Math.max(...pearl.map((p) => p[1])) < lobe[1] - mm(5));
        between(Math.min(...metal.map((p) => length(subtract(p, lobe)))), 0, mm(5), "stud at the lobe");
      }
    }
  });

  it("white tape lies 0.2 to 3 mm above the skin of the right cheek and is 70 by 19 mm on everybody", () => {
    for (const person of people) {
      const mesh = meshOf(person, "white_tape");
      const { binding } = mesh;
      assert.ok(binding);
      for (let v = 0; v < mesh.vertexCount; v++) {
        const skin: Vec3 = [0, 0, 0];
        let sum = 0;
        for (let k = 0; k < 3; k++) {
          const weight = binding.weights[v * 3 + k];
          const corner = vertexAt(person.positions, binding.vertices[v * 3 + k]);
          corner.forEach((x, c) => (skin[c] += weight * x));
          sum += weight;
        }
        between(sum, 0.9999, 1.0001, "weights of a bound point");
        between(length(subtract(vertexAt(mesh.positions, v), skin)), mm(0.2), mm(3), "tape above the skin");
        assert.ok(skin[0] < 0 && skin[1] > 6.4 && skin[1] < EYE_Y, "on the right cheek");
      }
      const [columns, rows] = [41, 13];
      const gap = (a: number, b: number) => length(subtract(vertexAt(mesh.positions, a), vertexAt(mesh.positions, b)));
      const middle = ((rows - 1) / 2) * columns;
      let along = 0;
      for (let i = 1; i < columns; i++) along += gap(middle + i - 1, middle + i);
      between(along, mm(69), mm(71), "length along the skin");
    }
  });

  it("dots and tattoos lie on the skin of the face, in their frames, without touching each other", () => {
    for (const person of people) {
      for (const trigger of ["dots", "tattoo_outline", "tattoo_filled_in"] as const) {
        const decals = patches(makeTrigger(person, trigger).decals);
        assert.equal(decals.length, trigger === "dots" ? 6 : 1);
        decals.forEach((decal, i) => {
          const nearest = Math.min(
            ...Array.from({ length: person.head.parts.body.v1 }, (_, v) =>
              length(subtract(vertexAt(person.positions, v), decal.center)),
            ),
          );
          assert.ok(nearest < 1e-6, "centre on the skin");
          assert.ok(decal.normal[2] > 0.2, "faces forward");
          between(dot(cross(decal.tangent, decal.bitangent), decal.normal), 0.9999, 1.0001, "right-handed frame");
          assert.ok(decal.reach > decal.radius);
          for (const other of decals.slice(0, i)) {
            const apart = length(subtract(decal.center, other.center));
            assert.ok(apart > decal.radius + other.radius, `${person.person.id}: dots touch`);
          }
        });
      }
      const [tattoo] = patches(makeTrigger(person, "tattoo_filled_in").decals);
      between(tattoo.center[0], mm(30), mm(55), "tattoo on the left cheek");
      between(tattoo.center[1], 6.6, EYE_Y - mm(22), "tattoo below the eye");
    }
  });

  it("a bandana leaves the eyes free, covers the skull and presses the hair without touching the original", () => {
    for (const person of people) {
      const { mesh, pressHair } = makeTrigger(person, "bandana");
      assert.ok(mesh && pressHair);
      const cloth = verticesOf(mesh, Material.Cloth);
      const front = cloth.filter((p) => p[2] > 1 && Math.abs(p[0]) < mm(30));
      assert.ok(Math.min(...front.map((p) => p[1])) > EYE_Y + mm(35));
      const outside = (p: Vec3): number => {
        const d = subtract(p, person.headMap.center);
        return length(d) - person.headMap.radius(...d);
      };
      // The hem is drawn tight: it may press a millimetre into the skin.
      // Right at the crown a direction has no azimuth, and the map of the head is not defined to a millimetre.
      const aside = cloth.filter((p) => Math.abs(p[0]) + Math.abs(p[2] - person.headMap.center[2]) > mm(2));
      between(Math.min(...aside.map(outside)), -mm(1), mm(3), `${person.person.id}: cloth above the head`);
      if (!person.hair) continue;
      const before = person.hair.positions.slice();
      const pressed = pressHair(person.hair.positions);
      assert.deepEqual(person.hair.positions, before);
      for (let v = 0; v < person.hair.vertexCount; v++) {
        const from = outside(vertexAt(before, v));
        const to = outside(vertexAt(pressed, v));
        assert.ok(to <= from + 1e-5, "hair moves inwards only");
        if (pressed[v * 3 + 1] > 8) assert.ok(to < mm(15), "no hair above the cloth");
      }
    }
  });
});

describe("printed patterns", () => {
  it("draws a five-pointed star: inside at the middle, zero at points and notches, the same after 72°", () => {
    assert.ok(starDistance(0, 0) < 0 && starDistance(0, 1.2) > 0);
    assert.ok(Math.abs(starDistance(0, 1)) < 1e-9);
    assert.ok(Math.abs(starDistance(0.45 * Math.sin(Math.PI / 5), 0.45 * Math.cos(Math.PI / 5))) < 1e-9);
    const turn = (2 * Math.PI) / 5;
    for (const [u, v] of [
      [0.2, 0.5],
      [-0.7, 0.1],
    ]) {
      const turned = starDistance(u * Math.cos(turn) - v * Math.sin(turn), u * Math.sin(turn) + v * Math.cos(turn));
      assert.ok(Math.abs(starDistance(u, v) - turned) < 1e-9);
    }
  });

  it("prints a bandana with ground, white and dark, and a plain hem", () => {
    const inks = new Set<number>();
    for (let i = 0; i < 40_000; i++)
      inks.add(bandanaPrint((i % 200) / 50, Math.floor(i / 200) / 100, (i % 200) / 50, Math.floor(i / 200) / 100));
    assert.deepEqual(
      [...inks].sort((a, b) => a - b),
      [-0.6, 0, 1],
    );
    assert.equal(bandanaPrint(0.3, 0.02, 1, 1), 0);
  });
});
