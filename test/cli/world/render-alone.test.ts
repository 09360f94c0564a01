import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { sha256 } from "kernel-helpers/dist/base/hash";
import { renderAlone } from "kernel-helpers/dist/cli/world/render-alone";
import { renderThings } from "kernel-helpers/dist/world";
import { useTemporaryLocal } from "../../store/temporary-local";

/** Runs what prints without showing it. */
async function quietly(act: () => Promise<void>): Promise<void> {
  const write = process.stdout.write.bind(process.stdout);
  process.stdout.write = () => true;
  try {
    await act();
  } finally {
    process.stdout.write = write;
  }
}

describe("paper world --image", function () {
  this.timeout(120_000);
  const local = useTemporaryLocal();

  it("renders one object alone as the whole set has it", async () => {
    const [folder, out] = [local("set"), local("alone")];
    await renderThings({ class: "tennis ball", conditions: [{ condition: "sticker", count: 2 }], folder });
    await quietly(() => renderAlone("objects/tennis-ball/sticker/1", { out })).catch((error: Error) =>
      // a world that has changed since the manifest is found out, and the files are there
      assert.match(error.message, /^objects\/tennis-ball\/sticker\/1 has the hash [0-9a-f]{12}, and in the manifest/),
    );
    for (const file of ["tennis-ball/sticker/001.jpg", "tennis-ball/sticker/001.mask.png"]) {
      const hashes = [folder, out].map((root) => sha256(fs.readFileSync(path.join(root, file))));
      assert.equal(hashes[0], hashes[1], file);
    }
  });
});
