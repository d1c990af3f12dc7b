import { renderSVG } from 'uqr';
import { AUDIENCE_CHANNELS } from '../../src/knowledge/entry';
import type { FaqEntry } from '../../src/knowledge/entry';
import { withoutTraces } from '../../src/bot/ingress';
import { helpRoutes } from '../../src/help-centre/help-routes';
import { createSearchMisses } from '../../src/help-centre/search-misses';
import { CARD, GENERAL_CARD } from '../../src/help-centre/share-cards';
import { HttpServer } from '../../src/http/server';
import { loadCategories } from '../../src/knowledge/categories';
import { withdrawEntry } from '../../src/knowledge/commands/withdraw-entry';
import { knowledgeCollections, openKnowledge } from '../../src/knowledge/open-knowledge';
import type { KnowledgeParts } from '../../src/knowledge/open-knowledge';
import { createLogger } from '../../src/platform/logger';
import { Metrics } from '../../src/platform/metrics';
import { normalise } from '../../src/understanding/normalise';
import { entryAbout } from '../knowledge/tools';
import { officeMorning } from '../tools/clocks';
import { describeEachStore } from '../tools/stores';

const everyone = { channels: [], readers: 'all' as const, staffOnly: false };
const ENTRIES: FaqEntry[] = [
  entryAbout('残缺的钱怎么换', ['破了的钱能换吗'], {
    _id: 'torn-notes',
    detail: '每张按剩余面积兑换。\n拨{BANK_HOTLINE}可问。',
    plain: '拿到银行就能换。',
    citations: [{ instrument: '人民币管理条例', article: '第22条' }],
    followUps: ['draft-one', 'staff-only', 'coins'],
    versionDate: '2026-11-01',
  }),
  entryAbout('硬币怎么换', ['换硬币'], { _id: 'coins', answer: '<script>alert(1)</script> & "引号"' }),
  entryAbout('理财会亏吗', ['理财保本吗'], { _id: 'wealth-loss', category: 'wealth', answer: '会。理财不保本。' }),
  entryAbout('草稿怎么问', ['草稿'], { _id: 'draft-one', status: 'draft', needsConfirmation: true }),
  entryAbout('同事才看的', ['内部怎么办'], { _id: 'staff-only', audience: { ...everyone, staffOnly: true } }),
  entryAbout('大字版才看的', ['老人怎么办'], { _id: 'elder-only', audience: { ...everyone, readers: 'elder' } }),
  entryAbout('微信才看的', ['微信里怎么办'], { _id: 'wechat-only', audience: { ...everyone, channels: [AUDIENCE_CHANNELS[1]] } }),
  entryAbout('过期了的', ['过期'], { _id: 'over', validTo: '2026-10-01' }),
];

