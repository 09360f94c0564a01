import assert from "node:assert/strict";
import * as fs from "node:fs";
import { projectRoot } from "kernel-helpers/dist/base/paths";
import { loadHead } from "kernel-helpers/dist/world/head/head-asset";
import {
  applyDetail,
  applyMorph,
  buildIdentity,
  jointPosition,
  macroWeights,
} from "kernel-helpers/dist/world/head/morph";
import { length, vertexAt, type Vec3 } from "kernel-helpers/dist/world/math/vector";
import { computeNormals } from "kernel-helpers/dist/world/mesh/mesh-normals";
import { VOLUNTEERS } from "kernel-helpers/dist/world/people/volunteers";
import type { HeadModel, Person } from "kernel-helpers/dist/world/types";

interface Reference {
  person: Pick<Person, "race" | "male" | "age" | "muscle" | "weight">;
  detail: Record<string, number>;
  vertices: { rest: Vec3; identity: Vec3 }[];
}
const reference = JSON.parse(
  fs.readFileSync(`${projectRoot()}/test/reference/head-identity.json`, "utf8"),
) as Reference;

describe("morphs", function () {
  this.timeout(30_000);
  let head: HeadModel;
  before(async () => {
    head = await loadHead();
  });

  it("gives the identity that test/reference/head-identity.py computes from the wheel", () => {
    const person = { ...VOLUNTEERS[0], ...reference.person, detail: reference.detail };
    const positions = buildIdentity(head, person);
    assert.ok(reference.vertices.length > 20);
    for (const { rest, identity } of reference.vertices) {
      const vertex = Array.from({ length: head.parts.body.v1 }, (_, i) => i).find((i) =>
        rest.every((value, c) => Math.abs(head.positions[i * 3 + c] - value) < 1e-6),
      );
      assert.ok(vertex !== undefined, `no vertex at ${rest.join()}`);
      // Float32 sums of some twenty terms near 8: 20 ulp of 8 is 1e-5
      vertexAt(positions, vertex).forEach((value, c) => assert.ok(Math.abs(value - identity[c]) < 1e-5));
    }
  });

  it("blends macro targets with weights that sum to 1 for ancestry and for build", () => {
    for (const person of VOLUNTEERS) {
      const weights = Object.entries(macroWeights(person));
      const sum = (universal: boolean) =>
        weights.filter(([name]) => name.includes("universal") === universal).reduce((total, [, w]) => total + w, 0);
      assert.ok(Math.abs(sum(true) - 1) < 1e-3 && Math.abs(sum(false) - 1) < 1e-3, person.id);
    }
  });

  it("puts every volunteer's eyes at the same height and depth, and leaves the base head alone", () => {
    const before = head.positions.slice();
    const middle = (positions: Float32Array) => {
      const left = jointPosition(head, positions, "l-eye");
      const right = jointPosition(head, positions, "r-eye");
      return left.map((value, c) => (value + right[c]) / 2);
    };
    const base = middle(head.positions);
    for (const person of VOLUNTEERS) {
      const own = middle(buildIdentity(head, person));
      own.forEach((value, c) => assert.ok(Math.abs(value - base[c]) < 1e-5, person.id));
    }
    assert.deepEqual(head.positions, before);
  });

  it("is linear in the weight, mirrors paired details and refuses unknown names", () => {
    const once = head.positions.slice();
    const twice = head.positions.slice();
    applyMorph(head, once, "fu/jawOpen", 0.5);
    applyMorph(head, twice, "fu/jawOpen", 1);
    twice.forEach((value, i) => {
      assert.ok(Math.abs(value - head.positions[i] - 2 * (once[i] - head.positions[i])) < 1e-5);
    });
    const scaled = head.positions.slice();
    applyDetail(head, scaled, "ears/l-ear-scale", 1);
    const moved = [...scaled.keys()].filter((i) => i % 3 === 0 && scaled[i] !== head.positions[i]);
    assert.ok(moved.some((i) => head.positions[i] > 0.5) && moved.some((i) => head.positions[i] < -0.5));
    assert.throws(() => applyMorph(head, once, "fu/noSuchThing", 1), /no morph target "fu\/noSuchThing"/);
    assert.throws(() => applyDetail(head, once, "nose/no-such", 1), /no detail "nose\/no-such"/);
  });

  it("computes unit normals that point outward", () => {
    const normals = new Float32Array(head.vertexCount * 3);
    computeNormals(head.positions, head.triangles, head.parts["l-eye"], normals);
    const { v0, v1 } = head.parts["l-eye"];
    const center = jointPosition(head, head.positions, "l-eye");
    for (let vertex = v0; vertex < v1; vertex++) {
      const normal = vertexAt(normals, vertex);
      assert.ok(Math.abs(length(normal) - 1) < 1e-5);
      const outward = vertexAt(head.positions, vertex).reduce((sum, x, c) => sum + (x - center[c]) * normal[c], 0);
      assert.ok(outward > 0);
    }
    assert.ok(normals.subarray(0, v0 * 3).every((x) => x === 0));
  });
});
