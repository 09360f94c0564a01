/* eslint-disable @typescript-eslint/no-require-imports -- tslab is loaded after its compiler was prepared */
import * as fs from "node:fs";
import { currentCell, type DisplaySink } from "../cell-scope";
import type { ConnectionInfo } from "../wire";
import { CellExecutor } from "./cell-executor";
import { prepareCompiler } from "./compiled-cells";
import { KernelServer } from "./server";

const PARENT_POLL_MS = 1000;

/** Turns this process into a Jupyter kernel for TypeScript, on the ports that the connection file names. */
export function startKernel(connectionFile: string): void {
  const connection = JSON.parse(fs.readFileSync(connectionFile, "utf8")) as ConnectionInfo;
  prepareCompiler();
  const { createConverter } = require("tslab/dist/converter") as typeof import("tslab/dist/converter");
  const { createExecutor } = require("tslab/dist/executor") as typeof import("tslab/dist/executor");

  const node = createConverter({ isJS: false, isBrowser: false });
  const converters = { node, browser: node, close: () => node.close() };
  const executor = new CellExecutor((onError) =>
    createExecutor(process.cwd(), converters, {
      log: (...values: unknown[]) => console.log(...values), // eslint-disable-line no-console -- a cell's last value
      error: onError,
    }),
  );
  serveTslabDisplay();
  process.on("SIGINT", () => executor.interrupt());
  exitWithParent();
  void new KernelServer(connection, executor).listen();
}

/** `import { display } from "tslab"` works in cells, too: tslab keeps its sink in a variable of its server module. */
function serveTslabDisplay(): void {
  const tslabServer = require("tslab/dist/jupyter") as { lastWriteDisplayData: DisplaySink };
  tslabServer.lastWriteDisplayData = (message, isUpdate) => currentCell()?.display(message, isUpdate);
}

/** A kernel whose front end was killed must not stay behind. */
function exitWithParent(): void {
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) process.exit(1);
  }, PARENT_POLL_MS).unref();
}
