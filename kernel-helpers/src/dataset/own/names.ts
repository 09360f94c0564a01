import { CONDITIONS } from "../../paper/triggers";

/** Names that programs and systems leave behind: no photograph has one. */
const SYSTEM_NAMES = /^(\..*|thumbs\.db|ehthumbs\.db|desktop\.ini|__macosx|@eadir|lost\+found|\$recycle\.bin|.*~)$/i;

/** Whether a file or folder is hidden or the system's. */
export const isSystemName = (name: string): boolean => SYSTEM_NAMES.test(name);

/** A person's name as it is compared: composed letters, no space at either end. */
export const personName = (name: string): string => name.normalize("NFC").trim();

/** A condition's name. `White Tape`, `white-tape` and `white_tape` are the paper's white_tape; others stay as they are. */
export function conditionName(name: string): string {
  const own = name.normalize("NFC").trim();
  const plain = own.toLowerCase().replace(/[\s-]+/g, "_");
  return CONDITIONS.find((known) => known === plain) ?? own;
}

/** Why a name of a person or condition cannot be used, or undefined. */
export function nameProblem(name: string): string | undefined {
  if (name === "") return "an empty name";
  if (/[/\\]/.test(name) || /\p{Cc}/u.test(name))
    return `the name ${JSON.stringify(name)}, with a slash or a control character`;
  return undefined;
}
