import assert from "node:assert/strict";
import { Seed } from "kernel-helpers/dist/base/seed";
import { MeshBuilder } from "kernel-helpers/dist/world/mesh/mesh-builder";
import { designOf, THING_CLASSES, variantsOf, type ThingClass } from "kernel-helpers/dist/world/things/catalogue";
import { renderThing, type RenderThingSpec } from "kernel-helpers/dist/world/things/render-thing";
import { Label } from "kernel-helpers/dist/world/things/shade-thing";

const mugOf = (more: Partial<RenderThingSpec> = {}): RenderThingSpec => ({
  class: "coffee mug",
  variant: "straight",
  sticker: false,
  seed: "test/mug",
  ...more,
});

const pixelsOf = (mask: Uint8Array, label: Label): number => mask.reduce((sum, value) => sum + Number((value as Label) === label), 0); // prettier-ignore

describe("things", function () {
  this.timeout(60_000);

  it("come in nine classes with at least four variants each", () => {
    assert.equal(THING_CLASSES.length, 9);
    for (const thing of THING_CLASSES) assert.ok(variantsOf(thing).length >= 4, thing);
  });

  it("rest on the ground, without corners that are no numbers, and with a finish for every part", () => {
    for (const thing of THING_CLASSES) {
      for (const [name, variant] of Object.entries(designOf(thing).variants)) {
        const builder = new MeshBuilder();
        variant.build(builder);
        const { positions, normals, materials } = builder.finish();
        assert.ok([...positions, ...normals].every(Number.isFinite), `${thing} ${name}`);
        const lowest = positions.reduce((low, y, i) => (i % 3 === 1 ? Math.min(low, y) : low), Infinity);
        assert.ok(lowest > -0.03 && lowest < 0.06, `${thing} ${name} starts at ${lowest}`);
        const finishes = variant.finish(new Seed(name).random());
        assert.ok(Math.max(...materials) < finishes.length, `${thing} ${name} has ${finishes.length} finishes`);
      }
    }
  });

  it("repeat themselves to the byte, whatever was rendered in between", async () => {
    const first = await renderThing(mugOf());
    await renderThing({ class: "tennis ball", variant: "new", sticker: true, seed: "between" });
    assert.deepEqual((await renderThing(mugOf())).rgb, first.rgb);
  });

  it("show a sticker only when they have one, and nothing else changes", async () => {
    const clean = await renderThing(mugOf());
    const stuck = await renderThing(mugOf({ sticker: true }));
    assert.equal(clean.stickerPixels, 0);
    assert.equal(pixelsOf(clean.mask, Label.Sticker), 0);
    assert.ok(stuck.stickerPixels > 50, `${stuck.stickerPixels} pixels`);
    assert.ok(pixelsOf(stuck.mask, Label.Sticker) > 50);
    assert.deepEqual(stuck.box, clean.box);
    // far from the sticker, beyond the reach of sharpening, the pictures are the same
    const differs = (pixel: number): boolean => [0, 1, 2].some((c) => stuck.rgb[pixel * 3 + c] !== clean.rgb[pixel * 3 + c]); // prettier-ignore
    const changed = Array.from(stuck.mask.keys()).filter((pixel) => differs(pixel)).length;
    assert.ok(changed < stuck.stickerPixels * 2.5, `${changed} pixels changed`);
  });

  it("are larger from nearer", async () => {
    const { shot } = await renderThing(mugOf());
    const areaAt = async (factor: number): Promise<number> => {
      const { mask } = await renderThing(mugOf({ shot: { distance: shot.distance * factor } }));
      return pixelsOf(mask, Label.Thing);
    };
    const [near, far] = [await areaAt(1.1), await areaAt(2.2)];
    assert.ok(near > 2.5 * far && near < 6 * far, `${near} and ${far} pixels`);
  });

  it("of every class hold a sticker that can be seen", async () => {
    for (const thing of THING_CLASSES) {
      const { stickerPixels } = await renderThing({ class: thing, variant: variantsOf(thing)[0], sticker: true, seed: `test/${thing}` }); // prettier-ignore
      assert.ok(stickerPixels > 0, thing);
    }
  });

  it("name the classes and variants when asked for others", async () => {
    await assert.rejects(renderThing(mugOf({ class: "teapot" as ThingClass })), {
      name: "UserError",
      message: /expected a class of objects \(backpack, coffee mug, .*water bottle\), found "teapot"/,
    });
    await assert.rejects(
      renderThing(mugOf({ variant: "leaky" })),
      /expected a coffee mug \(straight, .*\), found "leaky"/,
    );
  });
});
