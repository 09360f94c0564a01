import * as path from "node:path";
import { writeAtomic } from "../../base/files";
import { checkPinned } from "../../base/pinned-files";
import { sha256 } from "../../base/hash";
import { PICTURE_SIZE } from "../camera/camera";
import { encodeJpeg } from "../camera/jpeg";
import { encodeGreyPng } from "../camera/png";
import { resolvePerson } from "../people/registry";
import { posedShot, type ShotWishes } from "../shots/posed-shot";
import { dressPerson, type Subject } from "../subject/subject";
import { CLEAN, parseCondition, wornIn } from "./conditions";
import { describeImage, type ImageMeta } from "./image-meta";
import { renderShot, type Picture } from "./render";
import { seat, type Sitter } from "./sitter";

/** A photograph that is wanted; what is not given is drawn from the seed. */
export interface RenderWishes extends ShotWishes {
  /** `v01` … `v10`, `o01` … `o65`, `s001` … `s240`, or a person of your own. Default: `v01`. */
  person?: string;
  /** What is worn; nothing if absent. */
  trigger?: string;
  /** Where it is worn; the usual place if absent. */
  place?: string;
  seed?: string | number;
}

/** A rendered photograph with its truth: `show` it, save it, or hand it to a teacher. */
export interface RenderedImage {
  /** sRGB bytes [size,size,3]. */
  rgb: Uint8Array;
  /** Pixels along one side. */
  size: number;
  /** Uint8 [size,size] of `MASK_BITS`. */
  mask: Uint8Array;
  meta: ImageMeta;
  landmarks: ImageMeta["landmarks"];
  /** The JPEG file, as `show` takes it. */
  image: Buffer;
  alt: string;
  jpeg(): Buffer;
  /** Writes the JPEG and, beside it, the mask (`….mask.png`). Resolves with an image as data sets have them. */
  save(file: string): SavedImage;
}

/** An image in a file, as data sets have them. */
export interface SavedImage {
  id: string;
  file: string;
  sha256: string;
  person: string;
  condition: string;
  landmarks: ImageMeta["landmarks"];
}

/**
 * Takes one photograph: `await render({ person: "v03", trigger: "bandana", yaw: 20, light: "park" })`. The same wishes
 * always give the same bytes. Unlike in a data set, a shot in which the trigger is hidden is not drawn again.
 *
 * @throws UserError for an unknown name or a number out of range.
 */
export async function render(wishes: RenderWishes = {}): Promise<RenderedImage> {
  const { person = "v01", trigger = CLEAN, place, seed = 1, ...shotWishes } = wishes;
  const condition = place === undefined ? trigger : `${trigger}@${place}`;
  resolvePerson(person);
  parseCondition(condition);
  checkPinned("light");
  const name = `render/${seed}`;
  const shot = posedShot(name, shotWishes);
  const subject = await subjectFor(person, condition);
  const picture = await renderShot(subject, shot);
  const jpeg = await encodeJpeg(picture.rgb, shot.jpegQuality);
  const mask = encodeGreyPng(picture.mask, PICTURE_SIZE, PICTURE_SIZE);
  const base = `${person}/${condition}/${name}`;
  const identity = { person, condition, accessories: [], index: 0, sha256: sha256(jpeg), maskSha256: sha256(mask) };
  const meta = describeImage(
    { ...identity, file: `${base}.jpg`, mask: `${base}.mask.png` },
    { name, shot, attempts: 1 },
    picture,
  );
  return renderedImage(picture, meta, jpeg, mask);
}

function renderedImage({ rgb, mask }: Picture, meta: ImageMeta, jpeg: Buffer, maskFile: Buffer): RenderedImage {
  const { person, condition, landmarks, sha256, yawDegrees, distanceMetres, environment } = meta;
  const turn = `${Math.round(yawDegrees)} degrees`;
  return {
    rgb,
    size: PICTURE_SIZE,
    mask,
    meta,
    landmarks,
    image: jpeg,
    alt: `${person}, ${condition}: turned by ${turn}, ${distanceMetres} m away, light ${environment}.`,
    jpeg: () => jpeg,
    save: (name) => {
      const file = path.resolve(name);
      writeAtomic(file, jpeg);
      writeAtomic(file.replace(/(\.jpe?g)?$/i, ".mask.png"), maskFile);
      return { id: `${person}/${condition}/${meta.shot}`, file, sha256, person, condition, landmarks };
    },
  };
}

/** Most recent last; a notebook asks for the same few people again and again. */
const KEPT_SITTERS = 4;
const KEPT_SUBJECTS = 8;
const sitters = new Map<string, Promise<Sitter>>();
const subjects = new Map<string, Promise<Subject>>();

const subjectFor = (person: string, condition: string): Promise<Subject> =>
  recall(subjects, KEPT_SUBJECTS, `${person}/${condition}`, async () => {
    const { base, model } = await recall(sitters, KEPT_SITTERS, person, () => seat(person));
    return dressPerson(model, wornIn(condition, base));
  });

/** What is kept under a name, else made; of more than `limit` the one that was longest not asked for is forgotten. */
function recall<T>(kept: Map<string, Promise<T>>, limit: number, name: string, make: () => Promise<T>): Promise<T> {
  const thing = kept.get(name) ?? make();
  kept.delete(name);
  kept.set(name, thing);
  thing.catch(() => kept.delete(name));
  for (const oldest of kept.keys()) if (kept.size > limit) kept.delete(oldest);
  return thing;
}
