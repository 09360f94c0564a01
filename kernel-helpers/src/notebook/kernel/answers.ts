/* eslint-disable @typescript-eslint/no-require-imports -- tslab is loaded after its compiler was prepared */
import { messageOf } from "../../base/errors";
import type { CellExecutor } from "./cell-executor";

type Content = Record<string, unknown>;

export function kernelInfo(): Content {
  const { versions } = require("tslab") as typeof import("tslab");
  return {
    status: "ok",
    protocol_version: "5.3",
    implementation: "tslab",
    implementation_version: versions.tslab,
    banner: `TypeScript ${versions.typescript} on Node ${process.versions.node}`,
    supported_features: [],
    help_links: [],
    language_info: {
      name: "typescript",
      version: versions.typescript,
      mimetype: "text/typescript",
      file_extension: ".ts",
      codemirror_mode: { mode: "typescript", name: "javascript", typescript: true },
    },
  };
}

/** Jupyter counts code points, JavaScript UTF-16 units. */
const toUnits = (code: string, points: number): number => [...code].slice(0, points).join("").length;
const toPoints = (code: string, units: number): number => [...code.slice(0, units)].length;

export function completion(executor: CellExecutor, request: Content): Content {
  const code = String(request.code);
  const { start, end, candidates } = executor.complete(code, toUnits(code, Number(request.cursor_pos)));
  return {
    status: "ok",
    matches: candidates,
    cursor_start: toPoints(code, start),
    cursor_end: toPoints(code, end),
    metadata: {},
  };
}

export function inspection(executor: CellExecutor, request: Content): Content {
  const { printQuickInfo } = require("tslab/dist/inspect") as typeof import("tslab/dist/inspect");
  const code = String(request.code);
  const info = executor.inspect(code, toUnits(code, Number(request.cursor_pos)));
  const data = info ? { "text/plain": printQuickInfo(info) } : {};
  return { status: "ok", found: info !== undefined, data, metadata: {} };
}

/** A question that the compiler cannot answer is no reason to drop the message. */
export function answer(question: () => Content): Content {
  try {
    return question();
  } catch (error) {
    return { status: "error", ename: "Error", evalue: messageOf(error), traceback: [] };
  }
}
