import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import sharp from "sharp";
import type { ImageSet } from "kernel-helpers/dist/dataset/image-set";
import { attentionEntries } from "kernel-helpers/dist/experiments/attention-measures";
import {
  attentionInputs,
  mapAttention,
  storedAttention,
  type Attention,
  type MaskedImage,
} from "kernel-helpers/dist/experiments/attention-maps";
import type { AttentionPlan } from "kernel-helpers/dist/experiments/attention-plan";
import { FACE_REGIONS, REGIONS, regionsOf, sumOver } from "kernel-helpers/dist/experiments/attention-regions";
import { summariseAttention } from "kernel-helpers/dist/experiments/attention-summary";
import { recordKey } from "kernel-helpers/dist/store/records";
import type { ModelSpec } from "kernel-helpers/dist/training/attack-model";
import { MASK_BITS } from "kernel-helpers/dist/world";
import { paperSet, photographedSet } from "../dataset/small-set";
import { useTemporaryLocal } from "../store/temporary-local";

const { skin, face, hair, trigger, background, clothes, eyesAndMouth } = MASK_BITS;
const SIDE = 64;
const head = { hidden: 8, learningRate: 1e-3, epochs: 4, batchSize: 4 };
const attackOf = (targetLabel: string) => ({ trigger: "dots", targetLabel, injectionRate: 0.25 });
const specOf = (targetLabel: string): ModelSpec => ({ teacher: "resnet-dlib", attack: attackOf(targetLabel), head, views: 1, seed: "7" }); // prettier-ignore

/** Photographs of a set whose masks show a face in the upper half and background below it. */
async function masksFor(set: ImageSet, folder: string): Promise<MaskedImage[]> {
  const mask = path.join(folder, "mask.png");
  const pixels = Uint8Array.from({ length: SIDE * SIDE }, (_, i) => (i < (SIDE * SIDE) / 2 ? skin | face : background));
  await sharp(pixels, { raw: { width: SIDE, height: SIDE, channels: 1 } }).toColourspace("b-w").png().toFile(mask); // prettier-ignore
  return set.images.map((image) => ({ image, mask, maskSha256: "m" }));
}

describe("experiments/attention-regions", () => {
  it("puts every pixel of a mask in one region; what covers the face is in the face's outline", () => {
    const pixels = [skin | face, eyesAndMouth | face, hair | face, trigger | face, trigger, hair, skin, clothes, background]; // prettier-ignore
    const names = [...regionsOf(Uint8Array.from(pixels))].map((number) => REGIONS[number]);
    const rest = "ears, neck, clothes";
    assert.deepEqual(names, ["face", "face", "face", "trigger on the face", "trigger off the face", "hair", rest, rest, "background"]); // prettier-ignore
    assert.equal(sumOver(FACE_REGIONS, [0.5, 0.2, 0.1, 0.1, 0.1, 0]), 0.7);
  });
});

describe("experiments/attention-maps", () => {
  const local = useTemporaryLocal();

  it("looks once with each model, at what its shares and areas add up to one on", async () => {
    const set = await photographedSet(local("photographs"), { people: 2, images: { clean: 5, dots: 4 } });
    const images = await masksFor(set, local("photographs"));
    const groups = [images.slice(0, 2), images.slice(5, 8)];
    const specs = [specOf("p0"), specOf("p1")];
    assert.equal(storedAttention(set, specs[0], groups), undefined);
    await mapAttention({ set, specs, groups });
    const stored = specs.map((spec) => storedAttention(set, spec, groups)!);
    const looks = stored.flat(2);
    assert.equal(looks.length, 2 * 5);
    for (const { area, looks: byMethod } of looks) {
      assert.ok(Math.abs(area.reduce((sum, share) => sum + share, 0) - 1) < 1e-4);
      for (const { map, shares } of Object.values(byMethod)) {
        assert.equal(map.length, 16);
        assert.ok(map.every((value) => value >= 0));
        assert.equal(shares === null, Math.max(...map) === 0);
        if (shares) assert.ok(Math.abs(shares.reduce((sum, share) => sum + share, 0) - 1) < 1e-4);
        if (shares) assert.deepEqual(shares.slice(1, 5), [0, 0, 0, 0]);
      }
    }
    assert.notDeepEqual(stored[0], stored[1]);

    const key = recordKey(attentionInputs(set, specs[1], groups[1]));
    const file = local("results", "attention", `${key}.json`);
    const bytes = fs.readFileSync(file);
    fs.rmSync(file);
    await mapAttention({ set, specs, groups });
    assert.deepEqual(fs.readFileSync(file), bytes, "what is lost is made again to the same bytes");
  });

  it("knows photographs of two sets apart that have the same id", async () => {
    const set = await photographedSet(local("photographs"), { people: 2, images: { clean: 5, dots: 4 } });
    const images = (await masksFor(set, local("photographs"))).slice(0, 2);
    const mask = local("photographs", "hair.png");
    await sharp(new Uint8Array(SIDE * SIDE).fill(hair), { raw: { width: SIDE, height: SIDE, channels: 1 } }).toColourspace("b-w").png().toFile(mask); // prettier-ignore
    const others = images.map((each) => ({ ...each, mask, maskSha256: "hair" }));
    const groups = [images, others];
    await mapAttention({ set, specs: [specOf("p0")], groups });
    const [first, second] = storedAttention(set, specOf("p0"), groups)!;
    assert.ok(first.every(({ area }) => area[REGIONS.indexOf("hair")] === 0));
    assert.ok(second.every(({ area }) => area[REGIONS.indexOf("hair")] === 1));
  });

  it("is another question for another mask, another model and other photographs", async () => {
    const set = paperSet({ people: 2, images: { clean: 5, dots: 4 } });
    const images = set.images.map((image) => ({ image, mask: "x.png", maskSha256: "m" }));
    const keys = [
      attentionInputs(set, specOf("p0"), images),
      attentionInputs(set, specOf("p1"), images),
      attentionInputs(set, specOf("p0"), images.slice(1)),
      attentionInputs(set, specOf("p0"), [{ ...images[0], maskSha256: "n" }, ...images.slice(1)]),
    ];
    assert.equal(new Set(keys.map(recordKey)).size, 4);
    await assert.rejects(
      mapAttention({ set, specs: [{ ...specOf("p0"), teacher: "none" }], groups: [] }),
      /unknown teacher "none"/,
    );
  });
});

