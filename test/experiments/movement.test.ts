import assert from "node:assert/strict";
import { HalfArray } from "kernel-helpers/dist/base/half";
import { Seed } from "kernel-helpers/dist/base/seed";
import { writeHalves } from "kernel-helpers/dist/store/arrays";
import {
  distanceOf,
  measureMovement,
  storedMovement,
  summariseDistances,
} from "kernel-helpers/dist/experiments/movement";
import { teacherNamed } from "kernel-helpers/dist/teachers";
import { featureFile } from "kernel-helpers/dist/teachers/features";
import { featureSize } from "kernel-helpers/dist/teachers/teacher";
import { paperSet } from "../dataset/small-set";
import { useTemporaryLocal } from "../store/temporary-local";

const isNear = (found: number, expected: number) => assert.ok(Math.abs(found - expected) < 1e-6, `${found} is not ${expected}`); // prettier-ignore

describe("experiments/movement", () => {
  useTemporaryLocal();

  it("measures lengths and angles (by hand)", () => {
    const right = distanceOf(Float32Array.of(3, 0), Float32Array.of(0, 4));
    isNear(right.relative, 5 / 3.5);
    isNear(right.cosine, 1);
    const longer = distanceOf(Float32Array.of(1, 2), Float32Array.of(2, 4));
    isNear(longer.relative, 1 / 1.5);
    isNear(longer.cosine, 0);
    assert.deepEqual(distanceOf(Float32Array.of(5, 6), Float32Array.of(5, 6)), { relative: 0, cosine: 0 });
    assert.throws(() => distanceOf(Float32Array.of(0, 0), Float32Array.of(1, 0)), RangeError);
  });

  it("is the same both ways and for any common scale", () => {
    const random = new Seed("movement").random();
    const [a, b] = [0, 1].map(() => Float32Array.from({ length: 50 }, () => random.normal(0, 1)));
    const { relative, cosine } = distanceOf(a, b);
    for (const other of [
      distanceOf(b, a),
      distanceOf(
        a.map((v) => 8 * v),
        b.map((v) => 8 * v),
      ),
    ]) {
      // prettier-ignore
      isNear(other.relative, relative);
      isNear(other.cosine, cosine);
    }
  });

  it("has means and deviations over pairs", () => {
    const { pairs, mean, std } = summariseDistances([{ relative: 1, cosine: 0.2 }, { relative: 3, cosine: 0.2 }]); // prettier-ignore
    assert.deepEqual([pairs, mean.relative, std.relative, mean.cosine], [2, 2, 1, 0.2]);
    isNear(std.cosine, 0);
    assert.throws(() => summariseDistances([]), RangeError);
  });

  it("compares each shot with the clean one of the same person and moment, and clean ones with each other", async () => {
    const set = paperSet({ people: 2, images: { clean: 2, dots: 2 } });
    const teacher = teacherNamed("resnet-dlib");
    for (const image of set.images) {
      // Person p looks along axis p; shot i is longer by i; dots add 1 along axis 2.
      const features = new Float32Array(featureSize(teacher));
      features[Number(image.person.slice(1))] = 10 + Number(image.id.split("/")[2]);
      if (image.condition === "dots") features[2] = 1;
      writeHalves(featureFile(teacher, { image, views: { kind: "original" } }), HalfArray.from(features));
    }
    assert.equal(storedMovement(set, teacher.name), undefined);
    const { triggers, samePerson, otherPeople } = await measureMovement(set, teacher.name);
    const moved = (length: number) => 2 / (length + Math.sqrt(length ** 2 + 1));
    isNear(triggers.dots.mean.relative, (moved(10) + moved(11)) / 2);
    assert.equal(triggers.dots.pairs, 4);
    assert.equal(samePerson.pairs, 2);
    isNear(samePerson.mean.relative, 1 / 10.5);
    isNear(samePerson.mean.cosine, 0);
    assert.equal(otherPeople.pairs, 4);
    isNear(otherPeople.mean.cosine, 1);
    assert.deepEqual(storedMovement(set, teacher.name)!.triggers.dots, triggers.dots);
  });
});
