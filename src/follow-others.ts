import { setTimeout as wait } from 'node:timers/promises';
import { messagesCollection } from './conversations/message';
import type { MessageLog } from './conversations/message-log';
import type { EntryBook } from './knowledge/entry-book';
import { faqEntriesCollection } from './knowledge/entry-record';
import type { HandoffQueue } from './handoff/queue';
import { ticketsCollection } from './handoff/ticket';
import type { Logger } from './platform/logger';
import { StorageError } from './storage/database';
import type { Change, ChangeStream, Database } from './storage/database';

/** Passes on what other processes write to a shared store; a broken stream is resumed where it stood. @returns what ends it. */
export function followOtherProcesses(
  database: Database,
  { log, queue, book }: { log: MessageLog; queue: HandoffQueue; book: EntryBook },
  logger: Logger,
): () => Promise<void> {
  const followers = [
    follow(
      (resumeAfter) => database.collection(messagesCollection).watch({ resumeAfter }),
      ({ kind, document }) => kind === 'insert' && document && log.noticed(document),
      logger,
    ),
    follow(
      (resumeAfter) => database.collection(ticketsCollection).watch({ resumeAfter }),
      ({ document }) => document && queue.noticed(document),
      logger,
    ),
    follow(
      (resumeAfter) => database.collection(faqEntriesCollection).watch({ resumeAfter }),
      ({ document }) => document && book.noticed(document),
      logger,
      // What changed between the first reading and the opening of the stream.
      () => book.load(),
    ),
  ];
  return async () => void (await Promise.all(followers.map((stop) => stop())));
}

function follow<T>(
  open: (resumeAfter?: string) => ChangeStream<T>,
  pass: (change: Change<T>) => unknown,
  logger: Logger,
  catchUp?: () => Promise<void>,
): () => Promise<void> {
  let stopped = false;
  let stream: ChangeStream<T> | undefined;
  const run = async (): Promise<void> => {
    let position: string | undefined;
    while (!stopped) {
      try {
        stream = open(position);
        void stream.ready.then(catchUp).catch((error: unknown) => logger.warn({ err: error }, 'catching up failed'));
        for await (const change of stream) {
          position = change.token;
          pass(change);
        }
      } catch (error) {
        if (stopped) return;
        // Cut off for longer than changes are kept: they are watched from now on, and what was missed is read.
        if (error instanceof StorageError && error.label === 'stale') position = undefined;
        logger.warn({ err: error }, 'change stream broke, resuming');
        await wait(1000);
      }
    }
  };
  const running = run();
  return async () => {
    stopped = true;
    await stream?.close();
    await running;
  };
}
