import assert from "node:assert/strict";
import { loadHead } from "kernel-helpers/dist/world/head/head-asset";
import { VOLUNTEERS } from "kernel-helpers/dist/world/people/volunteers";
import {
  Channel,
  CHART_CHANNELS,
  chartSurface,
  chartTexel,
  chartU,
  chartV,
} from "kernel-helpers/dist/world/skin/skin-chart";
import { paintSkin } from "kernel-helpers/dist/world/skin/skin-colour";
import type { HeadModel, Person } from "kernel-helpers/dist/world/types";

describe("paintSkin", function () {
  this.timeout(60_000);
  let head: HeadModel;
  before(async () => {
    head = await loadHead();
  });
  const person = VOLUNTEERS[7];
  const withSkin = (skin: Partial<Person["skin"]>, more: Partial<Person> = {}): Person => ({
    ...person,
    ...more,
    skin: { ...person.skin, ...skin },
  });

  /** Sum over the texels of the face's front of what `measure` says. */
  function overFace(measure: (o: number, texel: number) => number): number {
    let sum = 0;
    for (let row = Math.floor(chartV(7.9)); row < chartV(6.1); row++) {
      for (let column = Math.floor(chartU(-0.5, 1.2)); column < chartU(0.5, 1.2); column++) {
        const texel = chartTexel(column, row);
        sum += measure(texel * CHART_CHANNELS, texel);
      }
    }
    return sum;
  }

  it("is the same for the same person, and differs between people of one complexion", () => {
    const chart = paintSkin(head, person);
    assert.deepEqual(paintSkin(head, person), chart);
    const other = paintSkin(head, { ...person, seed: "somebody else" });
    const differences = overFace((o) => Number(Math.abs(other[o + 1] - chart[o + 1]) > 0.005 * chart[o + 1]));
    assert.ok(differences > 10_000, `${differences}`);
  });

  it("holds reflectances, whoever it is", () => {
    for (const anyone of [VOLUNTEERS[3], VOLUNTEERS[6], VOLUNTEERS[9]]) {
      const chart = paintSkin(head, anyone);
      const faulty = overFace((o) => Number([0, 1, 2].some((c) => !(chart[o + c] > 0 && chart[o + c] < 1))));
      assert.equal(faulty, 0, anyone.id);
      assert.equal(
        overFace((o) => Number(!Number.isFinite(chart[o + Channel.SlopeAcross] + chart[o + Channel.SlopeUp]))),
        0,
      );
    }
  });

  it("paints no freckles at 0 and more at 1, which darken blue most", () => {
    const none = paintSkin(head, withSkin({ freckles: 0 }));
    const some = paintSkin(head, withSkin({ freckles: 0.3 }));
    const many = paintSkin(head, withSkin({ freckles: 1 }));
    const darker = (chart: Float32Array) => overFace((o) => Number(chart[o + 2] < 0.95 * none[o + 2]));
    assert.equal(darker(none), 0);
    assert.ok(darker(some) > 200 && darker(many) > 2 * darker(some), `${darker(some)}, ${darker(many)}`);
    const lost = (c: number) => overFace((o) => (none[o + c] - many[o + c]) / none[o + c]);
    assert.ok(lost(0) < lost(1) && lost(1) < lost(2));
  });

  it("wrinkles with age: the relief grows, the young forehead has no lines", () => {
    const steepness = (age: number) => {
      const chart = paintSkin(head, withSkin({}, { age }));
      return overFace((o) => Math.abs(chart[o + Channel.SlopeUp]));
    };
    const [young, middle, old] = [22, 45, 68].map(steepness);
    assert.ok(young < middle && middle < old, `${young}, ${middle}, ${old}`);
  });

  it("puts no hair colour on the ears", () => {
    const bald = paintSkin(head, { ...person, hair: { ...person.hair, style: "bald" } });
    const black = paintSkin(head, { ...person, hair: { ...person.hair, color: [0, 0, 0], paint: 1 } });
    const { ears } = chartSurface(head);
    let earTexels = 0;
    for (let texel = 0; texel < ears.length; texel++) {
      if (ears[texel] < 0.5) continue;
      earTexels++;
      assert.equal(black[texel * CHART_CHANNELS], bald[texel * CHART_CHANNELS]);
    }
    assert.ok(earTexels > 5000);
  });

  it("reddens cheeks by the person's redness, less below dark skin", () => {
    const pallor = (skin: Partial<Person["skin"]>) => {
      const chart = paintSkin(head, withSkin({ freckles: 0, ...skin }));
      const o = chartTexel(Math.floor(chartU(0.42, 1.2)), Math.floor(chartV(6.95))) * CHART_CHANNELS;
      return chart[o + 1] / chart[o];
    };
    const none = pallor({ redness: 0 });
    assert.ok(pallor({ redness: 1 }) < pallor({ redness: 1, melanin: 1 }));
    assert.ok(pallor({ redness: 1 }) < none);
  });
});
