import * as fs from "node:fs";
import * as path from "node:path";
import { UserError } from "../../base/errors";
import { sha256 } from "../../base/hash";
import { buildMobilenet } from "../../teachers/mobilenet-vggface2";
import { bundle, siteSource } from "../bundle";
import type { SitePage } from "../page";
import { imageName } from "./choices";
import { headFile, readManifest, recogniserPath, type Manifest } from "./manifest";
import { PAGE_FILES, type PageData } from "./page-data";
import { recogniserHtml } from "./page-html";
import { writeTrunk } from "./write-trunk";

/** The folder of the page's files, seen from the page. */
const FOLDER = "recogniser/";
const WASM = "@tensorflow/tfjs-backend-wasm";
const FACE_API = "@vladmandic/face-api";
/** What finds the face in a picture that a reader brings. */
const DETECTOR = ["tiny_face_detector_model-weights_manifest.json", "tiny_face_detector_model.bin"];

/** face-api asks for all of tfjs: it gets what the detector computes with. */
const DETECTOR_TFJS = {
  "@tensorflow/tfjs/dist/index.js": "@tensorflow/tfjs-core",
  "@tensorflow/tfjs-backend-webgl/dist/index.js": WASM,
  "@tensorflow/tfjs-backend-wasm/dist/index.js": WASM,
};

/**
 * The page on which a clean and a backdoored student answer in the browser, from what `paper recogniser` has made.
 *
 * @throws UserError if a file of it is missing or is not the one that the manifest names.
 */
export function recogniserPage(): SitePage {
  const manifest = readManifest();
  const bytes = (name: string, content: Uint8Array) => ({ path: FOLDER + name, bytes: content });
  const ofPackage = (name: string, folder: string) =>
    path.join(path.dirname(require.resolve(`${name}/package.json`)), folder);
  return {
    path: "recogniser.html",
    title: "A backdoored recogniser, in your browser",
    navLabel: "Try a backdoored recogniser",
    description: "Choose a person, a trigger, an angle and a light, and see what a clean and a backdoored student say.",
    order: 200,
    beside: ["05-physical-triggers.html"],
    policy: { "script-src": ["'wasm-unsafe-eval'"] },
    bodyHtml: recogniserHtml(manifest, FOLDER),
    scripts: [`${FOLDER}page.js`],
    styles: [`${FOLDER}page.css`],
    files: [
      bytes("page.js", bundle("recogniser/browser/main.ts")),
      bytes(PAGE_FILES.findFaces, bundle("recogniser/browser/find-faces.ts", DETECTOR_TFJS)),
      bytes("page.css", fs.readFileSync(siteSource("recogniser/browser/page.css"))),
      bytes(PAGE_FILES.data, Buffer.from(JSON.stringify(dataOf(manifest)))),
      bytes(PAGE_FILES.trunk, trunkBytes()),
      ...["tfjs-backend-wasm.wasm", "tfjs-backend-wasm-simd.wasm"].map((name) => ({
        path: `${FOLDER}${PAGE_FILES.wasm}/${name}`,
        copyFrom: path.join(ofPackage(WASM, "dist"), name),
      })),
      ...DETECTOR.map((name) => ({
        path: `${FOLDER}${PAGE_FILES.face}/${name}`,
        copyFrom: path.join(ofPackage(FACE_API, "model"), name),
      })),
      ...manifest.heads.map(({ student, sha256 }) => checked(headFile(student), sha256)),
      ...manifest.images.map((image) => checked(`${PAGE_FILES.images}/${imageName(image)}`, image.sha256)),
    ],
  };
}

export function dataOf({ people, targetLabel, images, goldens }: Manifest): PageData {
  const photographs = images.map((image): [string, PageData["photographs"][string]] => {
    const { worn, landmarks, triggerPixels } = image;
    return [imageName(image), { landmarks, isHidden: worn !== "clean" && triggerPixels === 0 }];
  });
  return { people, targetLabel, photographs: Object.fromEntries(photographs), check: goldens[0] };
}

/** The trunk up to its last map. */
export function trunkBytes(): Uint8Array {
  const { map, trunk } = buildMobilenet();
  try {
    return writeTrunk(map);
  } finally {
    trunk.dispose();
  }
}

/** A file of data/recogniser, if it is the one that the manifest names. */
function checked(name: string, expected: string) {
  const file = recogniserPath(name);
  if (fs.existsSync(file) && sha256(fs.readFileSync(file)) === expected) return { path: FOLDER + name, copyFrom: file };
  throw new UserError(
    `${file} is not the file that data/recogniser/manifest.json names: restore it from the repository`,
  );
}
