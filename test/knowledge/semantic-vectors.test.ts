import { loadSearchLexicon } from '../../src/knowledge/lexicon';
import { SemanticVectors } from '../../src/knowledge/semantic-vectors';
import type { SemanticOptions } from '../../src/knowledge/semantic-vectors';
import { createTitleSearch } from '../../src/knowledge/title-search';
import { VectorCache, cachedVectorsCollection } from '../../src/knowledge/vector-cache';
import { systemClock } from '../../src/platform/clock';
import { normalise } from '../../src/understanding/normalise';
import type { Database } from '../../src/storage/database';
import { describeEachStore } from '../tools/stores';
import { EmbeddingService } from './embedding-service';
import type { Behaviour } from './embedding-service';

const TEXTS = ['破损的硬币能换吗？', '存款有保障吗'];
const DOWN: [string, Behaviour][] = [
  ['says nothing', 'silent'],
  ['cuts the connection', 'cut off'],
  ['never finishes', 'never finished'],
  ['fails', { status: 500, body: 'boom' }],
  ['has no such path', { status: 404, body: '{}' }],
  ['does not know the key', { status: 401, body: '{"error":{"message":"bad key"}}' }],
  ['finds fault with everything', { status: 400, body: '{"error":{"message":"unknown model"}}' }],
  ['is asked too often', { status: 429, headers: { 'retry-after': '1' } }],
  ['sends elsewhere', { status: 307, headers: { location: 'http://127.0.0.1:9/v1/embeddings' } }],
  ['answers with a page', { status: 200, body: '<html>login</html>' }],
  ['answers something else', { status: 200, body: '{"data":[{"embedding":[1,2]}]}' }],
  ['answers for none of them', { status: 200, body: '{"data":[]}' }],
  ['answers NaN', { status: 200, body: '{"data":[{"index":0,"embedding":[NaN,1]},{"index":1,"embedding":[1,1]}]}' }],
  ['answers null', { status: 200, body: '{"data":[{"index":0,"embedding":[null,1]},{"index":1,"embedding":[1,1]}]}' }],
  [
    'answers more than a number holds',
    { status: 200, body: '{"data":[{"index":0,"embedding":[1e999]},{"index":1,"embedding":[1]}]}' },
  ],
  [
    'answers vectors that point nowhere',
    { status: 200, body: '{"data":[{"index":0,"embedding":[0,0]},{"index":1,"embedding":[1,1]}]}' },
  ],
  ['mixes lengths', { status: 200, body: '{"data":[{"index":0,"embedding":[1]},{"index":1,"embedding":[1,1]}]}' }],
  ['answers one text twice', { status: 200, body: '{"data":[{"index":0,"embedding":[1]},{"index":0,"embedding":[1]}]}' }],
];

let service: EmbeddingService;
let opened: SemanticVectors[];
let heard: string[];
beforeEach(async () => {
  [service, opened, heard] = [await EmbeddingService.start(), [], []];
});
afterEach(async () => {
  await Promise.all(opened.map((vectors) => vectors.close()));
  await service.stop();
});

async function open(more: Partial<SemanticOptions> = {}): Promise<SemanticVectors> {
  const vectors = await SemanticVectors.open({
    url: service.url,
    model: 'e5-query',
    deadlineMs: 5000,
    retryMs: 10,
    onOutcome: (asked, outcome) => heard.push(`${asked} ${outcome}`),
    onChange: (asked, state) => heard.push(`${asked} ${state}`),
    ...more,
  });
  opened.push(vectors);
  return vectors;
}