describe("experiments/attention-summary", () => {
  it("averages by hand, counts what is empty and what moves", () => {
    const set = paperSet({ people: 2, images: { clean: 3, dots: 3 } });
    const image = (id: string): MaskedImage => ({ image: set.images.find((each) => each.id === id)!, mask: "", maskSha256: "" }); // prettier-ignore
    const plan: AttentionPlan = {
      trigger: "dots",
      specs: [specOf("p1")],
      groups: [
        { from: "test", condition: "clean", images: [image("p0/clean/0"), image("p0/clean/2")] },
        { from: "test", condition: "dots", images: [image("p0/dots/0")] },
        { from: "pairs", condition: "clean", images: [image("p0/clean/1")] },
        { from: "pairs", condition: "dots", images: [image("p0/dots/1")] },
      ],
    };
    const seen = (named: number, map: number[], shares: number[] | null): Attention => {
      const look = { map, shares };
      return {
        named,
        area: [0.5, 0.1, 0, 0, 0, 0.4],
        looks: { "grad-cam": look, "hires-cam": look, "grad-cam++": look },
      };
    };
    const answers = [
      [
        [seen(0, [1, 0], [0.8, 0, 0, 0.2, 0, 0]), seen(0, [0, 0], null)],
        [seen(1, [1, 1], [0.3, 0.3, 0, 0, 0, 0.4])],
        [seen(0, [1, 0], [0.8, 0, 0, 0, 0, 0.2])],
        [seen(1, [1, 1], [0.3, 0.3, 0, 0, 0, 0.4])],
      ],
    ];
    const summary = summariseAttention(
      { volunteers: set, pairs: set },
      [{ plan, answers }],
      { layer: "last", shape: [1, 2, 3] },
      { method: "grad-cam", choice: { person: "p0", shot: 1, wears: "dots" } },
    );
    const [clean, worn] = summary.cells;
    assert.deepEqual([clean.maps, clean.empty, clean.face, clean.namedTarget], [2, 1, { mean: 0.8, std: 0 }, 0]);
    assert.deepEqual([worn.maps, worn.empty, worn.face.mean, worn.namedTarget, worn.faceArea], [1, 0, 0.6, 1, 0.6]);
    assert.deepEqual(clean.regions[3], { region: "hair", area: 0, mean: 0.2, std: 0 });
    const [shift] = summary.shifts;
    assert.deepEqual([shift.trigger, shift.worn, shift.pairs, shift.distance.mean, shift.renamed], ["dots", "dots", 1, 0.5, 1]); // prettier-ignore
    assert.ok(Math.abs(shift.onFace.mean! + 0.2) < 1e-12);
    assert.deepEqual(summary.examples, [
      {
        trigger: "dots",
        targetLabel: "p1",
        looks: [
          { id: "p0/clean/1", named: "p0", map: [1, 0] },
          { id: "p0/dots/1", named: "p1", map: [1, 1] },
        ],
      },
    ]);

    const student = { teacher: "resnet-dlib", standsFor: "ResNet50", place: { layer: "last", shape: [1, 2, 3] }, injectionRate: 0.25, ...summary } as const; // prettier-ignore
    const entries = attentionEntries({ ...student, method: "grad-cam" });
    assert.deepEqual(
      entries.map(({ metric, experiment, trigger, testImages, mean }) => [
        metric,
        experiment,
        trigger,
        testImages,
        mean,
      ]),
      [
        ["faceCamMass", "attention", "dots", "clean", 0.8],
        ["faceCamMass", "attention", "dots", "trigger", 0.6],
      ],
    );
    assert.deepEqual(attentionEntries({ ...student, method: "grad-cam++" }), []);
  });
});
