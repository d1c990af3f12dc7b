import { readConfig } from '../src/config/config';
import { connectEmbeddings } from '../src/open-embeddings';

const quiet = { onOutcome: () => undefined, onChange: () => undefined };

function connect(url: string, model = 'e5-query') {
  const environment = { NODE_ENV: 'production', XIAOBAO_EMBEDDINGS_URL: url, XIAOBAO_EMBEDDINGS_MODEL: model };
  return connectEmbeddings(readConfig(environment), quiet);
}

describe('An embedding endpoint in production', () => {
  it('is not spoken to in the clear, unless it is this machine', async () => {
    await expect(connect('http://embeddings.bank.example/v1')).rejects.toThrow(
      'XIAOBAO_EMBEDDINGS_URL must be an https: address',
    );
    await expect(connect('http://127.0.0.1.bank.example/v1')).rejects.toThrow('https');
    for (const url of [
      'https://embeddings.bank.example/v1',
      'http://127.0.0.1:8000/v1',
      'http://localhost/v1',
      'http://[::1]:1/v1',
    ])
      await (await connect(url))?.close();
  });

  it('is not there unless it is configured, and has a model', async () => {
    expect(await connectEmbeddings(readConfig({}), quiet)).toBeUndefined();
    expect(() => connect('http://127.0.0.1:8000/v1', '')).toThrow('belong together');
  });
});
