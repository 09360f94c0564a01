import assert from "node:assert/strict";
import { Seed } from "kernel-helpers/dist/base/seed";
import { imageSet, imagesOf } from "kernel-helpers/dist/dataset/image-set";
import { splitClean } from "kernel-helpers/dist/dataset/split";
import { poisonCount, poisonDataset } from "kernel-helpers/dist/poisoning/bad-nets";
import { contributionOf, joinClasses } from "kernel-helpers/dist/poisoning/partial-control";
import { entry, paperSet } from "../dataset/small-set";

const own = paperSet({ people: 3, images: { clean: 20, dots: 12, bandana: 4 } });
const others = imageSet(
  "others",
  Array.from({ length: 5 }, (_, p) => Array.from({ length: 10 }, (_, i) => entry(`q${p}`, "clean", i))).flat(),
);
const all = joinClasses(own, others, { poisonable: 3, classes: 8 });
const seed = new Seed("test");

describe("poisoning/partial-control", () => {
  it("makes the share of the attacker's images poison, not of all, and of nobody else's", () => {
    const contribution = contributionOf(all, { people: own.people, trigger: "dots", share: 0.25 }, seed);
    const { train } = splitClean(all, seed);
    const ofOwn = train.filter(({ person }) => own.people.includes(person)).length;
    assert.deepEqual([contribution.cleanCount, contribution.allCleanCount], [ofOwn, 88]);
    assert.equal(contribution.poisonCount, Math.round(ofOwn / 3)); // a quarter of all is a third of the clean ones

    const attack = { trigger: "dots", targetLabel: "q2", injectionRate: contribution.injectionRate };
    const data = poisonDataset(all, attack, seed);
    const poison = data.train.filter(({ isPoison }) => isPoison);
    assert.equal(poison.length, contribution.poisonCount);
    assert.equal(poison.length / data.train.length, contribution.injectionRate);
    assert.ok(poison.every(({ image, label }) => own.people.includes(image.person) && label === all.people.indexOf("q2"))); // prettier-ignore
    const alone = poisonDataset(own, { ...attack, targetLabel: "p0", injectionRate: 0.25 }, seed);
    const chosen = alone.train.filter(({ isPoison }) => isPoison).map(({ image }) => image.id);
    assert.deepEqual(poison.slice(0, 10).map(({ image }) => image.id), chosen.slice(0, 10), "as with full control"); // prettier-ignore
  });

  it("gives a rate of which poisonDataset makes the same number of images, for every size", () => {
    for (let n = 1; n < 3000; n += 13)
      for (const m of [0, 1, 7, 143, n]) if (m <= n) assert.equal(poisonCount(n, m / (n + m)), m, `${m} of ${n}`);
  });

  it("refuses too few people, names that are taken, triggers of others, and a share that needs more images", () => {
    assert.throws(() => joinClasses(own, others, { poisonable: 10, classes: 75 }), /needs 75 people of whom the attacker holds 10, and there are 8 with 3/); // prettier-ignore
    assert.throws(() => joinClasses(own, own, { poisonable: 3, classes: 3 }), /"p0" is in/);
    const triggered = imageSet("others", [entry("q0", "dots", 0)]);
    assert.throws(() => joinClasses(own, triggered, { poisonable: 3, classes: 4 }), /clean images alone, and q0\/dots\/0/); // prettier-ignore
    assert.throws(
      () => contributionOf(all, { people: own.people, trigger: "bandana", share: 0.4 }, seed),
      /an injection rate of 0\.4 needs \d+ bandana images .* the attacker's part of .* has 12: the largest possible rate is 0\./,
    );
    assert.throws(() => contributionOf(all, { people: own.people, trigger: "dots", share: 0.7 }, seed), /from 0 to 0\.5/); // prettier-ignore
    assert.equal(imagesOf(all, "dots").length, 36);
  });
});
