/**
 * Runs one piece of work at a time; of those that are asked for meanwhile only the last is run. Resolves when there is
 * nothing left to do.
 */
export class Latest {
  private next: (() => Promise<void>) | undefined;
  private running: Promise<void> | undefined;

  run(work: () => Promise<void>): Promise<void> {
    this.next = work;
    this.running ??= this.runAll().finally(() => (this.running = undefined));
    return this.running;
  }

  private async runAll(): Promise<void> {
    for (let work = this.next; work; work = this.next) {
      this.next = undefined;
      await work();
    }
  }
}