describeEachStore('the help centre', (store) => {
  let parts: KnowledgeParts;
  let server: HttpServer;
  let url: string;
  beforeAll(async () => {
    const database = await store.open(knowledgeCollections);
    const logger = createLogger('silent');
    parts = await openKnowledge({ database, clock: officeMorning, logger, normalise, seeds: ENTRIES });
    server = new HttpServer({ trustProxy: true, log: logger, metrics: new Metrics() });
    server.add(
      helpRoutes({
        ...parts,
        bank: { name: '江南<银行>', hotline: '95000' },
        locale: 'zh-CN',
        publicUrl: 'https://help.bank.example',
        dangerOf: (text) => (text.includes('屏幕共享') ? 'fraud' : undefined),
        keepMiss: createSearchMisses({
          feedback: parts.feedback,
          clock: officeMorning,
          logger,
          understand: (text) => (text.includes('屏幕共享') ? { danger: 'fraud_in_progress' } : {}),
          protect: withoutTraces,
        }),
      }),
    );
    url = `http://127.0.0.1:${await server.listen(0, '127.0.0.1')}`;
  });
  afterAll(async () => {
    await server.close();
    await parts.close();
  });

  const page = async (path: string, headers: Record<string, string> = {}) => {
    const response = await fetch(url + path, { headers });
    return { status: response.status, headers: response.headers, text: await response.text() };
  };

  it('shows what is live for consumers on the web, and nothing else', async () => {
    const { status, text } = await page('/help/cash');
    expect(status).toBe(200);
    for (const title of ['残缺的钱怎么换', '硬币怎么换']) expect(text).toContain(title);
    for (const title of ['草稿怎么问', '同事才看的', '大字版才看的', '微信才看的', '过期了的']) expect(text).not.toContain(title);
    for (const id of ['draft-one', 'staff-only', 'elder-only', 'wechat-only', 'over', 'nothing'])
      for (const path of [`/help/entry/${id}`, `/help/entry/${id}/poster`]) expect((await page(path)).status).toBe(404);
    for (const id of ['draft-one', 'staff-only']) expect((await page(`/help/entry/${id}/qr.svg`)).status).toBe(404);
    expect((await page('/help/search?q=内部怎么办')).text).not.toContain('同事才看的');
    expect((await page('/help/cash?reading=elder')).text).toContain('大字版才看的');
    expect((await page('/help/no_such_topic')).status).toBe(404);
  });

  it('an answer stands word for word with its detail, source, date and live follow-ups', async () => {
    const { text } = await page('/help/entry/torn-notes');
    for (const part of [
      '银行免费兑换残缺、污损的人民币。',
      '每张按剩余面积兑换。',
      '拨95000可问。',
      '《人民币管理条例》第22条',
      '2026-11-01',
    ])
      expect(text).toContain(part);
    expect(text).toContain('href="/help/entry/coins"');
    expect(text).not.toMatch(/staff-only|draft-one/);
    expect((await page('/help/entry/torn-notes?reading=elder')).text).toContain('拿到银行就能换。');
    for (const path of ['/help/entry/wealth-loss', '/help/entry/wealth-loss/poster', '/help/wealth', '/help/search?q=理财会亏吗'])
      expect((await page(path)).text).toContain('理财非存款，产品有风险，投资须谨慎。');
  });

  it('escapes everything, and would run nothing anyway', async () => {
    for (const path of [
      '/help/entry/coins',
      '/help/entry/coins/poster',
      '/help/cash',
      '/help/search?q=<script>alert(1)</script>"',
    ]) {
      const { text, headers } = await page(path);
      expect(text).not.toContain('<script>alert');
      expect(text).not.toContain('江南<银行>');
      expect(headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'self'/);
    }
    expect((await page('/help/entry/%3Cscript%3Ealert(1)%3C%2Fscript%3E')).text).not.toContain('<script>alert');
  });

  it('tells search engines and friends: one address each, its question and answer, a map of all', async () => {
    const { text } = await page('/help/entry/coins?lang=en');
    expect(text).toContain('<link rel="canonical" href="https://help.bank.example/help/entry/coins"');
    expect(text).toContain('property="og:title" content="硬币怎么换"');
    const data = JSON.parse(/<script type="application\/ld\+json">\s*(.*?)\s*<\/script>/s.exec(text)?.[1] ?? '') as Record<
      string,
      unknown
    >;
    expect(data).toMatchObject({
      '@type': 'FAQPage',
      mainEntity: [{ name: '硬币怎么换', acceptedAnswer: { text: '<script>alert(1)</script> & "引号"' } }],
    });
    const map = (await page('/sitemap.xml')).text;
    const addresses = [...map.matchAll(/<loc>https:\/\/help.bank.example([^<]*)<\/loc>/g)].map(([, path]) => path);
    expect(addresses.sort()).toEqual([
      '/help',
      '/help/cash',
      '/help/entry/coins',
      '/help/entry/torn-notes',
      '/help/entry/wealth-loss',
      '/help/wealth',
    ]);
    expect((await page('/robots.txt')).text).toContain('Sitemap: https://help.bank.example/sitemap.xml');
    expect((await page('/help/search?q=换')).text).toContain('<meta name="robots" content="noindex"');
  });

  it('gives what only elder mode may have an address that opens it, in its code and for search engines', async () => {
    const codeOf = (path: string): string => renderSVG(`https://help.bank.example${path}`, { ecc: 'M', border: 2 });
    expect((await page('/help/entry/elder-only/qr.svg')).text).toBe(codeOf('/help/entry/elder-only?reading=elder'));
    expect((await page('/help/entry/coins/qr.svg')).text).toBe(codeOf('/help/entry/coins'));
    const canonical = async (path: string): Promise<string | undefined> =>
      /<link rel="canonical" href="https:\/\/help.bank.example([^"]*)"/.exec((await page(path)).text)?.[1];
    expect(await canonical('/help/entry/elder-only?reading=elder&lang=en')).toBe('/help/entry/elder-only?reading=elder');
    expect(await canonical('/help/entry/coins?reading=elder')).toBe('/help/entry/coins');
    expect(await canonical('/help/cash?reading=elder')).toBe('/help/cash');
  });

  it('is shared with the card of its topic, at an absolute address', async () => {
    const cards = [...loadCategories().map(({ key }) => key), GENERAL_CARD];
    for (const name of cards) {
      const response = await fetch(`${url}/help/share/${name}.png`);
      const picture = Buffer.from(await response.arrayBuffer());
      expect([name, response.status, response.headers.get('content-type')]).toEqual([name, 200, 'image/png']);
      expect([picture.readUInt32BE(16), picture.readUInt32BE(20)]).toEqual([CARD.width, CARD.height]);
      expect(picture.length).toBeLessThan(60 * 1024);
    }
    const cardOn = async (path: string): Promise<string | undefined> =>
      /<meta property="og:image" content="([^"]*)"/.exec((await page(path)).text)?.[1];
    expect(await cardOn('/help/entry/coins')).toBe('https://help.bank.example/help/share/cash.png');
    expect(await cardOn('/help/cash')).toBe('https://help.bank.example/help/share/cash.png');
    expect(await cardOn('/help')).toBe('https://help.bank.example/help/share/general.png');
    for (const name of ['nothing.png', 'cash.svg', '..%2F..%2Ftokens.css'])
      expect((await page(`/help/share/${name}`)).status).toBe(404);
  });

  it('searches as the chat does: the answer, titles, or the other doors; danger before all', async () => {
    expect((await page('/help/search?q=破了的钱能换吗')).text).toContain('银行免费兑换残缺、污损的人民币。');
    const none = (await page('/help/search?q=qwertyuiop')).text;
    expect(none).toContain('没有找到核准过的答案');
    expect(none).toContain('tel:95000');
    const danger = (await page('/help/search?q=破了的钱能换吗，他让我屏幕共享')).text;
    expect(danger).toContain('拨打110报警');
    expect(danger).not.toContain('银行免费兑换');
    expect((await page(`/help/search?q=${'长'.repeat(900)}`)).status).toBe(200);
  });

  it('keeps what its own field asked in vain: once a day, without secrets and numbers, nothing of robots or of danger', async () => {
    const ours = { 'sec-fetch-site': 'same-origin' };
    const ask = (question: string, headers: Record<string, string> = ours) =>
      page(`/help/search?q=${encodeURIComponent(question)}`, headers);
    await ask('qwertyuiop');
    await ask('Qwertyuiop!');
    await ask('asdfghjkl 13812345678 zxcvbnm');
    await ask('zxcvbnm 屏幕共享');
    await ask('。。。');
    await ask('poiuytrewq', {});
    await ask('poiuytrewq', { 'sec-fetch-site': 'none' });
    await ask('破了的钱能换吗');
    const kept = (await parts.feedback.openMisses(new Date(0), 100)).map(({ question }) => question);
    expect(kept.sort()).toEqual(['asdfghjkl 138****5678 zxcvbnm', 'qwertyuiop']);
  });

  it('is sent again only when its version changes, and a withdrawn answer is gone with the next look', async () => {
    const first = await page('/help/entry/wealth-loss');
    const etag = first.headers.get('etag') ?? '';
    expect((await page('/help/entry/wealth-loss', { 'if-none-match': etag })).status).toBe(304);
    await withdrawEntry(parts.book, { id: 'wealth-loss', revision: 1, actor: 'lin', reason: '停办' });
    expect((await page('/help/entry/wealth-loss', { 'if-none-match': etag })).status).toBe(404);
    expect((await page('/help')).text).not.toContain('/help/wealth');
  });
});
