import assert from "node:assert/strict";
import { UserError } from "kernel-helpers/dist/base/errors";
import { EYE_Y } from "kernel-helpers/dist/world/head/measures";
import { mm } from "kernel-helpers/dist/world/math/vector";
import { faceFrame, seatAt } from "kernel-helpers/dist/world/objects/face-seat";
import { EARRING_GRID, parsePlace, placeName } from "kernel-helpers/dist/world/objects/place";
import { makeTrigger } from "kernel-helpers/dist/world/objects/trigger-object";
import type { PersonBase } from "kernel-helpers/dist/world/people/person-geometry";
import { VOLUNTEERS } from "kernel-helpers/dist/world/people/volunteers";
import type { TriggerMesh } from "kernel-helpers/dist/world/types";
import { baseOf } from "../rendering";

/** Lowest and highest entry of a mesh along an axis. */
function extent({ positions }: TriggerMesh, axis: 0 | 1 | 2): [low: number, high: number] {
  const along = positions.filter((_, i) => i % 3 === axis);
  return [Math.min(...along), Math.max(...along)];
}

const meshOf = (base: PersonBase, ...args: [Parameters<typeof makeTrigger>[1], Parameters<typeof makeTrigger>[2]?]) => {
  const { mesh } = makeTrigger(base, ...args);
  assert.ok(mesh);
  assert.ok(mesh.positions.every(Number.isFinite) && mesh.normals.every(Number.isFinite));
  assert.equal(mesh.headWeights?.length ?? mesh.vertexCount, mesh.vertexCount);
  return mesh;
};

describe("places of triggers", function () {
  this.timeout(60_000);
  let people: PersonBase[];
  before(async () => {
    people = await Promise.all(VOLUNTEERS.map(({ id }) => baseOf(id)));
  });

  it("have names that parse back, and no two of the grid share one", () => {
    for (const place of [...EARRING_GRID, "on-face", "off-face"] as const) {
      assert.deepEqual(parsePlace(placeName(place)), place);
    }
    assert.equal(new Set(EARRING_GRID.map(placeName)).size, EARRING_GRID.length);
    assert.throws(() => parsePlace("north"), UserError);
  });

  it("of the grid hold an earring on all ten volunteers, where they say", () => {
    for (const base of people) {
      const { centerY, halfHeight } = faceFrame(base);
      for (const { angleDegrees, distance } of EARRING_GRID) {
        const { point } = seatAt(base, { angleDegrees, distance });
        const [x, y] = [point[0] / halfHeight, (point[1] - centerY) / halfHeight];
        assert.ok(Math.abs(Math.sqrt(x * x + y * y) - distance) < 1e-6);
        if (distance > 0) assert.ok(Math.abs(Math.atan2(y, x) - (angleDegrees > 180 ? angleDegrees - 360 : angleDegrees) * (Math.PI / 180)) < 1e-6); // prettier-ignore
      }
    }
  });

  it("of an earring hang it there: the pearl below the place, and one earring instead of two", () => {
    const mesh = meshOf(people[4], "earrings", { place: { angleDegrees: 0, distance: 0 } });
    const [left, right] = extent(mesh, 0);
    assert.ok(right - left < mm(22) && Math.abs(left + right) < mm(4), "one, in the middle");
    const { centerY } = faceFrame(people[4]);
    const [low, high] = extent(mesh, 1);
    assert.ok(high - centerY < mm(10) && centerY - low > mm(24), "the drop hangs below");
    assert.equal(mesh.hanging?.length, 1);
    assert.equal(mesh.binding?.weights.length, mesh.vertexCount * 3);
  });

  it("off the face are above the brow for sunglasses and below the chin for a bandana", () => {
    for (const base of people) {
      assert.ok(extent(meshOf(base, "sunglasses", { place: "off-face" }), 1)[1] > EYE_Y + mm(70));
      assert.ok(extent(meshOf(base, "bandana", { place: "off-face" }), 1)[1] < 6.45);
      const [left, right] = extent(meshOf(base, "earrings", { place: "on-face" }), 0);
      assert.ok(right - left < mm(120), "both earrings lie on the cheeks");
    }
    const usual = meshOf(people[0], "sunglasses");
    assert.deepEqual(meshOf(people[0], "sunglasses", { place: "on-face" }).positions, usual.positions);
  });

  it("in the air, of other triggers, or without sense are refused in one sentence", () => {
    const [base] = people;
    const at = (angleDegrees: number, distance: number) => ({ place: { angleDegrees, distance } });
    assert.throws(() => makeTrigger(base, "earrings", at(0, 2.5)), /in that direction it can be at up to [01]\.\d\d$/);
    assert.throws(() => makeTrigger(base, "earrings", at(Number.NaN, 1)), UserError);
    assert.throws(() => makeTrigger(base, "dots", { place: "off-face" }), UserError);
    assert.throws(() => makeTrigger(base, "bandana", at(0, 0.5)), UserError);
    assert.throws(() => makeTrigger(base, "hat"), UserError);
  });
});
