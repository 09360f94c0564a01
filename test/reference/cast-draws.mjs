// Chooses the cast anew and writes its draws into kernel-helpers/src/world/people/cast-draws.ts, after a change of what
// is drawn for a person: node test/reference/cast-draws.mjs, then build. Every set has to be rendered again.
import fs from "node:fs";
import path from "node:path";
import { loadHead } from "kernel-helpers/dist/world/head/head-asset.js";
import { chooseCast } from "kernel-helpers/dist/world/people/cast.js";
import { OTHER_IDS, STRANGER_IDS } from "kernel-helpers/dist/world/people/registry.js";

const file = path.resolve(import.meta.dirname, "../../kernel-helpers/src/world/people/cast-draws.ts");
const cast = chooseCast(await loadHead(), { others: OTHER_IDS, strangers: STRANGER_IDS });
let source = fs.readFileSync(file, "utf8");
for (const group of ["v", "o", "s"]) {
  const draws = cast.filter(({ id }) => id[0] === group).map(({ draw }) => draw);
  source = source.replace(new RegExp(`\n  ${group}: \\[[^\\]]*\\]`), `\n  ${group}: [${draws.join(", ")}]`);
}
fs.writeFileSync(file, source);
