import { IDENTITY, type Affine } from "../../../augmentation/affine";
import type { RgbImage } from "../../../augmentation/warp";
import { imageName, type Choice } from "../choices";
import { INPUT_SIDE, networkInput } from "../network-input";
import { TOLERANCE, type PageData } from "../page-data";
import { studentAnswer, type StudentAnswer } from "../student-answer";
import { faceCropTransform } from "../../../teachers/face-crop";
import { BACKENDS, dropBackend, isPromising, startBackend, type Backend } from "./backend";
import { PageError, type PageFiles } from "./files";
import { decodePicture, floatsOf } from "./picture";
import { Trunk } from "./trunk";

/** A picture, where in it the network looked, and what both students say. */
export interface Answers {
  picture: RgbImage;
  /** From the picture's pixels to those of the network's input. */
  crop: Affine;
  clean: StudentAnswer;
  backdoored: StudentAnswer;
}

/** The clean student and the backdoored ones, on one frozen trunk. */
export class Students {
  private constructor(
    readonly backend: Backend,
    readonly data: PageData,
    private readonly trunk: Trunk,
    private readonly files: PageFiles,
  ) {}

  /**
   * Tries one backend after the other until one gives Node's answer to the first photograph.
   *
   * @param only this backend, if one is asked for by name
   * @throws PageError if none does.
   */
  static async start(files: PageFiles, data: PageData, only?: Backend): Promise<Students> {
    const trunkFile = await files.trunk();
    for (const backend of only ? [only] : (Object.keys(BACKENDS) as Backend[])) {
      if (!only && !(await isPromising(backend))) continue;
      if (!(await startBackend(backend, files.wasmFolder()))) continue;
      const students = await Students.on(backend, files, data, trunkFile);
      if (students) return students;
      dropBackend(backend);
    }
    const tried = only ? BACKENDS[only] : Object.values(BACKENDS).join(", ");
    throw new PageError(
      `This browser does not compute what Node does (tried: ${tried}): the answers below are Node's.`,
    );
  }

  private static async on(
    backend: Backend,
    files: PageFiles,
    data: PageData,
    trunkFile: ConstructorParameters<typeof Trunk>[0],
  ): Promise<Students | undefined> {
    try {
      const students = new Students(backend, data, new Trunk(trunkFile), files);
      return (await students.agrees()) ? students : undefined;
    } catch (error) {
      if (error instanceof PageError) throw error;
      return undefined; // the backend failed: there is another
    }
  }

  /** Both students' answers to one of the page's photographs. */
  async ask(choice: Choice, backdoor: string): Promise<Answers> {
    const name = imageName(choice);
    const { landmarks } = this.data.photographs[name];
    const picture = await decodePicture(await this.files.photograph(name));
    const crop = faceCropTransform(landmarks, INPUT_SIDE);
    return this.answers(picture, crop, networkInput(picture, landmarks), backdoor);
  }

  /** The same of a picture of the reader's that is as large as the network's input. */
  askOwn = (picture: RgbImage, backdoor: string): Promise<Answers> =>
    this.answers(picture, IDENTITY, floatsOf(picture), backdoor);

  private async answers(picture: RgbImage, crop: Affine, input: Float32Array, backdoor: string): Promise<Answers> {
    const [clean, backdoored] = await Promise.all([this.files.head("clean"), this.files.head(backdoor)]);
    const map = await this.trunk.mapOf(input);
    return { picture, crop, clean: studentAnswer(map, clean), backdoored: studentAnswer(map, backdoored) };
  }

  private async agrees(): Promise<boolean> {
    const { check } = this.data;
    const here = await this.ask(check, check.backdoor);
    return (["clean", "backdoored"] as const).every((student) =>
      here[student].probabilities.every(
        (value, label) => Math.abs(value - check[student].probabilities[label]) <= TOLERANCE,
      ),
    );
  }
}
