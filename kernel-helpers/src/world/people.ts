/** Who is photographed and how: the ten volunteers, further people, random shots. */
export { randomPerson } from "./people/random-person";
export { VOLUNTEERS } from "./people/volunteers";
export { randomShot } from "./shots/random-shot";
