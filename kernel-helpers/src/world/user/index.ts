/** People, triggers and lights that a reader adds by one file each; data/world/README.md describes the files. */
import { hashOf, sha256 } from "../../base/hash";
import { FileSource } from "./folders";
import { readBytes } from "./read-file";
import { loadUserLight } from "./user-light";
import { loadUserPerson } from "./user-person";
import { loadUserTrigger, namedFiles, type UserTrigger } from "./user-trigger";

export { loadUserLight, loadUserPerson, loadUserTrigger, type UserTrigger };

/** Sources for the registries of people, triggers and lights. */
export const USER_PEOPLE = new FileSource("people", loadUserPerson);
export const USER_TRIGGERS = new FileSource<UserTrigger>("triggers", loadUserTrigger, namedFiles);
export const USER_LIGHTS = new FileSource("lights", loadUserLight);

/** Of the files' bytes, wherever they lie. @throws UserError if one cannot be read */
export const hashOfFiles = (files: readonly string[]): string => hashOf(files.map((file) => sha256(readBytes(file))));
