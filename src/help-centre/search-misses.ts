import type { IncomingHttpHeaders } from 'node:http';
import type { FaqFeedback } from '../knowledge/feedback';
import { lettersOf } from '../understanding/letters';
import type { Clock } from '../platform/clock';
import type { Logger } from '../platform/logger';
import { dayOf } from '../platform/shanghai';
import type { Day } from '../platform/shanghai';
import { normalise } from '../understanding/normalise';
import type { Understanding } from '../understanding/types';

export interface SearchMissOptions {
  feedback: Pick<FaqFeedback, 'missed'>;
  clock: Clock;
  logger: Logger;
  /** Someone in danger is not asking what the next answer should be about. */
  understand: (text: string, context: { now: Date }) => Pick<Understanding, 'danger'>;
  /** Without secrets, numbers masked: nothing else is kept of a question. */
  protect: (text: string, now: Date) => string;
}

/** Keeps a question that the help centre could not answer, for those who write the answers. Never fails: the page matters more. */
export type KeepSearchMiss = (question: string, headers: IncomingHttpHeaders) => Promise<void>;

/** Of all consumers together: more would be read by nobody, and came from a robot. */
const KEPT_A_DAY = 500;
const SHORTEST = 2;

/**
 * The same question counts once a day, however often a page is opened again. A robot that follows links, or calls the address by itself, is
 * not counted: a browser says of our own search field that it is our own.
 */
export function createSearchMisses({ feedback, clock, logger, understand, protect }: SearchMissOptions): KeepSearchMiss {
  let budget: { day: Day; left: number } | undefined;

  return async (question, headers) => {
    const now = clock.now();
    if (headers['sec-fetch-site'] !== 'same-origin' || understand(question, { now }).danger) return;
    const day = dayOf(now);
    const kept = protect(question, now);
    const letters = lettersOf(normalise(kept));
    if (letters.length < SHORTEST) return;
    if (budget?.day !== day) budget = { day, left: KEPT_A_DAY };
    if (budget.left <= 0) return;
    budget.left--;
    await feedback
      .missed(kept, now, `help ${day} ${letters}`)
      .catch((error: unknown) => logger.warn({ err: error }, 'a search without an answer was not kept'));
  };
}
