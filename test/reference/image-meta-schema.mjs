// Writes data/world/image-meta.schema.json from the schema in world/render/image-meta.ts. After a change of what is stored
// about an image, run: node test/reference/image-meta-schema.mjs
import { writeFileSync } from "node:fs";
import { createRequire } from "node:module";

const { imageMetaJsonSchema } = createRequire(import.meta.url)("kernel-helpers/dist/world/render/image-meta");
const file = new URL("../../data/world/image-meta.schema.json", import.meta.url);
writeFileSync(file, JSON.stringify(imageMetaJsonSchema(), null, 2) + "\n");
