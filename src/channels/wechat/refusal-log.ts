import type { Clock } from '../../platform/clock';
import { XiaobaoError } from '../../platform/errors';
import type { Logger } from '../../platform/logger';

const PAUSE_MS = 60_000;

/** What to look at, by what is wrong with a push. */
export type WhereToLook = Readonly<Record<string, string>>;

/** Says in the log what a callback refuses: each kind once a minute, however often it comes, and nothing of what came. */
export class RefusalLog {
  private readonly said = new Map<string, number>();

  constructor(
    private readonly logger: Logger,
    private readonly clock: Clock,
    private readonly whereToLook: WhereToLook,
  ) {}

  /** Does the work, and passes on what it throws. */
  async over(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (error instanceof XiaobaoError) this.note(error);
      throw error;
    }
  }

  private note({ code, details: { what } }: XiaobaoError): void {
    const kind = `${code} ${what}`;
    const now = this.clock.now().getTime();
    if (now - (this.said.get(kind) ?? -Infinity) < PAUSE_MS) return;
    this.said.set(kind, now);
    this.logger.warn({ code, what, lookAt: this.whereToLook[String(what)] }, 'a push was refused');
  }
}
