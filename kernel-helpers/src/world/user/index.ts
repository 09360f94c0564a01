/** People, triggers and lights that a reader adds by one file each; data/world/README.md describes the files. */
import { FileSource } from "./folders";
import { loadUserLight } from "./user-light";
import { loadUserPerson } from "./user-person";
import { loadUserTrigger, type UserTrigger } from "./user-trigger";

export { loadUserLight, loadUserPerson, loadUserTrigger, type UserTrigger };

/** Sources for the registries of people, triggers and lights. */
export const USER_PEOPLE = new FileSource("people", loadUserPerson);
export const USER_TRIGGERS = new FileSource<UserTrigger>("triggers", loadUserTrigger);
export const USER_LIGHTS = new FileSource("lights", loadUserLight);
