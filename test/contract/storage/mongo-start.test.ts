import { openMongo } from '../../../src/storage/mongo/open';

/** What an operator reads when the connection string, or what it points to, is not right. No server is needed. */
describe('Connecting to MongoDB', () => {
  const failure = async (uri: string): Promise<Error & { label?: string }> => {
    try {
      const database = await openMongo({ uri, allowStandalone: false });
      await database.close();
    } catch (error) {
      return error as Error;
    }
    throw new Error('It connected.');
  };

  it.each(['mongo://user:geheim@host', 'mongodb://user:geheim@:70000/x', ''])(
    'with %j says what a connection string looks like, and not the password',
    async (uri) => {
      const error = await failure(uri);
      expect(error).toMatchObject({ name: 'StorageError', label: 'unsupported' });
      expect(error.message).toContain('mongodb://user:password@host:27017');
      expect(`${error.message} ${error.stack} ${String(error.cause)}`).not.toContain('geheim');
    },
  );

  it('where no server is says that it may be tried again, and not the password', async () => {
    const error = await failure('mongodb://user:geheim@127.0.0.1:1/x?serverSelectionTimeoutMS=200');
    expect(error).toMatchObject({ name: 'StorageError', label: 'retryable' });
    expect(`${error.message} ${error.stack} ${String(error.cause)}`).not.toContain('geheim');
  });
});
