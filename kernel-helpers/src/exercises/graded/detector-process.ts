import { messageOf } from "../../base/errors";
import type { GradedCase } from "./case";
import { loadDetector } from "./load-detector";
import { studentModel } from "./student";

/** What is asked of the process: a student and pictures, and nothing of the truth; without a student, whether the file loads. */
export interface AskedDetector {
  file: string;
  given: Pick<GradedCase, "parts" | "cleanImages"> | null;
}

export type DetectorReply = { verdict: unknown } | { failure: string };

/** Runs in a process of its own, started by `detectorInProcess`: one student a message. */
process.on("message", ({ file, given }: AskedDetector) => {
  void (async (): Promise<DetectorReply> => {
    try {
      const detector = loadedOnce(file);
      return { verdict: given && (await detector(studentModel(given.parts), given.cleanImages)) };
    } catch (error) {
      return { failure: messageOf(error) };
    }
  })().then((reply) => process.send!(reply));
});

const loaded = new Map<string, ReturnType<typeof loadDetector>>();

function loadedOnce(file: string): ReturnType<typeof loadDetector> {
  const detector = loaded.get(file) ?? loadDetector(file);
  loaded.set(file, detector);
  return detector;
}
