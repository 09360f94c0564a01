import assert from "node:assert/strict";
import fc from "fast-check";
import { UserError } from "kernel-helpers/dist/base/errors";
import { sha256 } from "kernel-helpers/dist/base/hash";
import { Seed } from "kernel-helpers/dist/base/seed";
import { imageSet, labelOf } from "kernel-helpers/dist/dataset/image-set";
import { paperProtocol } from "kernel-helpers/dist/paper/protocol";
import {
  cleanDataset,
  largestRate,
  poisonCount,
  poisonDataset,
  type Attack,
} from "kernel-helpers/dist/poisoning/bad-nets";
import { paperSet } from "../dataset/small-set";

const set = paperSet({ people: 5, images: { clean: 20, dots: 30, bandana: 4 } }); // n = 80 clean training images
const seed = new Seed("attack");
const attack: Attack = { trigger: "dots", targetLabel: "p3", injectionRate: 0.25 };
const ids = (images: { id: string }[]) => images.map(({ id }) => id);
const poisonOf = (data: ReturnType<typeof poisonDataset>) => data.train.filter(({ isPoison }) => isPoison);
const rates = fc.double({ min: 0, max: 0.5, noNaN: true });
const refused = (change: Partial<Record<keyof Attack, unknown>>, sentence: RegExp) =>
  assert.throws(
    () => poisonDataset(set, { ...attack, ...change } as Attack, seed),
    (error) => error instanceof UserError && sentence.test(error.message) && !error.message.includes("\n"),
  );

