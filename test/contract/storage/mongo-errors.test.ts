import { MongoNetworkError, MongoNetworkTimeoutError, MongoServerError } from 'mongodb';
import { storageErrorFrom } from '../../../src/storage/mongo/mongo-errors';

/** As the driver’s own PoolClearedError, which it does not export: a pool that is emptied while a request waits in it. */
class PoolCleared extends MongoNetworkError {
  override get name(): string {
    return 'MongoPoolClearedError';
  }
}

describe('What the driver reports', () => {
  it.each([
    new MongoNetworkError('socket closed'),
    new MongoNetworkTimeoutError('timed out'),
    new PoolCleared('Connection pool for mongo:27017 was cleared because another operation failed'),
    new MongoServerError({ message: 'stepping down', code: 189 }),
  ])('$name is tried again', (error) => {
    expect(storageErrorFrom(error).label).toBe('retryable');
  });

  it('is not tried again where that would not help', () => {
    expect(storageErrorFrom(new MongoServerError({ message: 'unknown operator', code: 2 })).label).toBe('unsupported');
  });
});
