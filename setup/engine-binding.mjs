import fs from "node:fs";
import path from "node:path";
import process from "node:process";
import { findCompiler } from "./prerequisites.mjs";
import { ask, runQuietly, tail } from "./run.mjs";
import { SetupError } from "./setup-error.mjs";

/** The Node-API version that tfjs-node looks for (the highest of its `napi_versions`). */
const NAPI_VERSION = 8;

/** As node-gyp compiles tfjs-node's binding.gyp on Linux; -w because its warnings are not ours to mend. */
export const FLAGS = ["-O3", "-std=gnu++17", "-fPIC", "-pthread", "-shared", "-fno-rtti", "-fno-exceptions", "-w"];

/** @param {string} project */
export const packageFolder = (project) => path.join(project, "node_modules/@tensorflow/tfjs-node");

/** @param {string} project */
export const bindingFile = (project) =>
  path.join(packageFolder(project), `lib/napi-v${NAPI_VERSION}/tfjs_binding.node`);

/**
 * Compiles tfjs-node's two C++ files against an unpacked TensorFlow: one call of the compiler, with the C headers of
 * Node-API from npm, so that neither node-gyp nor make nor Node's own headers are needed.
 * @param {string} project
 * @param {string} library the unpacked TensorFlow
 * @param {string} log
 */
export async function buildBinding(project, library, log) {
  const folder = packageFolder(project);
  const compiler = findCompiler(ask);
  if (!compiler) throw new SetupError("a C++ compiler is needed to build the binding to TensorFlow, and there is none");
  const deps = path.join(folder, "deps");
  fs.rmSync(deps, { recursive: true, force: true });
  fs.symlinkSync(path.relative(folder, library), deps);
  const file = bindingFile(project);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  const partial = `${file}.partial`;
  const args = [
    ...FLAGS,
    `-DNAPI_VERSION=${NAPI_VERSION}`,
    `-I${path.join(project, "node_modules/node-api-headers/include")}`,
    `-I${path.join(deps, "include")}`,
    "binding/tfjs_backend.cc",
    "binding/tfjs_binding.cc",
    `-L${path.join(deps, "lib")}`,
    "-ltensorflow",
    "-ltensorflow_framework",
    "-Wl,-rpath,$ORIGIN/../../deps/lib",
    "-o",
    partial,
  ];
  const outcome = await runQuietly(compiler, args, { cwd: folder, log });
  if (!outcome.ok) {
    throw new SetupError(`${compiler} could not build the binding to TensorFlow:\n${tail(outcome.output)}`);
  }
  fs.renameSync(partial, file);
}

const LOAD_TEST = `
  const tf = require("@tensorflow/tfjs-node");
  if (tf.matMul([[1, 2]], [[3], [4]]).dataSync()[0] !== 11) process.exit(3);
  console.log(JSON.stringify({ tensorflow: tf.backend().binding.TF_Version, usesGpu: tf.backend().isUsingGpuDevice }));
`;

/**
 * Loads the engine in a process of its own (a broken library ends the process that loads it) and multiplies once.
 * @param {string} project
 * @returns {Promise<{ loads: true, tensorflow: string, usesGpu: boolean } | { loads: false, why: string }>}
 */
export async function testLoad(project) {
  const env = { ...process.env, TF_CPP_MIN_LOG_LEVEL: "3" };
  const outcome = await runQuietly(process.execPath, ["-e", LOAD_TEST], { cwd: project, env, timeoutMs: 120_000 });
  const answer = /^\{.*\}$/m.exec(outcome.output);
  if (outcome.ok && answer) return { loads: true, ...JSON.parse(answer[0]) };
  return { loads: false, why: tail(outcome.output, 4) };
}
