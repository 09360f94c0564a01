import type { RgbImage } from "../../../augmentation/warp";
import { INPUT_SIDE } from "../network-input";
import { element } from "./page";
import { contextOf, pixelsOf, readable } from "./picture";

type OnPicture = (picture: RgbImage, description: string) => Promise<void>;

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
export function ownPictures(onPicture: OnPicture): void {
  const file = element("file", HTMLInputElement);
  const sliders = (["size", "across", "down"] as const).map((name) => element(name, HTMLInputElement));
  let source: HTMLCanvasElement | undefined;
  const ask = () => {
    if (!source) return;
    void onPicture(framed(source), "A picture of your own, as the network sees it.");
  };
  const use = (canvas: HTMLCanvasElement) => {
    source = canvas;
    tell("Frame the face: from the forehead to the chin it should fill about half of the square.");
    [sliders[0].value, sliders[1].value, sliders[2].value] = ["100", "50", "50"];
    for (const slider of sliders) slider.disabled = false;
    ask();
  };
  for (const slider of sliders) slider.addEventListener("input", ask);
  file.addEventListener("change", () => {
    const [chosen] = file.files ?? [];
    if (chosen as File | undefined) void canvasOf(chosen).then(use, () => tell(NO_PICTURE));
  });
  camera(use);
}

const tell = (sentence: string): void => {
  element("ownStatus", HTMLElement).textContent = sentence;
};

/** A picture of a file, turned as its camera says, at most `LONGEST` pixels long. */
async function canvasOf(file: Blob): Promise<HTMLCanvasElement> {
  const bitmap = await createImageBitmap(file);
  const scale = Math.min(1, LONGEST / Math.max(bitmap.width, bitmap.height));
  const context = contextOf(
    Math.max(1, Math.round(bitmap.width * scale)),
    Math.max(1, Math.round(bitmap.height * scale)),
  );
  context.imageSmoothingQuality = "high";
  context.drawImage(bitmap, 0, 0, context.canvas.width, context.canvas.height);
  bitmap.close();
  return context.canvas;
}

/** The square that the sliders choose, as large as the network's input; it is drawn for the reader as well. */
function framed(source: HTMLCanvasElement): RgbImage {
  const [size, across, down] = (["size", "across", "down"] as const).map(
    (name) => Number(element(name, HTMLInputElement).value) / 100,
  );
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
