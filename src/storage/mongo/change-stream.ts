import type { ChangeStreamDocument, ChangeStream as DriverStream, Collection as DriverCollection, ResumeToken } from 'mongodb';
import { StorageError, type Change, type ChangeStream, type Stored } from '../database';
import { storageErrorFrom } from './mongo-errors';

const KINDS = { insert: 'insert', update: 'update', replace: 'update', delete: 'delete' } as const;
type Watched<T extends Stored> = Extract<ChangeStreamDocument<T>, { operationType: keyof typeof KINDS }>;

/** MongoDB's change stream as the port's; a token is MongoDB's resume token in one string. */
export function watchCollection<T extends Stored>(
  collection: DriverCollection<T>,
  resumeAfter: string | undefined,
): ChangeStream<T> {
  const stream: DriverStream<T, Watched<T>> = collection.watch<T, Watched<T>>(
    [{ $match: { operationType: { $in: Object.keys(KINDS) } } }],
    { fullDocument: 'updateLookup', ...(resumeAfter !== undefined && { resumeAfter: parseToken(resumeAfter) }) },
  );
  let closed = false;
  // Asking for a first change opens the stream on the server, so that it stands before anyone iterates.
  const first = stream.tryNext();
  const ready = first.then(
    () => undefined,
    (error: unknown) => {
      throw storageErrorFrom(error);
    },
  );
  // Who does not wait for `ready` hears of the failure when iterating.
  ready.catch(() => undefined);
  return {
    ready,
    async *[Symbol.asyncIterator]() {
      try {
        const early = await first;
        if (early) yield toChange(early);
        while (!closed) yield toChange(await stream.next());
      } catch (error) {
        if (!closed) throw storageErrorFrom(error);
      }
    },
    async close() {
      closed = true;
      await stream.close();
    },
  };
}

function toChange<T extends Stored>(event: Watched<T>): Change<T> {
  const document = event.operationType === 'delete' ? undefined : event.fullDocument;
  return {
    token: Buffer.from(JSON.stringify(event._id)).toString('base64url'),
    kind: KINDS[event.operationType],
    id: String(event.documentKey._id),
    ...(document && { document }),
  };
}

function parseToken(token: string): ResumeToken {
  try {
    return JSON.parse(Buffer.from(token, 'base64url').toString()) as ResumeToken;
  } catch {
    throw new StorageError('stale', 'This is not a position that this store gave.');
  }
}
