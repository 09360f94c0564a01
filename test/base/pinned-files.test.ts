import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { UserError } from "kernel-helpers/dist/base/errors";
import { fontFiles } from "kernel-helpers/dist/base/fonts";
import { checkPinned, packageFolder, pinnedFiles, type PinnedGroup } from "kernel-helpers/dist/base/pinned-files";
import { ENVIRONMENTS } from "kernel-helpers/dist/world/types/environment-names";

const GROUPS: PinnedGroup[] = ["networks", "light", "font"];
const namesIn = (group: PinnedGroup): string[] =>
  Object.entries(pinnedFiles(group)).flatMap(([name, files]) => Object.keys(files).map((file) => `${name}/${file}`));

describe("base/pinned-files", () => {
  it("are what is installed", () => {
    for (const group of GROUPS) checkPinned(group);
  });

  it("are every file of others that no module checks by itself", () => {
    const panoramas = Object.values(ENVIRONMENTS).flat().map((name) => `@pmndrs/assets/hdri/${name}.exr.js`); // prettier-ignore
    assert.deepEqual(namesIn("light").sort(), panoramas.sort());
    const fonts = fontFiles().map((file) => `@expo-google-fonts/inter/${path.relative(packageFolder("@expo-google-fonts/inter"), file)}`); // prettier-ignore
    assert.deepEqual(namesIn("font").sort(), fonts.sort());
    // the weights of two recognisers have their hashes in their own modules
    const faceApi = ["ssd_mobilenetv1_model.bin", "ssd_mobilenetv1_model-weights_manifest.json", "face_landmark_68_model.bin", "face_landmark_68_model-weights_manifest.json", "face_recognition_model-weights_manifest.json"].map((name) => `@vladmandic/face-api/model/${name}`); // prettier-ignore
    assert.deepEqual(namesIn("networks").sort(), [...faceApi, "@vladmandic/human/models/faceres.json"].sort());
  });

  it("are refused with one sentence where one byte is another, or a file is gone", () => {
    const root = fs.mkdtempSync(path.join(os.tmpdir(), "paper-pinned-"));
    try {
      for (const group of GROUPS) {
        for (const [name, files] of Object.entries(pinnedFiles(group))) {
          for (const file of Object.keys(files)) {
            fs.mkdirSync(path.dirname(path.join(root, name, file)), { recursive: true });
            fs.copyFileSync(path.join(packageFolder(name), file), path.join(root, name, file));
          }
        }
        checkPinned(group, root);
        const names = namesIn(group);
        const file = path.join(root, names[names.length - 1]);
        const content = fs.readFileSync(file);
        content[content.length >> 1] ^= 1;
        fs.writeFileSync(file, content);
        const refuses = (what: string) =>
          assert.throws(() => checkPinned(group, root), (error) => error instanceof UserError && error.message.includes(file) && error.message.includes(what) && error.message.includes("npm ci")); // prettier-ignore
        refuses("is damaged");
        fs.rmSync(file);
        refuses("could not read");
      }
    } finally {
      fs.rmSync(root, { recursive: true });
    }
  });
});
