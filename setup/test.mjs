import { spawn } from "node:child_process";
import path from "node:path";
import process from "node:process";
import { performance } from "node:perf_hooks";
import { readMochaSummary, summaryLine } from "./mocha-summary.mjs";
import { removeStaleOutput } from "./stale-output.mjs";

/** What is checked beside the tests, each counted as one. Types come first: mocha runs what the compiler writes. */
const CHECKS = [
  { name: "types", script: "node_modules/typescript/bin/tsc", args: ["-b"] },
  { name: "lint", script: "node_modules/eslint/bin/eslint.js", args: ["."] },
  { name: "format", script: "node_modules/prettier/bin/prettier.cjs", args: ["--check", "."] },
];

/**
 * Type-check, lint, format and all tests. The last line says `N passed, N failed`.
 * @param {string} project
 * @returns {Promise<number>} the exit code
 */
export async function runTests(project) {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  removeStaleOutput(path.join(project, "build/test"), path.join(project, "test"));
  for (const { name, script, args } of CHECKS) {
    const start = performance.now();
    const { code } = await show(project, script, args);
    console.log(`${name}: ${code === 0 ? "passed" : "FAILED"} in ${((performance.now() - start) / 1000).toFixed(1)} s`);
    counts[code === 0 ? "passed" : "failed"]++;
  }
  const mocha = await show(project, "node_modules/mocha/bin/mocha.js", []);
  const summary = readMochaSummary(mocha.output);
  // A crash after the summary, or a file that could not be loaded, shows only in the exit code.
  if (mocha.code !== 0 && summary.failed === 0) summary.failed = 1;
  counts.passed += summary.passed;
  counts.failed += summary.failed;
  counts.skipped += summary.skipped;
  console.log(summaryLine(counts));
  return counts.failed === 0 ? 0 : 1;
}

/**
 * Runs a script with this Node, shows what it prints on stdout, and keeps it.
 * @param {string} project
 * @param {string} script
 * @param {readonly string[]} args
 * @returns {Promise<{ code: number, output: string }>}
 */
function show(project, script, args) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [path.join(project, script), ...args], {
      cwd: project,
      stdio: ["ignore", "pipe", "inherit"],
    });
    let output = "";
    child.stdout.on("data", (/** @type {Buffer} */ chunk) => {
      output += chunk.toString();
      process.stdout.write(chunk);
    });
    child.once("error", reject);
    child.once("close", (code) => resolve({ code: code ?? 1, output }));
  });
}
