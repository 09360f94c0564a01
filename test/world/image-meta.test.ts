import assert from "node:assert/strict";
import { readJson } from "kernel-helpers/dist/base/files";
import { dataPath } from "kernel-helpers/dist/base/paths";
import { imageMetaJsonSchema } from "kernel-helpers/dist/world/image-meta";

describe("world/image-meta", () => {
  it("is described by data/world/image-meta.schema.json (node test/reference/image-meta-schema.mjs writes it)", () => {
    assert.deepEqual(imageMetaJsonSchema(), readJson(dataPath("world", "image-meta.schema.json")));
  });
});