describe('Vectors of an embedding endpoint', () => {
  it('are asked for as the API is documented, and come in the order of the texts', async () => {
    const vectors = await open({ url: `${service.url}/`, key: 'sk-1', prefix: 'query:' });
    const [coin, deposit] = (await vectors.ask(TEXTS))!;
    expect(service.requests).toEqual([
      {
        path: '/v1/embeddings',
        authorization: 'Bearer sk-1',
        body: { model: 'e5-query', input: TEXTS.map((text) => `query: ${text}`), encoding_format: 'float' },
      },
    ]);
    expect([coin![0]! > coin![1]!, deposit![1]! > deposit![0]!]).toEqual([true, true]);
    expect(Math.hypot(...coin!)).toBeCloseTo(1);
    expect(heard).toEqual(['question ok']);
  });

  it.each(DOWN)('are missing when the endpoint %s, and nothing is thrown', async (_, behaviour) => {
    service.behaviour = behaviour;
    const vectors = await open({ deadlineMs: 100 });
    expect(await vectors.ask(TEXTS)).toBeUndefined();
    expect(heard).toHaveLength(1);
    expect(heard[0]).toMatch(/^question (timeout|error|throttled)$/);
  });

  it('are missing when nobody listens', async () => {
    const vectors = await open({ url: 'http://127.0.0.1:9/v1' });
    expect(await vectors.ask(TEXTS)).toBeUndefined();
  });

  it('are not asked for once the endpoint is given up, until it is back', async () => {
    service.behaviour = { status: 500 };
    const vectors = await open({ pauseMs: 50 });
    for (let times = 0; times < 5; times++) await vectors.ask(TEXTS);
    expect(service.requests).toHaveLength(3);
    expect(heard.filter((line) => line === 'question open')).toHaveLength(1);
    service.behaviour = 'vectors';
    while (!(await vectors.ask(TEXTS))) await new Promise((resolve) => setTimeout(resolve, 20));
    expect(heard.at(-2)).toBe('question closed');
  });

  it('of texts come in the background, however often it fails before', async () => {
    service.behaviour = { status: 503 };
    const vectors = await open({ pauseMs: 20 });
    vectors.want(TEXTS);
    while (!heard.includes('texts open')) await new Promise((resolve) => setTimeout(resolve, 5));
    expect(vectors.complete).toBe(false);
    service.behaviour = 'vectors';
    await vectors.settled();
    expect(vectors.complete).toBe(true);
    expect(TEXTS.map((text) => vectors.of(text)?.length)).toEqual([5, 5]);
  });

  it('of a text that the endpoint refuses are left out; the others come', async () => {
    service.behaviour = { refusesTextsWith: '长长' };
    const vectors = await open();
    vectors.want(['长长的一句话', ...TEXTS, '转账限额']);
    await vectors.settled();
    expect(vectors.complete).toBe(true);
    expect(vectors.of('长长的一句话')).toHaveLength(0);
    expect(vectors.of('转账限额')).toHaveLength(5);
  });

  it('of another length than before are no vectors', async () => {
    const vectors = await open();
    vectors.want(TEXTS);
    await vectors.settled();
    service.behaviour = { dimensions: 7 };
    expect(await vectors.ask(TEXTS)).toBeUndefined();
  });

  it('end with the program, also while nothing comes', async () => {
    service.behaviour = 'silent';
    const vectors = await open();
    vectors.want(TEXTS);
    while (service.requests.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    await vectors.close();
    expect(vectors.complete).toBe(false);
  });
});

describe('A ranking with vectors', () => {
  it('puts first what means the same, once every title has its vector', async () => {
    const vectors = await open();
    const search = createTitleSearch(TEXTS, loadSearchLexicon(), normalise, vectors);
    const [vector] = (await vectors.ask(['嗷呜有吗']))!;
    const first = () => TEXTS[search('嗷呜有吗', vector)[0]!.title];
    const before = first();
    vectors.want(TEXTS.slice(0, 1));
    await vectors.settled();
    const halfway = first();
    vectors.want(TEXTS);
    await vectors.settled();
    expect([before, halfway, first()]).toEqual(['存款有保障吗', '存款有保障吗', '破损的硬币能换吗？']);
  });

  it('goes by words for a vector that does not fit', async () => {
    const vectors = await open();
    vectors.want(TEXTS);
    await vectors.settled();
    const search = createTitleSearch(TEXTS, loadSearchLexicon(), normalise, vectors);
    expect(search('存款有保障吗', new Float32Array(3))).toEqual(search('存款有保障吗'));
  });
});

describeEachStore('Vectors of texts', (store) => {
  it('are not asked for again, by a restart or by another process', async () => {
    const over = (database: Database, space = 'e5-query'): Promise<SemanticVectors> =>
      open({ cache: new VectorCache(database.collection(cachedVectorsCollection), space, systemClock) });
    const first = await over(await store.open([cachedVectorsCollection]));
    first.want(TEXTS);
    await first.settled();
    expect(service.texts).toEqual(TEXTS);

    const second = await over(await store.reopen([cachedVectorsCollection]));
    second.want([...TEXTS, '转账限额']);
    await second.settled();
    expect(service.texts).toEqual([...TEXTS, '转账限额']);
    expect(TEXTS.map((text) => second.of(text))).toEqual(TEXTS.map((text) => first.of(text)));

    const other = await over(await store.reopen([cachedVectorsCollection]), 'another-model');
    other.want(TEXTS);
    await other.settled();
    expect(service.texts.slice(3)).toEqual(TEXTS);
  });
});
