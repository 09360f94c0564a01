import type { RgbImage } from "../../../augmentation/warp";
import { INPUT_SIDE } from "../network-input";
import type { FaceBox } from "./face-finder";
import { element } from "./page";
import { contextOf, pixelsOf, readable, shrunk } from "./picture";

interface Asked {
  onPicture: (picture: RgbImage, description: string) => Promise<void>;
  /** The faces in a picture, the largest first. */
  findFaces: (source: HTMLCanvasElement) => Promise<FaceBox[]>;
}

const SLIDERS = ["size", "across", "down"] as const;
/** How much larger than a face's box the square is that the network reads (as VGGFace2's authors cut faces out). */
const AROUND_FACE = 1.3;

/** How long a picture's longer side may be here; what is larger is made smaller first. */
const LONGEST = 1600;
const NO_PICTURE = "That file is not a picture that this browser can read: choose a JPEG, PNG or WebP file.";

/** Why there is no camera, by the name of the browser's error. */
const CAMERA_ERRORS: Partial<Record<string, string>> = {
  NotAllowedError: "The camera was refused: allow it beside the browser's address, or choose a file.",
  NotFoundError: "No camera was found: choose a file.",
  NotReadableError: "Another program has the camera: close it, or choose a file.",
};

/** Lets the reader ask about a picture of their own, from a file or the camera. It never leaves the page. */
export function ownPictures({ onPicture, findFaces }: Asked): void {
  const file = element("file", HTMLInputElement);
  const sliders = SLIDERS.map((name) => element(name, HTMLInputElement));
  let source: HTMLCanvasElement | undefined;
  const ask = () => {
    if (source) void onPicture(framed(source), "A picture of your own, as the network sees it.");
  };
  const use = async (canvas: HTMLCanvasElement) => {
    source = canvas;
    tell("Looking for a face …");
    const faces = await findFaces(canvas).catch(() => undefined);
    if (source !== canvas) return; // another picture was brought meanwhile
    tell(toldOf(faces));
    const square = faces && faces.length > 0 ? squareAround(faces[0], canvas) : WHOLE;
    sliders.forEach((slider, i) => {
      slider.value = String(square[i]);
      slider.disabled = false;
    });
    ask();
  };
  for (const slider of sliders) slider.addEventListener("input", ask);
  file.addEventListener("change", () => {
    const [chosen] = file.files ?? [];
    if (chosen as File | undefined) void canvasOf(chosen).then(use, () => tell(NO_PICTURE));
  });
  camera((canvas) => void use(canvas));
}

function toldOf(faces: readonly FaceBox[] | undefined): string {
  if (!faces)
    return "The face detector does not run here: frame the face yourself, so that it fills most of the square.";
  if (faces.length === 0)
    return "No face was found in this picture: take one from closer, upright, from the front; or, if there is one, frame it yourself.";
  const found = faces.length === 1 ? "The face is framed" : `${faces.length} faces were found; the largest is framed`;
  return `${found}: move the square if it is not right.`;
}

/** What the sliders say, in percent: size of the square as a share of the shorter side, its place in the room that is left. */
type Square = [size: number, across: number, down: number];
const WHOLE: Square = [100, 50, 50];

function squareAround({ left, top, width, height }: FaceBox, { width: w, height: h }: HTMLCanvasElement): Square {
  const within = (value: number, least: number) => Math.round(Math.min(100, Math.max(least, value)));
  const size = within((100 * AROUND_FACE * Math.max(width, height)) / Math.min(w, h), Number(element("size", HTMLInputElement).min)); // prettier-ignore
  const side = (Math.min(w, h) * size) / 100;
  const place = (middle: number, room: number) => (room <= 0 ? 50 : within((100 * (middle - side / 2)) / room, 0));
  return [size, place(left + width / 2, w - side), place(top + height / 2, h - side)];
}

const tell = (sentence: string): void => {
  element("ownStatus", HTMLElement).textContent = sentence;
};

/** A picture of a file, turned as its camera says, at most `LONGEST` pixels long. */
async function canvasOf(file: Blob): Promise<HTMLCanvasElement> {
  const bitmap = await createImageBitmap(file);
  const { canvas } = shrunk(bitmap, LONGEST);
  bitmap.close();
  return canvas;
}

/** The square that the sliders choose, as large as the network's input; it is drawn for the reader as well. */
function framed(source: HTMLCanvasElement): RgbImage {
  const [size, across, down] = SLIDERS.map((name) => Number(element(name, HTMLInputElement).value) / 100);
  const side = Math.min(source.width, source.height) * size;
  const [x, y] = [(source.width - side) * across, (source.height - side) * down];
  const frame = element("frame", HTMLCanvasElement);
  frame.hidden = false;
  [frame.width, frame.height] = [INPUT_SIDE, INPUT_SIDE];
  const context = readable(frame);
  context.imageSmoothingQuality = "high";
  context.drawImage(source, x, y, side, side, 0, 0, INPUT_SIDE, INPUT_SIDE);
  return pixelsOf(context);
}

/** The two buttons of the camera: one turns it on and off, the other takes the picture. */
function camera(onShot: (canvas: HTMLCanvasElement) => void): void {
  const [button, shutter] = (["camera", "shutter"] as const).map((name) => element(name, HTMLButtonElement));
  const video = element("video", HTMLVideoElement);
  let stream: MediaStream | undefined;
  const off = () => {
    stream?.getTracks().forEach((track) => track.stop());
    [stream, video.srcObject] = [undefined, null];
    [video.hidden, shutter.hidden, button.textContent] = [true, true, "Turn the camera on"];
  };
  const on = async () => {
    // undefined in a page that came without encryption
    const devices = navigator.mediaDevices as MediaDevices | undefined;
    if (!devices)
      return tell("Browsers give the camera to encrypted pages alone: open this one by https, or choose a file.");
    stream = await devices.getUserMedia({ video: { facingMode: "user" } });
    video.srcObject = stream;
    await video.play();
    [video.hidden, shutter.hidden, button.textContent] = [false, false, "Turn the camera off"];
    tell("Nothing is taken before you press the button, and nothing leaves this page.");
  };
  button.addEventListener("click", () => {
    if (stream) return off();
    on().catch((error: unknown) => {
      off();
      tell(
        CAMERA_ERRORS[(error as Error).name] ??
          `The camera does not start (${(error as Error).message}): choose a file.`,
      );
    });
  });
  shutter.addEventListener("click", () => {
    const context = contextOf(video.videoWidth, video.videoHeight);
    context.drawImage(video, 0, 0);
    off();
    onShot(context.canvas);
  });
}
