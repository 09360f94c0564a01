import assert from "node:assert/strict";
import { ACCESSORIES, accessoriesFor, lookName, makeAccessory } from "kernel-helpers/dist/world/accessories";
import { makeTrigger } from "kernel-helpers/dist/world/objects/trigger-object";
import type { PersonBase } from "kernel-helpers/dist/world/people/person-geometry";
import { randomPerson } from "kernel-helpers/dist/world/people/random-person";
import { STRANGER_IDS } from "kernel-helpers/dist/world/people/registry";
import { renderShot } from "kernel-helpers/dist/world/render/render";
import { randomShot } from "kernel-helpers/dist/world/shots/random-shot";
import { dressPerson } from "kernel-helpers/dist/world/subject/subject";
import { combineWorn } from "kernel-helpers/dist/world/subject/worn";
import { WornAs, type Person } from "kernel-helpers/dist/world/types";
import { baseOf, modelOf } from "../rendering";

const names = (person: Person, image: number): string[] => accessoriesFor(person, image).map(({ name }) => name);

describe("accessories of strangers", () => {
  const strangers = STRANGER_IDS.map(randomPerson);

  it("are worn in at least 60 % of images, two or more in some, none in some", () => {
    const counts = strangers.flatMap((person) => [0, 1, 2, 3].map((image) => names(person, image).length));
    const share = (accept: (count: number) => boolean) => counts.filter(accept).length / counts.length;
    assert.ok(share((n) => n > 0) >= 0.6, `${share((n) => n > 0)} wear something`);
    assert.ok(share((n) => n > 1) > 0.1);
    assert.ok(share((n) => n === 0) > 0.05);
    const worn = new Set(strangers.flatMap((person) => [0, 1, 2, 3, 4, 5].flatMap((image) => names(person, image))));
    assert.deepEqual([...worn].sort(), [...ACCESSORIES].sort());
  });

  it("stay over images where they are permanent, and come in few looks", () => {
    for (const person of strangers.slice(0, 60)) {
      const images = Array.from({ length: 12 }, (_, image) => accessoriesFor(person, image));
      const permanent = images.map((list) => list.filter((each) => each.permanent));
      for (const list of permanent) assert.deepEqual(list, permanent[0]);
      assert.ok(new Set(images.map(lookName)).size <= 3);
    }
  });

  it("put one thing in each place, and no make-up on men", () => {
    for (const person of strangers) {
      for (let image = 0; image < 6; image++) {
        const worn = names(person, image);
        assert.equal(new Set(worn).size, worn.length, worn.join(" "));
        assert.ok(
          worn.filter((name) => ["baseball-cap", "beanie", "headband", "hair-clip"].includes(name)).length <= 1,
        );
        if (person.male > 0.5) assert.ok(!worn.includes("lipstick"));
      }
    }
  });
});

describe("wearing accessories", function () {
  this.timeout(60_000);
  let base: PersonBase;
  before(async () => {
    base = await baseOf("v03");
  });

  it("every accessory is finite, whole and always the same", () => {
    for (const name of ACCESSORIES) {
      const { mesh, decals } = makeAccessory(base, { name, seed: "test" });
      assert.deepEqual(makeAccessory(base, { name, seed: "test" }).mesh, mesh);
      assert.ok(mesh !== null || decals.length > 0, name);
      assert.ok(decals.every((decal) => decal.kind !== "contact" && decal.isAccessory));
      if (!mesh) continue;
      assert.ok(mesh.positions.every(Number.isFinite) && mesh.normals.every(Number.isFinite), name);
      assert.ok(
        mesh.triangles.every((vertex) => vertex < mesh.vertexCount),
        name,
      );
      for (let v = 0; v < mesh.vertexCount; v++) assert.ok(mesh.attributes[v * 4 + 2] < mesh.surfaces!.length, name);
    }
  });

  it("never counts as trigger, alone or beside one", async () => {
    const model = await modelOf("v03");
    const shot = randomShot("accessories");
    const all = ACCESSORIES.filter((name) => name !== "mask" && name !== "beanie").map((name) =>
      makeAccessory(base, { name, seed: "test" }),
    );
    const alone = await renderShot(dressPerson(model, null, all), shot);
    assert.equal(alone.triggerPixels, 0);
    const tape = makeTrigger(base, "white_tape");
    const plain = await renderShot(dressPerson(model, tape), shot);
    const both = await renderShot(
      dressPerson(model, tape, [makeAccessory(base, { name: "necklace", seed: "test" })]),
      shot,
    );
    assert.equal(both.triggerPixels, plain.triggerPixels);
  });

  it("joins a trigger and accessories without touching them", () => {
    const glasses = makeAccessory(base, { name: "glasses", seed: "test" });
    const cap = makeAccessory(base, { name: "baseball-cap", seed: "test" });
    const tape = makeTrigger(base, "white_tape");
    assert.equal(combineWorn(tape, []).mesh, tape.mesh);
    const { mesh, wornAs, pressHair } = combineWorn(tape, [glasses, cap]);
    assert.equal(mesh!.vertexCount, glasses.mesh!.vertexCount + cap.mesh!.vertexCount + tape.mesh!.vertexCount);
    assert.equal(mesh!.surfaces!.length, 3);
    assert.equal(wornAs.filter((as) => as === (WornAs.Trigger as number)).length, tape.mesh!.materials.length);
    const firstOfTape = mesh!.vertexCount - tape.mesh!.vertexCount;
    assert.ok(mesh!.binding!.weights.subarray(0, firstOfTape * 3).every((weight) => weight === 0));
    assert.deepEqual(mesh!.binding!.weights.slice(firstOfTape * 3), tape.mesh!.binding!.weights);
    assert.ok(pressHair);
    assert.equal(combineWorn(tape, [glasses]).pressHair, undefined);
  });
});
