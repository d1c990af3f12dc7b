import { accessTokensCollection } from '../../../src/channels/wechat/access-token';
import { pageSignature } from '../../../src/channels/wechat/js-sdk';
import { zhCN as words } from '../../../locales/pages/zh-CN';
import { eventFields } from '../../tools/wechat-platform/inbound';
import { describeEachStore } from '../../tools/stores';
import { BenchScene } from './bench-scene';
import type { Workbench } from './workbench';

const SUBSCRIPTION = { XIAOBAO_WECHAT_SUBSCRIPTION_ID: 'sub-1', XIAOBAO_WECHAT_SUBSCRIPTION_FIELDS: 'thing1=title' };
const BANK = { name: '示例银行', hotline: '95000' };
const PUBLIC_URL = 'https://xiaobao.bank.example';
const TICKET = '/cgi-bin/ticket/getticket';

describeEachStore('the page on which a consumer of WeChat allows a notice', (store) => {
  let scene: BenchScene;
  beforeEach(async () => (scene = await BenchScene.set(store)));
  afterEach(() => scene.close());

  const open = (settings: Record<string, string> = SUBSCRIPTION): Promise<Workbench> =>
    scene.open({ settings, noticePage: { bank: BANK, publicUrl: PUBLIC_URL } });
  const get = (bench: Workbench, target = '/wechat/notices'): Promise<Response> => fetch(new URL(target, bench.url));
  const attribute = (html: string, name: string): string => new RegExp(`${name}="([^"]*)"`).exec(html)?.[1] ?? '';
  const asked = (): number => scene.platform.quotas.of(TICKET).used;

  it('exists where there is something to allow, and consumers can reach it', async () => {
    expect((await get(await open({}))).status).toBe(404);
    expect((await get(await scene.open({ settings: SUBSCRIPTION }))).status).toBe(404);
    expect((await get(await open())).status).toBe(200);
  });

  it('is signed for its address, letter by letter, with one ticket for all processes', async () => {
    const [one, other] = [await open(), await open()];
    const target = '/wechat/notices?lang=en&from=single%6Dessage';
    const pages = await Promise.all([one, other, one].map(async (bench) => (await get(bench, target)).text()));
    expect(asked()).toBe(1);
    const { ticket } = scene.platform.tickets.get();
    for (const page of pages) {
      expect(page).toContain('Allow one notice');
      expect(page).toContain('<wx-open-subscribe template="sub-1">');
      expect(attribute(page, 'data-app-id')).toBe(scene.platform.account.appId);
      const [nonceStr, timestamp] = [attribute(page, 'data-nonce-str'), Number(attribute(page, 'data-timestamp'))];
      expect(attribute(page, 'data-signature')).toBe(pageSignature(ticket, nonceStr, timestamp, PUBLIC_URL + target));
      expect(page).not.toContain(ticket);
    }
    const kept = await scene.database.collection(accessTokensCollection).find({}).toArray();
    expect(JSON.stringify(kept)).not.toContain(ticket);
    scene.clock.advance({ minutes: 121 });
    const later = await (await get(other)).text();
    expect(asked()).toBe(2);
    const next = scene.platform.tickets.get().ticket;
    expect(attribute(later, 'data-signature')).toBe(
      pageSignature(
        next,
        attribute(later, 'data-nonce-str'),
        Number(attribute(later, 'data-timestamp')),
        `${PUBLIC_URL}/wechat/notices`,
      ),
    );
  });

  it('lets in what WeChat’s tag needs and nothing else, and is kept nowhere', async () => {
    const { headers } = await get(await open());
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('content-security-policy')?.split('; ')).toEqual([
      "default-src 'none'",
      `script-src 'self' ${scene.platform.url}`,
      "style-src 'self' 'unsafe-inline'",
      "img-src 'self' data:",
      "connect-src 'self'",
      "form-action 'self'",
      "base-uri 'none'",
      "frame-ancestors 'none'",
      'frame-src https://*.qq.com webcompt:',
    ]);
  });

  it('says so where WeChat gives no ticket, and what to do', async () => {
    const bench = await open();
    scene.platform.faults.plan(/getticket/, { kind: 'errcode', errcode: 48001 });
    const answer = await get(bench);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([503, 'text/html; charset=utf-8']);
    const page = await answer.text();
    expect(page).toContain(words.notices.notNowText);
    expect(page).not.toContain('<script');
    scene.clock.advance({ minutes: 2 });
    expect((await get(bench)).status).toBe(200);
  });

  it('leaves what was chosen there in the log for colleagues, once, and answers nothing to it', async () => {
    const bench = await open();
    const now = Math.floor(scene.clock.now().getTime() / 1000);
    const shown = scene.shown().length;
    const chooses = (SubscribeStatusString: string, { TemplateId = 'sub-1', after = 0, kind = 'Popup' } = {}) =>
      scene.phone.push({
        ...eventFields(`subscribe_msg_${kind.toLowerCase()}_event`, {
          [`SubscribeMsg${kind}Event`]: { List: { TemplateId, SubscribeStatusString } },
        }),
        CreateTime: now + after,
      });
    for (let n = 0; n < 3; n++) await chooses('accept');
    await chooses('accept', { TemplateId: 'another', after: 1 });
    await chooses('reject', { after: 2 });
    await chooses('reject', { kind: 'Change', after: 3 });
    const noted = (await bench.messages()).filter(({ activity }) => activity.name === 'wechat.noticeChoice');
    expect(noted.map(({ author, audience, forBot, activity }) => [author.kind, audience, forBot, activity.value])).toEqual(
      ['allowed', 'refused', 'switchedOff'].map((status) => ['system', 'staff', false, { status }]),
    );
    await scene.phone.says('还在吗');
    await scene.heard('听到：还在吗');
    expect(scene.shown().slice(shown)).toEqual(['听到：还在吗']);
  });
});
