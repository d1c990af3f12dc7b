import { SURE } from '../../dialogs/intents';
import { createSecondOpinion, reconsiderMood } from '../../src/understanding/second-opinion';
import type { SecondOpinion } from '../../src/understanding/second-opinion';
import { createUnderstand } from '../../src/understanding/understand';
import type { SeenActivity } from '../tools/consumer';
import { Consumer } from '../tools/consumer';
import { startAppUnderTest } from '../tools/app-under-test';
import { LanguageService } from './language-service';

describe('the second opinion', () => {
  let service: LanguageService;
  let now: number;
  let news: string[];
  beforeEach(async () => {
    service = await LanguageService.start();
    now = Date.UTC(2026, 10, 25, 2);
    news = [];
  });
  afterEach(() => service.stop());

  const open = (deadlineMs = 10_000): Promise<SecondOpinion> =>
    createSecondOpinion({
      endpoint: service.endpoint,
      key: 'the-key',
      allowInsecureConnection: true,
      deadlineMs,
      clock: { now: () => new Date(now) },
      onChange: (state) => news.push(state),
    });

  const down = { status: 500, body: '{"error":{"code":"InternalServerError","message":"down"}}' };

  it('is how negative the service finds a message', async () => {
    service.behaviour = { answers: 'negative', negative: 0.97 };
    expect(await (await open()).ask('办成这样真让人心凉', 'zh-CN')).toEqual({ negative: 0.97 });
  });

  it('is asked for in one call, in the language of the consumer, with the wish that nothing be kept', async () => {
    await (await open()).ask('this leaves me cold', 'en');
    expect(service.requests).toHaveLength(1);
    const [{ path, key, body }] = service.requests as [LanguageService['requests'][number]];
    expect(path).toMatch(/^\/language\/:analyze-text\?api-version=/);
    expect(key).toBe('the-key');
    expect(body).toMatchObject({
      kind: 'SentimentAnalysis',
      parameters: { loggingOptOut: true },
      analysisInput: { documents: [{ language: 'en', text: 'this leaves me cold' }] },
    });
  });

  it('is not asked for where nothing was said', async () => {
    expect(await (await open()).ask(' \n', 'zh-CN')).toBeUndefined();
    expect(service.requests).toEqual([]);
  });

  it('is asked for the beginning of a text longer than the service takes, without cutting a character in two', async () => {
    await (await open()).ask('a' + '😤'.repeat(6000), 'zh-CN');
    const sent = service.requests[0]?.body.analysisInput.documents[0]?.text ?? '';
    expect([...sent]).toHaveLength(5000);
    expect(sent.endsWith('😤')).toBe(true);
  });

  it.each(['silent', 'never finished'] as const)(
    'is gone without when the service is %s: the request is given up',
    async (slow) => {
      service.behaviour = slow;
      expect(await (await open(100)).ask('办成这样真让人心凉', 'zh-CN')).toBeUndefined();
      expect(service.requests).toHaveLength(1);
      while (service.abandoned === 0) await new Promise((resolve) => setImmediate(resolve));
    },
  );

  it.each([
    ['an error', down],
    ['a wrong key', { status: 401, body: '{"error":{"code":"401","message":"Access denied"}}' }],
    ['too many requests', { status: 429, body: '{}', headers: { 'retry-after': '60' } }],
    ['a redirect', { status: 307, body: '', headers: { location: '/elsewhere' } }],
    ['a page', { status: 200, body: '<html>proxy</html>', headers: { 'content-type': 'text/html' } }],
    ['half an answer', { status: 200, body: '{"kind":"SentimentAnalysisResults"}' }],
    ['another kind of answer', { status: 200, body: '{"kind":"LanguageDetectionResults","results":{}}' }],
    ['no document', { status: 200, body: '{"kind":"SentimentAnalysisResults","results":{"documents":[],"errors":[]}}' }],
    ['a score out of range', { answers: 'negative', negative: 7 }],
  ] as const)('is gone without, and asked for once only, when the service answers with %s', async (_, behaviour) => {
    service.behaviour = behaviour;
    expect(await (await open()).ask('办成这样真让人心凉', 'zh-CN')).toBeUndefined();
    expect(service.requests).toHaveLength(1);
  });

  it('is not asked for while the service is down, and again half a minute later', async () => {
    const secondOpinion = await open();
    const ask = () => secondOpinion.ask('办成这样真让人心凉', 'zh-CN');
    service.behaviour = down;
    for (let times = 0; times < 5; times++) expect(await ask()).toBeUndefined();
    expect(service.requests).toHaveLength(3);
    expect(news).toEqual(['open']);

    service.behaviour = { answers: 'negative', negative: 0.9 };
    now += 29_000;
    expect(await ask()).toBeUndefined();
    now += 1_000;
    expect(await ask()).toEqual({ negative: 0.9 });
    expect(await ask()).toEqual({ negative: 0.9 });
    expect(news).toEqual(['open', 'closed']);
  });

  it('is still asked for after texts that the service refuses: they are no sign of its health', async () => {
    const secondOpinion = await open();
    service.behaviour = { refuses: 'The language is not supported.' };
    for (let times = 0; times < 5; times++) expect(await secondOpinion.ask('???', 'zh-CN')).toBeUndefined();
    expect(service.requests).toHaveLength(5);
    expect(news).toEqual([]);
  });

  it('is not asked for over plain HTTP unless that is allowed', async () => {
    const strict = await createSecondOpinion({
      endpoint: service.endpoint,
      key: 'the-key',
      allowInsecureConnection: false,
      clock: { now: () => new Date(now) },
      onChange: (state) => news.push(state),
    });
    expect(await strict.ask('办成这样真让人心凉', 'zh-CN')).toBeUndefined();
    expect(service.requests).toEqual([]);
  });
});

