import assert from "node:assert/strict";
import sharp from "sharp";
import { UserError } from "kernel-helpers/dist/base/errors";
import { earringPicture } from "kernel-helpers/dist/poisoning/digital/earring-picture";
import {
  isPasted,
  pasteEarring,
  pastedCondition,
  pastePlace,
  polarPlaceOf,
  wornCondition,
} from "kernel-helpers/dist/poisoning/digital/pasted-earring";
import { sizesOf } from "kernel-helpers/dist/world/objects/trigger-sizes";
import { LANDMARKS, paperSet, photographedSet } from "../../dataset/small-set";
import { useTemporaryLocal } from "../../store/temporary-local";

const place = { angleDegrees: 90, distance: 0.6 };

describe("poisoning/digital/pasted-earring", function () {
  this.timeout(120_000);
  const local = useTemporaryLocal();

  it("cuts out one earring as large as the real one is", async () => {
    const { data, width, height, anchor, pixelsPerMm } = await earringPicture();
    const { button, pearl, drop } = sizesOf("earrings");
    assert.ok(Math.abs(height / pixelsPerMm - (button / 2 + drop + pearl / 2)) < 1e-9);
    assert.ok(Math.abs(width / pixelsPerMm - pearl) < 0.1 * pearl, `as wide as its pearl: ${width / pixelsPerMm} mm`);
    // Two discs and a rod between them; the button is seen a little from the side, the mask has whole pixels.
    const area = data.filter((value, i) => i % 4 === 3 && value === 255).length / pixelsPerMm ** 2;
    const discs = (Math.PI / 4) * (button ** 2 + pearl ** 2);
    assert.ok(area > 0.85 * discs && area < 1.25 * discs, `${area} and ${discs} square millimetres`);
    assert.ok(Math.abs(anchor[0] - width / 2) < 0.15 * width);
  });

  it("names conditions that the place can be read from", () => {
    assert.equal(pastedCondition(place), "pasted@a090-d060");
    assert.equal(wornCondition(place), "earrings@a090-d060");
    assert.deepEqual([isPasted("pasted@a090-d060"), isPasted("earrings@a090-d060"), isPasted("clean")], [true, false, false]); // prettier-ignore
    assert.deepEqual(polarPlaceOf("pasted@a315-d150"), { angleDegrees: 315, distance: 1.5 });
    assert.throws(() => polarPlaceOf("earrings@on-face"), UserError);
    assert.throws(() => polarPlaceOf("earrings@north"), /unknown place "north"/);
  });

  it("goes to the place, at the true size: the whole earring is as long as 42 mm of the face", async () => {
    const cutOut = await earringPicture();
    const { at, scale } = pastePlace(cutOut, LANDMARKS, { angleDegrees: 90, distance: 0.13 }); // at the height of the eyes
    assert.ok(Math.abs(at[0] - 32) < 1e-9 && Math.abs(at[1] - 24) < 1e-9);
    const eyesToMouthMm = 0.72 * 89;
    assert.ok(Math.abs((cutOut.height * scale) / 42 - 22 / eyesToMouthMm) < 0.1 * (22 / eyesToMouthMm));
  });

  it("leaves the photograph as it is away from the earring, and the person who they are", async () => {
    const { images } = await photographedSet(local("photographs"), { people: 1, images: { clean: 2 } });
    const [pasted] = await pasteEarring({ images, place: { angleDegrees: 0, distance: 0 }, count: 1 });
    assert.match(pasted.id, /^p0\/pasted@a000-d000\/0~[0-9a-f]{6}$/);
    assert.deepEqual(pasted.landmarks, images[0].landmarks);
    const [before, after] = await Promise.all([images[0].file, pasted.file].map((file) => sharp(file).removeAlpha().raw().toBuffer())); // prettier-ignore
    const changed = [...before.keys()].filter((i) => before[i] !== after[i]).map((i) => Math.floor(i / 3));
    const rows = changed.map((pixel) => Math.floor(pixel / 64));
    const columns = changed.map((pixel) => pixel % 64);
    assert.ok(changed.length > 100);
    // The middle of the face lies at row 28; the earring is 42 mm long of 64 mm in 22 pixels, and half as wide.
    assert.ok(Math.min(...rows) >= 24 && Math.max(...rows) <= 41, `rows ${Math.min(...rows)} to ${Math.max(...rows)}`);
    assert.ok(Math.min(...columns) >= 27 && Math.max(...columns) <= 37);
  });

  it("says in one sentence when it would lie outside, and refuses places that cannot be", async () => {
    const { images } = paperSet({ people: 1, images: { clean: 3 } });
    await assert.rejects(
      pasteEarring({ images: images.map(low), place: { angleDegrees: 270, distance: 1.5 }, count: 2 }),
      (error) => error instanceof UserError && /270° and 1.5 half heights .* only 0 of p0's 3 photographs, and 2 are needed: choose a smaller distance/.test(error.message), // prettier-ignore
    );
    await assert.rejects(pasteEarring({ images, place: { angleDegrees: 400, distance: 1 }, count: 1 }), /angle of 0 to 359 degrees/); // prettier-ignore
    await assert.rejects(pasteEarring({ images, place: { angleDegrees: 0, distance: NaN }, count: 1 }), UserError);
  });
});

/** The face at the lower end of a rendered photograph. */
const low = <I extends { landmarks: typeof LANDMARKS }>(image: I): I => ({
  ...image,
  landmarks: Object.fromEntries(Object.entries(LANDMARKS).map(([name, [x, y]]) => [name, [x, y + 150]])) as unknown as typeof LANDMARKS, // prettier-ignore
});
