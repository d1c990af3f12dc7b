import fc from 'fast-check';
import type { Activity } from '../../web/widget/activity';
import { Store } from '../../web/widget/store';

const NOW = Date.UTC(2026, 10, 25);

const bot = (id: string, text: string, more: Partial<Activity> = {}): Activity => ({
  type: 'message',
  id,
  timestamp: new Date(NOW).toISOString(),
  from: { id: 'xiaobao', role: 'bot' },
  text,
  ...more,
});
const own = (id: string, clientActivityID: string, text: string): Activity =>
  bot(id, text, { from: { id: 'u', role: 'user' }, channelData: { clientActivityID } });

function shown(...batches: Activity[][]): Store {
  const store = new Store();
  for (const batch of batches) store.receive(batch, NOW);
  return store;
}

describe('the order of messages', () => {
  test('is that of the log, with what is on its way at the end', () => {
    const store = shown([bot('m1', '您好')]);
    store.say('c1', '我要投诉', NOW);
    store.receive([bot('m2', '稍等')], NOW);
    expect(store.messages().map(({ text }) => text)).toEqual(['您好', '稍等', '我要投诉']);
    store.receive([own('m3', 'c1', '我要投诉'), bot('m4', '请说')], NOW);
    expect(store.messages().map(({ text }) => text)).toEqual(['您好', '稍等', '我要投诉', '请说']);
  });

  test('keeps the place of a message that was refused for good', () => {
    const store = new Store();
    store.say('c1', '太长', NOW);
    store.setDelivery('c1', 'tooLong');
    store.receive([bot('m1', '请说')], NOW);
    expect(store.messages().map(({ text }) => text)).toEqual(['太长', '请说']);
  });

  test('does not depend on how often and in what pieces the log is replayed', () => {
    const log = Array.from({ length: 12 }, (_, i) => (i % 3 ? bot(`m${i}`, `b${i}`) : own(`m${i}`, `c${i}`, `u${i}`)));
    const once = shown(log).messages();
    // A stream sends everything behind some earlier position, again and again, and at last all of it.
    const positions = fc.array(fc.tuple(fc.nat(12), fc.nat(12)), { maxLength: 8 });
    fc.assert(
      fc.property(positions, (cuts) => {
        const store = new Store();
        let reached = 0;
        for (const [a, b] of cuts) {
          const from = Math.min(a, reached);
          reached = Math.max(reached, Math.max(from, b));
          store.receive(log.slice(from, reached), NOW);
        }
        store.receive(log.slice(0), NOW);
        expect(store.messages()).toEqual(once);
      }),
    );
  });
});

describe('an own message', () => {
  test('keeps its key from the first key stroke to the echo, and takes over what the server made of it', () => {
    const store = new Store();
    store.say('c1', '电话13800138000', NOW);
    store.receive([own('m1', 'c1', '电话138****8000')], NOW);
    expect(store.messages()).toMatchObject([{ key: 'c1', id: 'm1', text: '电话138****8000', delivery: 'sent' }]);
  });

  test('that is already logged is not shown as unsent again', () => {
    const store = shown([own('m1', 'c1', '您好')]);
    store.say('c1', '您好', NOW);
    expect(store.messages()).toHaveLength(1);
  });
});

describe('what a message shows', () => {
  const card = {
    contentType: 'application/vnd.xiaobao.receipt',
    content: { title: '投诉已登记', rows: [], copy: { label: '复制编号', value: 'XB1' } },
  };

  test('is the card instead of the text that repeats it', () => {
    const [message] = shown([bot('m1', '已登记，编号XB1', { attachments: [card] })]).messages();
    expect(message).toMatchObject({ text: '', card: { kind: 'receipt', title: '投诉已登记' } });
  });

  test.each([
    ['of an unknown kind', { contentType: 'application/vnd.microsoft.card.hero', content: {} }],
    ['with missing parts', { ...card, content: { title: '只有标题' } }],
    ['without content', { contentType: card.contentType }],
  ])('is the text when the card is one %s', (_, attachment) => {
    const [message] = shown([bot('m1', '文字', { attachments: [attachment] })]).messages();
    expect(message).toMatchObject({ text: '文字' });
    expect(message?.card).toBeUndefined();
  });

  test('never leads to an address that is not a web address', () => {
    const attachments = [
      { contentType: 'image/png', contentUrl: 'javascript:alert(1)', name: 'a.png' },
      { contentType: 'image/png', contentUrl: 'https://bank.example/b.png', name: 'b.png' },
    ];
    expect(shown([bot('m1', '', { attachments })]).messages()[0]?.files).toMatchObject([{ name: 'b.png' }]);
  });

  test('names the post of an agent, and a line of the system as such', () => {
    const agent = bot('m1', '您好', { from: { id: 'a', role: 'bot', name: '投诉处理岗' }, channelData: { speaker: 'agent' } });
    const system = bot('m2', '已接入', { channelData: { speaker: 'system' } });
    expect(shown([agent, system]).messages()).toMatchObject([{ speaker: 'agent', name: '投诉处理岗' }, { speaker: 'system' }]);
  });

  test('is nothing for activities that are not messages, or are broken', () => {
    expect(shown([{ type: 'event', id: 'e' }, { type: 'message' }, { type: 'trace', id: 't' }]).messages()).toEqual([]);
  });
});

describe('typing', () => {
  const typing: Activity = { type: 'typing', from: { id: 'xiaobao', role: 'bot' } };

  test('lasts until something is said, and is never a message', () => {
    const store = shown([typing]);
    expect(store.typing).toBe(true);
    expect(store.messages()).toEqual([]);
    store.receive([own('m1', 'c1', '我')], NOW);
    expect(store.typing).toBe(true);
    store.receive([bot('m2', '好')], NOW);
    expect(store.typing).toBe(false);
  });
});
