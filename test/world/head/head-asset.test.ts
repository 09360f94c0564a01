import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { UserError } from "kernel-helpers/dist/base/errors";
import { assetPath, findAsset, readAsset } from "kernel-helpers/dist/store/assets";
import { HEAD_ASSET, loadHead } from "kernel-helpers/dist/world/head/head-asset";
import { decodeHead, encodeHead } from "kernel-helpers/dist/world/head/head-file";
import { HEAD_PARTS, type HeadModel } from "kernel-helpers/dist/world/types";

describe("the head asset", function () {
  this.timeout(30_000);
  const asset = findAsset(HEAD_ASSET);
  let folder: string;
  let head: HeadModel;

  before(async () => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), "head-asset-"));
    head = await loadHead();
  });
  after(() => fs.rmSync(folder, { recursive: true }));

  it("refuses a missing, a truncated and a changed wheel, each in one sentence that says what to do", () => {
    const file = path.join(folder, asset.file);
    const refusal = (pattern: RegExp) => (error: unknown) => {
      assert.ok(error instanceof UserError);
      assert.match(error.message, pattern);
      assert.match(error.message, /npm run setup/);
      assert.ok(error.message.includes(file));
      return true;
    };
    assert.throws(() => readAsset(asset, file), refusal(/found no file/));
    const wheel = fs.readFileSync(assetPath(asset));
    fs.writeFileSync(file, wheel.subarray(0, 1000));
    assert.throws(() => readAsset(asset, file), refusal(/expected 47711600 bytes .* found 1000/));
    wheel[wheel.length >> 1] ^= 1;
    fs.writeFileSync(file, wheel);
    assert.throws(() => readAsset(asset, file), refusal(/SHA-256/));
  });

  it("survives its own file, and takes a damaged one for none", () => {
    const file = encodeHead(head);
    assert.deepEqual(decodeHead(file), head);
    assert.equal(decodeHead(file.subarray(0, file.length - 8)), null);
    assert.equal(decodeHead(file.subarray(0, 3)), null);
    for (const place of [6, 200, file.length >> 1, file.length - 100, file.length - 1]) {
      const changed = Buffer.from(file);
      changed[place] ^= 1;
      assert.equal(decodeHead(changed), null, `byte ${place}`);
    }
  });

  it("has whole parts in order, triangles inside their parts, masks in [0,1] and every joint", () => {
    let v = 0;
    let t = 0;
    for (const name of HEAD_PARTS) {
      const part = head.parts[name];
      assert.deepEqual([part.v0, part.t0], [v, t], name);
      assert.ok(part.v1 > part.v0 && part.t1 > part.t0, name);
      const corners = head.triangles.subarray(part.t0, part.t1);
      assert.ok(
        corners.every((vertex) => vertex >= part.v0 && vertex < part.v1),
        name,
      );
      [v, t] = [part.v1, part.t1];
    }
    assert.equal(t, head.triangles.length);
    assert.ok(head.masks.every((mask) => mask >= 0 && mask <= 1));
    for (const vertices of Object.values(head.joints)) assert.equal(vertices.length, 8); // a cube each
  });

  it("is as large as a head: about 150 mm from ear to ear, eyes about 60 mm apart", () => {
    const x = (vertex: number) => head.positions[vertex * 3];
    const eyes = x(head.joints["l-eye"][0]) - x(head.joints["r-eye"][0]);
    assert.ok(eyes > 0.45 && eyes < 0.7, `eyes ${eyes}`);
    const ears = Array.from({ length: head.parts.body.v1 }, (_, i) => i).filter((i) => head.masks[i * 4 + 3] > 0.5);
    const width = Math.max(...ears.map(x)) - Math.min(...ears.map(x));
    assert.ok(width > 1.4 && width < 2, `ears ${width}`);
  });
});
