import { EmbeddingService } from '../knowledge/embedding-service';
import { describeEachStoreKind, startAppUnderTest } from '../tools/app-under-test';
import type { AppUnderTest } from '../tools/app-under-test';
import { Consumer } from '../tools/consumer';
import { play } from '../tools/transcript';

/** A bank with an embedding endpoint: what reaches it, and what a consumer notices of it. */
describeEachStoreKind('questions and an embedding endpoint', (store) => {
  let service: EmbeddingService;
  let app: AppUnderTest;
  let consumer: Consumer;
  beforeAll(async () => {
    service = await EmbeddingService.start();
    app = await startAppUnderTest(store, { XIAOBAO_EMBEDDINGS_URL: service.url, XIAOBAO_EMBEDDINGS_MODEL: 'e5-query' });
    while (!(await metrics()).includes('xiaobao_embeddings_total') || (await fetchedMore())) continue; // the entries’ own vectors
  }, 120_000);
  afterAll(async () => {
    await app.stop();
    await service.stop();
  });
  beforeEach(async () => {
    consumer = await Consumer.arrive(app.url);
    service.requests.length = 0;
  });

  const metrics = async (): Promise<string> => (await fetch(`${app.url}/metrics`)).text();
  const fetchedMore = async (): Promise<boolean> => {
    const before = service.requests.length;
    await new Promise((resolve) => setTimeout(resolve, 2000));
    return service.requests.length !== before;
  };
  const ASKS = `
      消费者  我13812345678的存款要是银行倒了能赔几多
      小保    …`;

  it('reach it masked, one request a message', async () => {
    await play(consumer, ASKS);
    expect(service.texts).toEqual(['我138****5678的存款要是银行倒了能赔几多']);
    expect(await metrics()).toMatch(/xiaobao_embeddings_total\{asked="question",outcome="ok"\} [1-9]/);
  });

  it('do not reach it in danger, in a form, or as our own buttons', async () => {
    await play(
      consumer,
      `
      消费者  我要投诉
      小保    …
      小保    …
      消费者  我叫李小红，存款的事
      小保    …
      小保    …`,
    );
    await play(
      await Consumer.arrive(app.url),
      `
      消费者  我刚被骗了，正在给骗子转账
      小保    …`,
    );
    expect(service.texts).toEqual([]);
  });

  it('are answered the same when it is silent', async () => {
    service.behaviour = 'silent';
    await play(consumer, ASKS);
    service.behaviour = 'vectors';
  });

  it('find the entries’ vectors in the store after a restart', async () => {
    await app.restart();
    await play(await Consumer.arrive(app.url), ASKS);
    expect(service.texts.filter((text) => !text.includes('138'))).toEqual([]);
  });
});
