import path from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";

/** The folder of this checkout (Node 18 has no import.meta.dirname, and must still get as far as its error message). */
export const PROJECT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");

/**
 * What set-up keeps beside node_modules: TensorFlow, stamps, logs, the lock. Not under `local/`, which PAPER_LOCAL moves
 * and which a reader may empty to start over; and not under node_modules, which `npm ci` wipes.
 * @param {string} project
 */
export const setupFolder = (project) => path.join(project, ".setup");

/**
 * What runs make (assets, images, features, results); the same place as base/paths.ts says.
 * @param {string} project
 */
export const localFolder = (project) => path.resolve(process.env.PAPER_LOCAL || path.join(project, "local"));