describe('the mood after a second opinion', () => {
  it('rises from calm to upset where the service is very sure', () => {
    expect(reconsiderMood('calm', { negative: 0.8 })).toBe('upset');
    expect(reconsiderMood('calm', { negative: 0.79 })).toBe('calm');
  });

  it.each(['upset', 'furious', 'desperate'] as const)('stays %s whatever the service thinks', (mood) => {
    expect(reconsiderMood(mood, { negative: 0 })).toBe(mood);
    expect(reconsiderMood(mood, { negative: 1 })).toBe(mood);
  });
});

describe('a conversation with a second opinion configured', () => {
  /** Nothing that the bot is sure about, whatever the model has learned lately. */
  const understand = createUnderstand();
  const unclear = ['这事办得让人寒心', '孩子他姑说窗口那边让再等等', '红烧排骨里放了电风扇']
    .map((words) => `${words}，13800138000`)
    .find((text) => understand(text, { now: new Date() }).score < SURE)!;
  const words = ({ text, suggestedActions }: SeenActivity) => [text, suggestedActions?.actions.map(({ title }) => title)];
  let service: LanguageService;
  beforeEach(async () => (service = await LanguageService.start()));
  afterEach(() => service.stop());

  async function whatTheBotSays(said: readonly string[], settings: Record<string, string>): Promise<unknown[]> {
    const app = await startAppUnderTest('embedded', settings);
    const consumer = await Consumer.arrive(app.url);
    const heard = [];
    for (const one of said) heard.push((await consumer.say(one)).map(words));
    await app.stop();
    return heard;
  }

  const configured = () => ({ AZURE_LANGUAGE_ENDPOINT: service.endpoint, AZURE_LANGUAGE_KEY: 'the-key' });

  it('goes on as usual when the service is down', async () => {
    service.behaviour = { status: 503, body: '' };
    const said = [unclear, '你好', unclear];
    const heard = await whatTheBotSays(said, configured());
    expect(service.requests.length).toBeGreaterThan(0);
    expect(heard).toEqual(await whatTheBotSays(said, {}));
  });

  it('shows operators that the service is given up', async () => {
    service.behaviour = { status: 503, body: '' };
    const app = await startAppUnderTest('embedded', configured());
    const consumer = await Consumer.arrive(app.url);
    for (let times = 0; times < 3; times++) await consumer.say(unclear);
    const metrics = await (await fetch(`${app.url}/metrics`)).text();
    await app.stop();
    expect(metrics).toContain('xiaobao_events_total{event="second_opinion_open"} 1');
  });

  it('lets only masked words leave the machine', async () => {
    await whatTheBotSays([unclear], configured());
    expect(service.requests.map(({ body }) => body.analysisInput.documents.map(({ text }) => text))).toEqual([
      [unclear.replace('13800138000', '138****8000')],
    ]);
    expect(service.requests[0]?.raw).not.toContain('13800138000');
  });

  it('keeps to itself what it understands, what is danger and what answers a form', async () => {
    await whatTheBotSays(['我要投诉', unclear, '取消', '我被骗了，钱正在转走', '我不想活了', unclear], configured());
    expect(service.requests).toEqual([]);
  });

  it('does not start in production with an endpoint that is not encrypted', async () => {
    const settings = { NODE_ENV: 'production', ...configured() };
    await expect(startAppUnderTest('embedded', settings)).rejects.toThrow('AZURE_LANGUAGE_ENDPOINT must be an https: address');
  });
});
