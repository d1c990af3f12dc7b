/**
 * Runs the same work, never twice at a time. Asked for while it runs, it runs once more behind: what came in between may
 * have been too late for the run under way.
 */
export class SingleRunner {
  private asked = false;
  private running?: Promise<void>;

  /** @param work never rejects */
  constructor(private readonly work: () => Promise<void>) {}

  /** Resolves when a run that began behind this call has ended, and nothing more is asked for. */
  run(): Promise<void> {
    this.asked = true;
    this.running ??= this.runWhileAsked();
    return this.running;
  }

  /** Resolves when nothing runs. */
  async settled(): Promise<void> {
    while (this.running) await this.running;
  }

  private async runWhileAsked(): Promise<void> {
    while (this.asked) {
      this.asked = false;
      await this.work();
    }
    this.running = undefined; // in the same breath: nobody can ask in between and be told that it runs
  }
}
