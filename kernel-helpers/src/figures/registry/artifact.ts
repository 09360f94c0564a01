import type { Experiment, ExperimentResult } from "../../experiments/experiment";
import { saveFigure, type FigureSpec } from "../figure";
import { saveTable, type Table } from "../table";

/** A figure or table of the paper that this edition regenerates. */
export interface Artifact<Result extends ExperimentResult = ExperimentResult> {
  /** The name on the command line, and of its files. */
  id: string;
  title: string;
  section: string;
  /** What it shows. */
  about: string;
  /** Notebook that shows it. */
  notebook: string;
  /** Whose result it is drawn from. */
  experiment: Experiment<Result>["id"];
  /** Writes its files, `name` with one extension or another, into `folder`; returns their paths. */
  draw(result: Result, name: string, folder: string): Promise<string[]>;
}

export const SECTION_6 = "06-why-earrings-fail";

/** Gives artifacts the experiment that they are drawn from. */
export function artifactsOf<Result extends ExperimentResult>(
  { id: experiment }: Experiment<Result>,
  artifacts: readonly Omit<Artifact<Result>, "experiment">[],
): Artifact<Result>[] {
  return artifacts.map((artifact) => ({ ...artifact, experiment }));
}

/** Writes a table as Markdown and CSV; returns their paths. */
export function tableFiles(table: Table, name: string, folder: string): string[] {
  const { markdown, csv } = saveTable(name, table, folder);
  return [markdown, csv];
}

/** Writes a figure as pictures and data; returns their paths. */
export async function figureFiles(figure: FigureSpec, name: string, folder: string): Promise<string[]> {
  const { svg, png, json } = await saveFigure(name, figure, folder);
  return [svg, png, json];
}
