/** How far a long piece of work has come. Rates and estimates are made by whoever shows it. */
export interface Progress {
  label: string;
  /** Units finished, 0 … total. */
  done: number;
  total: number;
  /** What was just finished or reused, in a few words. */
  note?: string;
}

/** Long work takes one of these; it never prints by itself. */
export type OnProgress = (progress: Progress) => void;
