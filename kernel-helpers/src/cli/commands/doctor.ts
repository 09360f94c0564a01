import type { Command } from "commander";
import { diagnose, gigabytes, type Diagnosis } from "../../engine/doctor";
import { emit } from "../output";

/** `paper doctor`: what this machine has, which engine, what is missing and how to get it. */
export function registerDoctor(program: Command): void {
  program
    .command("doctor")
    .summary("what this machine has and what is missing")
    .description("What this machine has, which engine, how fast, what is missing and how to get it.")
    .option("--json", "print JSON")
    .action(({ json }: { json?: boolean }) => {
      const diagnosis = diagnose();
      emit(json, diagnosis, () => describe(diagnosis));
      if (diagnosis.problems.length > 0) process.exitCode = 1;
    });
}

function describe({ versions, system, engine, speed, memory, disk, problems }: Diagnosis): string {
  const rows: [string, string][] = [
    ["project", versions.project ?? "?"],
    ["system", `${system.platform}, ${system.cores} cores, ${system.cpu}`],
    ["Node", `${versions.node} (npm ${versions.npm ?? "not found"})`],
    ["engine", describeEngine(versions, engine)],
    [
      "speed",
      speed
        ? `matmul ${speed.matmul.toFixed(0)} GFLOPS, convolution ${speed.convolution.toFixed(0)} GFLOPS`
        : "not measured",
    ],
    ["Python", versions.python ?? "missing"],
    ["JupyterLab", versions.jupyterlab ?? "missing"],
    ["memory", `${gigabytes(memory.total)}, of which ${gigabytes(memory.free)} free`],
    ["disk", `${gigabytes(disk.free)} free in ${disk.folder}`],
  ];
  const table = rows.map(([name, value]) => `${name.padEnd(11)} ${value}`);
  const verdict = problems.map(({ what, mend }) => `Missing: ${what}\n  To mend it: ${mend}`);
  return [...table, "", ...(verdict.length > 0 ? verdict : ["Nothing is missing."])].join("\n");
}

function describeEngine(versions: Diagnosis["versions"], { loads, device, source, note }: Diagnosis["engine"]): string {
  if (!loads) return "does not load";
  const library = `TensorFlow ${versions.tensorflow ?? "?"} behind tfjs-node ${versions.tfjs ?? "?"}`;
  return `${library}, on the ${device}${source ? ` (${source})` : ""}${note ? `; ${note}` : ""}`;
}
