import type { ProfileName } from "../experiments/profiles";

/** What stands first under a table of models of the smoke profile; nothing in the others. */
export const smokeNote = (profile: ProfileName): string[] =>
  profile === "smoke" ? ["Smoke profile: these numbers only show that every step runs."] : [];
