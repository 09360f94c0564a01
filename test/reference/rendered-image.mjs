// Stores the hashes of one rendered image, so that a change of a single byte is noticed. After a deliberate change of
// the rendered world, look at the pictures (`paper world --sheet`), then run: node test/reference/rendered-image.mjs
// The first stored hash was taken when pictures equalled those of the prototype renderer (mean difference < 0.002/255).
import { writeFileSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const { subjectOf } = require("../../build/test/world/rendering.js");
const { sha256 } = require("kernel-helpers/dist/base/hash");
const { encodeJpeg } = require("kernel-helpers/dist/world/camera/jpeg");
const { randomShot } = require("kernel-helpers/dist/world/shots/random-shot");
const { renderShot } = require("kernel-helpers/dist/world/render/render");

const [person, condition, index] = ["v05", "sunglasses", 3];
const shot = randomShot(`${person}/${condition}/${index}`);
const { rgb } = await renderShot(await subjectOf(person, condition), shot);
const jpeg = await encodeJpeg(rgb, shot.jpegQuality);
const stored = { person, condition, index, rgbSha256: sha256(rgb), jpegSha256: sha256(jpeg) };
writeFileSync(new URL("rendered-image.json", import.meta.url), JSON.stringify(stored, null, 2) + "\n");