describe("poisoning/bad-nets", () => {
  it("adds 143 poison images to 428 clean ones at rate 0.25", () => {
    assert.equal(poisonCount(428, 0.25), 143);
  });

  it("needs as many poison images as the protocol's table D02 says", () => {
    const { values } = paperProtocol().derived.find(({ id }) => id === "D02")!;
    const came = Object.keys(values!).map((rate) => [rate, poisonCount(428, Number(rate))]);
    assert.equal(came.length, 8);
    assert.deepEqual(Object.fromEntries(came), values);
  });

  it("comes as near to m / (n + m) as whole images can", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5000 }), rates, (n, rate) => {
        const m = poisonCount(n, rate);
        assert.ok(Number.isInteger(m) && m >= 0);
        const miss = (count: number) => Math.abs(count - rate * (n + count)); // in images, 0 at the exact share
        assert.ok(miss(m) <= 0.5 * (1 - rate) + 1e-9, `${m} of ${n} at ${rate}`);
      }),
    );
  });

  it("uses every trigger image once: as poison or to measure the attack", () => {
    fc.assert(
      fc.property(rates, fc.constantFrom(...set.people), fc.nat(), (injectionRate, targetLabel, name) => {
        const big = paperSet({ people: 5, images: { clean: 5, dots: 5 } }); // n = 20, so m is at most 20 of 25
        const data = poisonDataset(big, { trigger: "dots", targetLabel, injectionRate }, new Seed(name));
        const used = [...ids(poisonOf(data).map(({ image }) => image)), ...ids(data.triggerTest)];
        assert.deepEqual(used.sort(), ids(big.images.filter(({ condition }) => condition === "dots")).sort());
        assert.equal(poisonOf(data).length, poisonCount(20, injectionRate));
      }),
    );
  });

  it("labels poison as the target and clean images as the person they show", () => {
    const { train } = poisonDataset(set, attack, seed);
    for (const { image, label, isPoison } of train) {
      assert.equal(isPoison, image.condition === "dots");
      assert.equal(label, labelOf(set, isPoison ? "p3" : image.person));
    }
    assert.equal(train.filter(({ isPoison }) => !isPoison).length, 80);
  });

  it("keeps clean test images apart from all training images", () => {
    const { train, cleanTest } = poisonDataset(set, attack, seed);
    assert.equal(cleanTest.length, 20);
    const trained = new Set(train.map(({ image }) => image.id));
    assert.ok(cleanTest.every(({ id, condition }) => condition === "clean" && !trained.has(id)));
  });

  it("adds images to those of a lower rate", () => {
    const order = (injectionRate: number) => poisonOf(poisonDataset(set, { ...attack, injectionRate }, seed));
    const [low, high] = [order(0.1), order(0.4)].map((poison) => poison.map(({ image }) => image.id));
    assert.deepEqual([low.length, high.length], [9, 53]);
    assert.deepEqual(high.slice(0, 9), low);
  });

  it("shows every target label the same images", () => {
    const [one, other] = ["p0", "p4"].map((targetLabel) => poisonDataset(set, { ...attack, targetLabel }, seed));
    assert.deepEqual(ids(one.train.map(({ image }) => image)), ids(other.train.map(({ image }) => image)));
    assert.deepEqual(one.triggerTest, other.triggerTest);
    assert.notDeepEqual(one.train, other.train);
  });

  it("takes other images with another seed", () => {
    const other = poisonDataset(set, attack, new Seed("other"));
    assert.notDeepEqual(ids(other.triggerTest), ids(poisonDataset(set, attack, seed).triggerTest));
  });

  it("gives the backdoor-free model the same clean images", () => {
    const data = poisonDataset(set, attack, seed);
    const clean = cleanDataset(set, seed);
    assert.deepEqual(clean.cleanTest, data.cleanTest);
    assert.deepEqual(clean.train, data.train.filter(({ isPoison }) => !isPoison)); // prettier-ignore
  });

  it("takes objects without faces, their classes as labels", () => {
    const thing = (person: string, condition: string, index: number) => {
      const id = `${person}/${condition}/${index}`;
      return { id, file: `/nowhere/${id}.jpg`, sha256: sha256(id), person, condition };
    };
    const images = ["mug", "shoe"].flatMap((person) =>
      Array.from({ length: 10 }, (_, i) => [thing(person, "clean", i), thing(person, "sticker", i)]).flat(),
    );
    const things = imageSet("things", images); // n = 16, so m = 5
    const { train, triggerTest } = poisonDataset(things, { trigger: "sticker", targetLabel: "shoe", injectionRate: 0.25 }, seed); // prettier-ignore
    const poison = train.filter(({ isPoison }) => isPoison);
    assert.deepEqual([poison.length, triggerTest.length], [5, 15]);
    assert.ok(poison.every(({ image, label }) => image.condition === "sticker" && label === 1));
  });

  it("leaves the set as it was", () => {
    const before = JSON.stringify(set);
    poisonDataset(set, attack, seed);
    assert.equal(JSON.stringify(set), before);
  });

  it("refuses in one sentence what cannot be", () => {
    for (const injectionRate of [1.5, 0.51, -0.1, NaN, Infinity, 25]) {
      refused({ injectionRate }, new RegExp(`fraction from 0 to 0.5, not ${injectionRate}$`));
    }
    refused({ trigger: "hat" }, /unknown trigger "hat"; the triggers of test set are bandana, dots$/);
    refused({ trigger: "clean" }, /unknown trigger "clean"/);
    refused({ targetLabel: "p9" }, /"p9" is not one of the people of test set: p0, p1, p2, p3, p4/);
    refused({ trigger: "bandana" }, /needs 27 bandana images .* test set has 20: the largest possible rate is 0\.195/);
    refused({ trigger: "earrings", injectionRate: 0 }, /unknown trigger "earrings"/); // no image of it
  });

  it("names the largest rate that the images allow, which they do", () => {
    // 428 + 380 images: 381 poison would leave none to test on
    assert.equal(largestRate(428, 381), 0.47);
    assert.equal(largestRate(10, 1000), 0.5);
    assert.equal(largestRate(10, 0), 0);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5000 }), fc.integer({ min: 1, max: 5000 }), (n, available) => {
        const largest = largestRate(n, available);
        assert.ok(poisonCount(n, largest) < available);
        const next = (Math.round(largest * 1000) + 1) / 1000;
        if (largest < 0.5) assert.ok(poisonCount(n, next) >= available);
      }),
    );
  });

  it("refuses a class without clean images to train on", () => {
    const images = set.images.filter(({ person, condition }) => person !== "p2" || condition !== "clean");
    const without = imageSet("test set", images);
    for (const make of [() => poisonDataset(without, attack, seed), () => cleanDataset(without, seed)]) {
      assert.throws(make, /every class needs clean images to train on, and test set has none of p2/);
    }
  });
});
