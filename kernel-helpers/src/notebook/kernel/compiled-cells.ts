/* eslint-disable @typescript-eslint/no-require-imports -- tslab is loaded after its compiler was prepared */
import { SourceMap, type SourceMapPayload } from "node:module";
import * as vm from "node:vm";
import type * as TypeScript from "typescript";
import { spellOutShorthand } from "./shorthand";

/** A place in a cell as its author sees it; both counts start at 1. */
export interface CellPosition {
  line: number;
  column: number;
}

interface CompiledCell {
  source: string;
  /** From the JavaScript that runs back to the intermediate module, and from there to the cell. */
  maps: [SourceMap, SourceMap] | undefined;
  prefixLength: number;
  /** The line on which tslab's wrapper calls the compiled cell. */
  lastLine: number;
}

interface CompilerOptions {
  sourceMap?: boolean;
  inlineSourceMap?: boolean;
  strict?: boolean;
  alwaysStrict?: boolean;
}

interface Watcher {
  close: () => void;
}

/** What this file changes in the compiler that tslab uses. */
interface Compiler {
  sys: { watchFile: () => Watcher; watchDirectory: () => Watcher };
  createWatchCompilerHost: (files: string[], options: CompilerOptions, ...rest: unknown[]) => unknown;
  transpileModule: (
    source: string,
    options: { compilerOptions: CompilerOptions; transformers?: TypeScript.CustomTransformers },
  ) => { outputText: string; sourceMapText?: string };
}

const cells = new Map<number, CompiledCell>();
let latestMaps: CompiledCell["maps"];

const INLINE_MAP = /\/\/# sourceMappingURL=data:application\/json;base64,(\S+)\s*$/;
const MAP_COMMENT = /\/\/# sourceMappingURL=\S+\s*$/;
const CELL_PREFIX = /^\((?:async )?function\(exports, require\) \{ /;
/** tslab puts the line `export {};` above every cell. */
const LINES_ABOVE = 1;

/**
 * Hands tslab a compiler that keeps source maps (tslab compiles a cell twice and forgets where a line came from), that
 * checks types strictly, and that does not watch files: a package that changed is loaded after a restart, and tslab
 * breaks when the compiler hears of a change between two cells. Call it before tslab is loaded.
 */
export function prepareCompiler(): void {
  const file = require.resolve("@tslab/typescript-for-tslab", { paths: [require.resolve("tslab")] });
  const original = require(file) as Compiler;
  const patched: Compiler = {
    ...original,
    createWatchCompilerHost: (files, options, ...rest) =>
      original.createWatchCompilerHost(
        files,
        { ...options, inlineSourceMap: true, strict: true, alwaysStrict: false },
        ...rest,
      ),
    transpileModule: (source, options) => {
      const inline = INLINE_MAP.exec(source);
      if (!inline) return original.transpileModule(source, options);
      const result = original.transpileModule(source.slice(0, inline.index), {
        ...options,
        compilerOptions: { ...options.compilerOptions, sourceMap: true },
        transformers: { before: [spellOutShorthand(original as unknown as typeof TypeScript, isOfEarlierCell)] },
      });
      const parse = (text: string) => new SourceMap(JSON.parse(text) as SourceMapPayload);
      latestMaps = [parse(result.sourceMapText ?? "{}"), parse(Buffer.from(inline[1], "base64").toString())];
      return { ...result, outputText: result.outputText.replace(MAP_COMMENT, "") };
    },
  };
  const notWatching = () => ({ close: () => undefined });
  original.sys.watchFile = notWatching;
  original.sys.watchDirectory = notWatching;
  require.cache[file]!.exports = patched;
}

/** tslab keeps the variables of all cells in one object, and gives it to each cell as its `exports`. */
function isOfEarlierCell(name: string): boolean {
  const { __tslab__: tslab } = globalThis as { __tslab__?: { exports: object } };
  return tslab !== undefined && name in tslab.exports;
}

/** Names the scripts that tslab runs `cell[N]`, so that a stack trace says which cell a frame is in. */
export function nameCells(currentNumber: () => number): void {
  // The module object itself, not the namespace: tslab looks `runInThisContext` up on it at every call.
  const machine = require("node:vm") as { -readonly [Key in keyof typeof vm]: (typeof vm)[Key] };
  const run = machine.runInThisContext;
  machine.runInThisContext = (code, options) => {
    const prefix = CELL_PREFIX.exec(code);
    if (!prefix || typeof options === "string") return run(code, options) as unknown;
    const number = currentNumber();
    const cell = cells.get(number);
    if (cell) {
      cell.maps = latestMaps;
      cell.prefixLength = prefix[0].length;
      cell.lastLine = code.split("\n").length;
    }
    return run(code, { ...options, filename: `cell[${number}]` }) as unknown;
  };
}

export function rememberCell(number: number, source: string): void {
  latestMaps = undefined;
  cells.set(number, { source, maps: undefined, prefixLength: 0, lastLine: 0 });
}

/** The lines of a cell's source. */
export const cellLines = (number: number): string[] => cells.get(number)?.source.split("\n") ?? [];

/** Where in cell `number` the compiled position (counted from 1) comes from; undefined for code that no one wrote. */
export function positionInCell(number: number, line: number, column: number): CellPosition | undefined {
  const cell = cells.get(number);
  if (!cell?.maps || line >= cell.lastLine) return undefined;
  const start = line === 1 ? column - 1 - cell.prefixLength : column - 1;
  const between = cell.maps[0].findEntry(line - 1, Math.max(0, start));
  if (!("originalLine" in between)) return undefined;
  const origin = cell.maps[1].findEntry(between.originalLine, between.originalColumn);
  if (!("originalLine" in origin)) return undefined;
  const position = { line: origin.originalLine + 1 - LINES_ABOVE, column: origin.originalColumn + 1 };
  return position.line >= 1 && position.line <= cellLines(number).length ? position : undefined;
}
