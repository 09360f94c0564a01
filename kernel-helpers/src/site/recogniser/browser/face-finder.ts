import type { RgbImage } from "../../../augmentation/warp";
import type { DetectedFace } from "../../../teachers/face-detector";
import { pixelsOf, shrunk } from "./picture";

/** A box around a face, in pixels of the picture. */
export type FaceBox = Omit<DetectedFace, "score">;

export interface FacesWanted {
  id: number;
  picture: RgbImage;
  /** Addresses of the folders of the detector's weights and of what WebAssembly needs. */
  folders: { face: string; wasm: string };
}

export type FacesFound = { id: number } & ({ faces: FaceBox[] } | { error: string });

/** The detector gets pictures of at most this many pixels a side. */
const DETECTOR_SIDE = 320;

/** Finds faces in a worker, which is started at the first picture. */
export class FaceFinder {
  private worker: Worker | undefined;
  private count = 0;

  constructor(
    private readonly script: string,
    private readonly folders: FacesWanted["folders"],
  ) {}

  /** The faces in a picture, the largest first. @throws if the detector does not arrive, or cannot compute here */
  async find(source: HTMLCanvasElement): Promise<FaceBox[]> {
    const context = shrunk(source, DETECTOR_SIDE);
    const scale = context.canvas.width / source.width;
    const faces = await this.ask(pixelsOf(context));
    return faces
      .map(({ left, top, width, height }) => ({
        left: left / scale,
        top: top / scale,
        width: width / scale,
        height: height / scale,
      }))
      .sort((a, b) => b.width * b.height - a.width * a.height);
  }

  private ask(picture: RgbImage): Promise<FaceBox[]> {
    const id = this.count++;
    const worker = (this.worker ??= new Worker(this.script));
    return new Promise((resolve, reject) => {
      const done = new AbortController();
      const settle = (work: () => void) => {
        done.abort();
        work();
      };
      const heard = ({ data }: MessageEvent<FacesFound>) => {
        if (data.id !== id) return;
        settle(() => ("faces" in data ? resolve(data.faces) : reject(new Error(data.error))));
      };
      const failed = ({ message }: ErrorEvent) => {
        this.worker = undefined; // the next picture tries again
        settle(() => reject(new Error(message || "the detector's script did not arrive")));
      };
      worker.addEventListener("message", heard, { signal: done.signal });
      worker.addEventListener("error", failed, { signal: done.signal });
      worker.postMessage({ id, picture, folders: this.folders } satisfies FacesWanted);
    });
  }
}
