import type { LoggedActivity, LoggedAttachment } from '../../../src/conversations/message';
import { describeEachStore } from '../../tools/stores';
import type { Bubble } from '../../tools/wechat-platform/bubble';
import { PDF, PNG } from '../direct-line/files';
import { BenchScene } from './bench-scene';
import type { Workbench } from './workbench';

const UPLOAD = /POST \/cgi-bin\/media\/upload/;
const SEND = /POST \/cgi-bin\/message\/custom\/send/;
const PAGE: LoggedAttachment = {
  contentType: 'application/vnd.xiaobao.page',
  contentUrl: 'https://bank.example/h5/x',
  content: { title: '在安全页面填写', note: '30分钟内有效' },
};

describeEachStore('cards and pictures over WeChat', (store) => {
  let scene: BenchScene;
  let bench: Workbench;
  let picture: LoggedAttachment;

  beforeEach(async () => {
    scene = await BenchScene.set(store);
    bench = await scene.open({
      addressOf: (path) => (path.startsWith('/v3/') ? `https://bank.example${path}?k=key` : undefined),
      handle: ({ message }) => {
        const { text = '事件' } = message.activity;
        return Promise.resolve({ state: {}, replies: repliesTo(text), effects: [] });
      },
    });
    picture = await bench.attachments.keep('conv_bank', '网点地图.png', PNG);
  });
  afterEach(() => scene.close());

  function repliesTo(text: string): LoggedActivity[] {
    const said = { type: 'message', text: `听到：${text}` };
    if (text === '卡片')
      return [
        { ...said, attachments: [PAGE] },
        { type: 'message', text: '不急。', attachments: [PAGE] },
      ];
    return [text.startsWith('图') ? { type: 'message', attachments: [picture] } : said];
  }

  /** What the phone shows after saying something. */
  async function ask(text: string, expected: (bubble: Bubble) => boolean): Promise<Bubble[]> {
    await scene.phone.says(text);
    return scene.phone.history.until(expected);
  }

  const uploads = (): number => scene.platform.server.answers.get('/cgi-bin/media/upload 0') ?? 0;

  it('are articles, in the answer to the push and behind it', async () => {
    const [first, second] = await ask('卡片', ({ text }) => text.includes('不急'));
    const card = { kind: 'news', link: 'https://bank.example/h5/x' };
    expect(first).toMatchObject({ ...card, arrived: 'passive', text: '在安全页面填写\n听到：卡片' });
    expect(second).toMatchObject({ ...card, arrived: 'api', text: '在安全页面填写\n不急。' });
  });

  it('are pictures, each uploaded once for three days', async () => {
    const isPicture = ({ kind }: Bubble): boolean => kind === 'image';
    const [first] = await ask('图', isPicture);
    expect(first).toMatchObject({ arrived: 'passive' });
    expect(scene.platform.media.get(first!.mediaId!)).toMatchObject({ contentType: 'image/png', bytes: PNG });
    expect(await ask('图片', isPicture)).toMatchObject([{ mediaId: first!.mediaId }]);
    expect(uploads()).toBe(1);
    scene.clock.advance({ days: 3 });
    const [later] = await ask('图', isPicture);
    expect(later!.mediaId).not.toBe(first!.mediaId);
    expect(uploads()).toBe(2);
  });

  it('are uploaded once more where WeChat was busy', async () => {
    scene.platform.faults.plan(UPLOAD, { kind: 'errcode', errcode: -1 });
    expect(await ask('图', () => true)).toMatchObject([{ kind: 'image' }]);
  });

  it('are words with an address where WeChat takes no picture', async () => {
    scene.platform.faults.plan(UPLOAD, { kind: 'errcode', errcode: 40005 });
    const asWords = [
      { kind: 'text', text: expect.stringMatching(/^网点地图\.png\nhttps:\/\/bank\.example\/v3\/.*\?k=key$/) as string },
    ];
    expect(await ask('图', () => true)).toMatchObject(asWords);
    picture = { contentType: 'image/png', contentUrl: '/v3/directline/attachments/att_gone', name: '网点地图.png' };
    expect(await ask('图', () => true)).toMatchObject(asWords);
    expect(await ask('好', () => true)).toMatchObject([{ text: '听到：好' }]);
  });

  it('are words where WeChat takes the message not as it is, and what follows goes on', async () => {
    await ask('好', () => true);
    scene.platform.faults.plan(SEND, { kind: 'errcode', errcode: 40007 });
    const { log } = bench;
    const conversationId = await bench.conversationId();
    const say = (id: string, activity: Partial<LoggedActivity>) =>
      log.append(conversationId, {
        id,
        at: scene.clock.now(),
        author: { kind: 'bot' },
        activity: { type: 'message', ...activity },
      });
    await say('m1', { attachments: [picture] });
    await scene.heard('https://bank.example/v3/');
    scene.platform.faults.plan(SEND, { kind: 'errcode', errcode: 45008 });
    await say('m2', { text: '请填写。', attachments: [PAGE] });
    await scene.heard('请填写。\nhttps://bank.example/h5/x');
    await say('m3', { attachments: [picture] });
    expect((await scene.phone.history.until(() => true)).map(({ kind }) => kind)).toEqual(['image']);
  });

  it('are merged into the words while there is no room for each by itself', async () => {
    await ask('好', () => true);
    const conversationId = await bench.conversationId();
    const held = scene.platform.faults;
    held.plan(SEND, { kind: 'errcode', errcode: -1 }); // so that all of it waits together
    const attachments = Array.from({ length: 6 }, (_, n) => ({ ...PAGE, contentUrl: `https://bank.example/h5/${n}` }));
    await bench.log.append(conversationId, {
      id: 'm1',
      at: scene.clock.now(),
      author: { kind: 'bot' },
      activity: { type: 'message', text: '都在这里。', attachments },
    });
    const bubbles = await scene.phone.history.until(() => true);
    expect(bubbles).toMatchObject([{ kind: 'text', text: expect.stringContaining('https://bank.example/h5/5') as string }]);
  });

  it('that are no pictures are not sent as such', async () => {
    picture = await bench.attachments.keep('conv_bank', '合同.pdf', PDF);
    expect(await ask('图', () => true)).toMatchObject([{ kind: 'news', text: '合同.pdf' }]);
  });
});
