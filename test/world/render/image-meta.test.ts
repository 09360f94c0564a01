import assert from "node:assert/strict";
import { readJson } from "kernel-helpers/dist/base/files";
import { dataPath } from "kernel-helpers/dist/base/paths";
import { environmentSchema } from "kernel-helpers/dist/world/light/environment-schema";
import { imageMetaJsonSchema } from "kernel-helpers/dist/world/render/image-meta";

describe("world/render/image-meta", () => {
  it("is described by data/world/image-meta.schema.json (node test/reference/image-meta-schema.mjs writes it)", () => {
    assert.deepEqual(imageMetaJsonSchema(), readJson(dataPath("world", "image-meta.schema.json")));
  });

  it("takes our environments and a reader's own panorama, and nothing else", () => {
    const isTaken = (name: string): boolean => environmentSchema.safeParse(name).success;
    assert.deepEqual(["park", "studio", "file:/home/me/room.hdr"].map(isTaken), [true, true, true]);
    assert.deepEqual(["moon", "file:", "/home/me/room.hdr"].map(isTaken), [false, false, false]);
  });
});
