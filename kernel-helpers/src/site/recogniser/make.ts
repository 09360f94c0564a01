import * as fs from "node:fs";
import * as path from "node:path";
import { writeAtomic, writePlainJson } from "../../base/files";
import { hashOf, sha256 } from "../../base/hash";
import { localPath } from "../../base/paths";
import type { ImageSet } from "../../dataset/image-set";
import { prepareRendered } from "../../dataset/rendered";
import { runModels, type RunOptions } from "../../experiments/run-models";
import { runJobs } from "../../jobs/pool";
import { codeVersion } from "../../store/code-version";
import { withRunLock } from "../../store/run-lock";
import { modelInputs, ratesOf } from "../../training/attack-model";
import type { HeadWeights } from "../../training/head";
import { worldVersion } from "../../world";
import { askAll } from "./ask-all";
import { ANGLES, choicesOf, imageName } from "./choices";
import { goldenCases } from "./golden-cases";
import { packHead, unpackHead } from "./head-file";
import { headFile, isMadeBy, manifestSchema, readManifest, recogniserPath } from "./manifest";
import type { Manifest, ShownHead, ShownImage } from "./manifest";
import { storedPhotograph } from "./take-photographs";
import { PAGE_PROFILE, PAGE_TEACHER, pageStudents, type PageStudent } from "./students";

const HERE = ["ask-all", "choices", "golden-cases", "head-file", "make", "node-answers", "packed", "student-answer", "students", "take-photographs"]; // prettier-ignore

/** What came of it: the manifest, and whether it was there already. */
export interface MadeRecogniser {
  manifest: Manifest;
  reused: boolean;
}

/**
 * Makes everything that the page of the recogniser shows: photographs, trained heads, and what Node says of some of them.
 * What the same settings, data and code have made already is kept.
 */
export async function makeRecogniser(options: RunOptions & { folder?: string } = {}): Promise<MadeRecogniser> {
  const { folder = recogniserPath(), ...run } = options;
  const { set } = await prepareRendered(PAGE_PROFILE, run);
  const { targetLabel, students } = pageStudents(set);
  const key = keyOf(set, students);
  if (isMadeBy(key, folder)) return { manifest: readManifest(folder), reused: true };
  return withRunLock(async () => {
    const { records } = await runModels(set, students.map(({ spec }) => spec), run); // prettier-ignore
    const heads = await trainHeads(set, students, run);
    const images = await photographAll(set.people, run);
    const weightsOf = new Map(students.map(({ student }, i) => [student, heads[i]]));
    const asked = { images, targetLabel, weightsOf, people: set.people, cases: goldenCases(set.people) };
    const { goldens, counts } = await askAll(asked);
    const results = records.map(({ result }) => ratesOf(set, result, targetLabel));
    const files = students.map(({ student }, i): HeadFile => ({
      bytes: packHead(heads[i], { kernel1: "float16" }),
      student,
      modelAccuracy: results[i].modelAccuracy!, // a head that diverged has ended the run
      attackSuccessRate: student === "clean" ? null : results[i].attackSuccessRateExcludingTarget,
    }));
    const made = {
      key,
      teacher: PAGE_TEACHER,
      people: set.people,
      targetLabel,
      injectionRate: injectionRateOf(students),
    };
    const manifest: Manifest = { ...made, images, heads: files.map(shownHead), goldens, counts };
    publish(folder, files, manifest);
    return { manifest, reused: false };
  });
}

type HeadFile = Omit<ShownHead, "sha256"> & { bytes: Uint8Array };

const shownHead = ({ bytes, ...head }: HeadFile): ShownHead => ({ ...head, sha256: sha256(bytes) });

const injectionRateOf = (students: readonly PageStudent[]): number =>
  students.find(({ spec }) => spec.attack !== null)!.spec.attack!.injectionRate;

/** What is half written is not taken for whole: the manifest goes first and comes last. */
function publish(folder: string, heads: readonly HeadFile[], manifest: Manifest): void {
  for (const name of ["manifest.json", "heads", "images"])
    fs.rmSync(path.join(folder, name), { recursive: true, force: true });
  for (const { student, bytes } of heads) writeAtomic(path.join(folder, headFile(student)), bytes);
  for (const image of manifest.images) {
    writeAtomic(path.join(folder, "images", imageName(image)), fs.readFileSync(storedPhotograph(image)));
  }
  // in the schema's order: what was read from the store has another one than what was just made
  writePlainJson(path.join(folder, "manifest.json"), manifestSchema.parse(manifest));
}

function keyOf(set: ImageSet, students: readonly PageStudent[]): string {
  const models = students.map(({ spec }) => modelInputs(set, spec));
  const shots = set.people.flatMap(choicesOf).map(imageName);
  const code = [codeVersion(...HERE.map((module) => `site/recogniser/${module}`), "cam"), worldVersion()];
  return hashOf([models, shots, ANGLES, code]).slice(0, 24);
}

async function trainHeads(set: ImageSet, students: readonly PageStudent[], run: RunOptions): Promise<HeadWeights[]> {
  const jobs = students.map(({ student, spec }) => ({
    module: "site/recogniser/students",
    run: "writeHead",
    argument: { set, spec, file: localPath("recogniser", `${student}.bin`) },
    label: student === "clean" ? "backdoor-free" : student,
  }));
  await runJobs(jobs, { ...run, label: "heads" });
  return jobs.map(({ argument }) => unpackHead(fs.readFileSync(argument.file)));
}

async function photographAll(people: readonly string[], run: RunOptions): Promise<ShownImage[]> {
  const jobs = people.map((person) => ({
    module: "site/recogniser/take-photographs",
    run: "takePhotographs",
    argument: { person },
    label: person,
    weight: choicesOf(person).length,
  }));
  return (await runJobs<{ person: string }, ShownImage[]>(jobs, { ...run, label: "photographs" })).flat();
}
