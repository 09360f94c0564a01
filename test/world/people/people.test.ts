import assert from "node:assert/strict";
import fc from "fast-check";
import { randomPerson } from "kernel-helpers/dist/world/people/random-person";
import { VOLUNTEERS } from "kernel-helpers/dist/world/people/volunteers";
import { randomShot } from "kernel-helpers/dist/world/shots/random-shot";
import type { Person, Shot } from "kernel-helpers/dist/world/types";

function assertFinite(value: unknown, where: string): void {
  if (typeof value === "number") assert.ok(Number.isFinite(value), where);
  else if (typeof value === "object" && value !== null) {
    for (const [key, inner] of Object.entries(value)) assertFinite(inner, `${where}.${key}`);
  } else assert.notEqual(value, undefined, where);
}

const mainAncestry = (person: Person): string => Object.entries(person.race).sort(([, a], [, b]) => b - a)[0][0];

describe("the ten volunteers", () => {
  it("have the demography of the paper's: 3 Asian (2 men), 1 Black woman, 6 Caucasian (2 men)", () => {
    const groups: Record<string, number> = {};
    for (const person of VOLUNTEERS) {
      const group = `${mainAncestry(person)} ${person.male === 1 ? "man" : "woman"}`;
      groups[group] = (groups[group] ?? 0) + 1;
    }
    assert.deepEqual(groups, {
      "asian man": 2,
      "asian woman": 1,
      "african woman": 1,
      "caucasian man": 2,
      "caucasian woman": 4,
    });
  });

  it("are ten different adults", () => {
    assert.equal(new Set(VOLUNTEERS.map((person) => person.id)).size, 10);
    assert.equal(new Set(VOLUNTEERS.map((person) => JSON.stringify(person.detail))).size, 10);
    for (const person of VOLUNTEERS) {
      assert.ok(person.age >= 18, person.id);
      assertFinite(person, person.id);
    }
  });
});

describe("random people", () => {
  it("are the same for the same id, complete, and have shares of ancestry that sum to 1", () => {
    fc.assert(
      fc.property(fc.string(), (id) => {
        const person = randomPerson(id);
        assert.deepEqual(person, randomPerson(id));
        assertFinite(person, id);
        const shares = Object.values(person.race).reduce((sum, share) => sum + share, 0);
        assert.ok(Math.abs(shares - 1) < 1e-9);
        assert.ok(person.age >= 20 && person.age <= 68);
        assert.ok([...person.skin.base, ...person.hair.color].every((c) => c > 0 && c < 1));
      }),
    );
  });

  it("differ between ids", () => {
    const faces = Array.from({ length: 50 }, (_, i) => JSON.stringify(randomPerson(`p${i}`).detail));
    assert.equal(new Set(faces).size, 50);
  });
});

describe("random shots", () => {
  const degrees = (radians: number) => (Math.abs(radians) * 180) / Math.PI;

  it("are the same for the same name and within the limits of pose and camera", () => {
    fc.assert(
      fc.property(fc.string(), (name) => {
        const shot = randomShot(name);
        assert.deepEqual(shot, randomShot(name));
        assertFinite(shot, name);
        assert.ok(degrees(shot.yaw) <= 38 * 0.75 + 1e-9 && degrees(shot.pitch) <= 18 && degrees(shot.roll) <= 14);
        assert.ok(shot.distance >= 5.9 && shot.distance <= 10.2);
        assert.ok(Math.abs(Math.hypot(...shot.key.direction) - 1) < 1e-9);
        assert.ok(shot.jpegQuality >= 78 && shot.jpegQuality <= 95 && Number.isInteger(shot.jpegQuality));
        assert.ok(!(shot.sunny && shot.place === "indoor"));
      }),
    );
  });

  it("vary: half indoors, many environments, left and right", () => {
    const shots = Array.from({ length: 400 }, (_, i): Shot => randomShot(`shot ${i}`));
    const share = (test: (shot: Shot) => boolean) => shots.filter(test).length / shots.length;
    assert.ok(Math.abs(share((shot) => shot.place === "indoor") - 0.5) < 0.1); // 4 standard errors of sqrt(1 / 4n)
    assert.ok(Math.abs(share((shot) => shot.yaw > 0) - 0.5) < 0.1);
    assert.equal(new Set(shots.map((shot) => shot.environment)).size, 18);
  });
});
