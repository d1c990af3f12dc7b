import {
  MongoClientClosedError,
  MongoError,
  MongoNetworkError,
  MongoNotConnectedError,
  MongoOperationTimeoutError,
  MongoServerError,
  MongoServerSelectionError,
  MongoTopologyClosedError,
} from 'mongodb';
import { StorageError, type StorageErrorLabel } from '../database';

/** Server codes with a label of their own; see MongoDB's error_codes.yml. */
const LABELS: Record<number, StorageErrorLabel> = {
  11000: 'duplicate',
  11001: 'duplicate',
  260: 'stale', // InvalidResumeToken
  280: 'stale', // ChangeStreamFatalError
  286: 'stale', // ChangeStreamHistoryLost
  6: 'retryable', // HostUnreachable
  7: 'retryable', // HostNotFound
  50: 'retryable', // MaxTimeMSExpired
  64: 'retryable', // WriteConcernTimeout
  89: 'retryable', // NetworkTimeout
  91: 'retryable', // ShutdownInProgress
  112: 'retryable', // WriteConflict
  189: 'retryable', // PrimarySteppedDown
  262: 'retryable', // ExceededTimeLimit
  9001: 'retryable', // SocketException
  10107: 'retryable', // NotWritablePrimary
  11600: 'retryable', // InterruptedAtShutdown
  11602: 'retryable', // InterruptedDueToReplStateChange
  13435: 'retryable', // NotPrimaryNoSecondaryOk
  13436: 'retryable', // NotPrimaryOrSecondary
};
/** With those that derive from them: a pool that is cleared on a network error, a network that times out. */
const RETRYABLE = [MongoNetworkError, MongoServerSelectionError, MongoOperationTimeoutError];
const RETRYABLE_LABELS = [
  'RetryableWriteError',
  'TransientTransactionError',
  'ResumableChangeStreamError',
  'SystemOverloadedError',
];
const REFUSED_USER = [13, 18];

/**
 * Says in the port's words what MongoDB or its driver reports. The original is not kept as `cause`: its text may quote
 * documents, which are personal data, or the connection string.
 */
export function storageErrorFrom(error: unknown, collection = 'The collection'): StorageError {
  if (error instanceof StorageError) return error;
  if (!(error instanceof MongoError)) return new StorageError('unsupported', 'MongoDB cannot be asked this.', { cause: error });
  const label = labelOf(error);
  if (label === 'duplicate') return new StorageError(label, `${collection} holds a document with this ${keyOf(error)} already.`);
  if (label === 'closed') return new StorageError(label, 'The store is closed.');
  if (label === 'retryable') return new StorageError(label, `MongoDB does not answer at the moment (${nameOf(error)}).`);
  if (label === 'stale') {
    return new StorageError(
      label,
      'The changes behind this position are no longer kept. Read the collection again and watch from now on.',
    );
  }
  if (REFUSED_USER.includes(Number(error.code))) {
    return new StorageError(
      label,
      'MongoDB refuses the user of the connection string: wrong password, or no right to this database.',
    );
  }
  return new StorageError(label, `MongoDB refused the request (${nameOf(error)}).`);
}

function labelOf(error: MongoError): StorageErrorLabel {
  if (
    error instanceof MongoClientClosedError ||
    error instanceof MongoNotConnectedError ||
    error instanceof MongoTopologyClosedError
  ) {
    return 'closed';
  }
  const known = LABELS[Number(error.code)];
  if (known) return known;
  const retryable =
    RETRYABLE.some((kind) => error instanceof kind) || RETRYABLE_LABELS.some((label) => error.hasErrorLabel(label));
  return retryable ? 'retryable' : 'unsupported';
}

function nameOf(error: MongoError): string {
  const codeName = error instanceof MongoServerError ? error.codeName : undefined;
  return codeName ?? (error.code === undefined ? error.name : `code ${error.code}`);
}

function keyOf(error: MongoError): string {
  const { keyPattern } = error as { keyPattern?: object };
  return keyPattern ? Object.keys(keyPattern).join(' + ') : 'key';
}
