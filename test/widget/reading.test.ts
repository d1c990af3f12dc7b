import type { Card } from '../../web/widget/activity';
import { choicesState, dateOf, places, servingPost, timeOf, unreadCount } from '../../web/widget/reading';
import type { ViewMessage } from '../../web/widget/store';

const at = (iso: string): number => Date.parse(iso);

function message(speaker: ViewMessage['speaker'], text: string, more: Partial<ViewMessage> = {}): ViewMessage {
  return {
    key: text,
    id: text,
    at: at('2026-11-25T03:00:00Z'),
    speaker,
    text,
    choices: [],
    files: [],
    delivery: 'sent',
    ...more,
  };
}

const offer = (...values: string[]): Partial<ViewMessage> => ({ choices: values.map((value) => ({ title: value, value })) });

describe('choices', () => {
  const asked = message('bot', '请选', offer('我要投诉', '转人工'));

  test('can be pressed while they are the latest', () => {
    expect(choicesState([asked, message('bot', '慢慢说')], 0)).toEqual({ active: true });
  });

  test('are spent when one is chosen, which stays marked', () => {
    const all = [asked, message('consumer', '转人工'), message('bot', '好的')];
    expect(choicesState(all, 0)).toEqual({ active: false, chosen: '转人工' });
  });

  test('are spent when something else is answered, when newer ones come, and when a person takes over', () => {
    expect(choicesState([asked, message('consumer', '年费')], 0)).toEqual({ active: false });
    expect(choicesState([asked, message('bot', '请选', offer('是'))], 0)).toEqual({ active: false });
    expect(choicesState([asked, message('agent', '您好')], 0)).toEqual({ active: false });
  });

  test('of one turn can all be pressed: whether an answer helped, and the question that is still open', () => {
    const all = [
      message('bot', '答案', { ...offer('有用', '没用'), replyTo: 'm1' }),
      message('bot', '同意吗？', { ...offer('同意', '不同意'), replyTo: 'm1' }),
    ];
    expect(choicesState(all, 0)).toEqual({ active: true });
    const later = message('bot', '请选', { ...offer('转人工'), replyTo: 'm2' });
    expect(choicesState([...all, later], 0)).toEqual({ active: false });
  });

  test('count the changes of a summary as choices', () => {
    const card: Card = {
      kind: 'summary',
      title: '请核对',
      rows: [{ key: 'a', label: '金额', value: '300元', change: '修改金额' }],
    };
    const all = [message('bot', '', { card, ...offer('确认提交') }), message('consumer', '修改金额')];
    expect(choicesState(all, 0)).toEqual({ active: false, chosen: '修改金额' });
  });
});

describe('unread messages', () => {
  const all = [message('bot', 'a'), message('consumer', 'b'), message('bot', 'c'), message('system', 'd'), message('agent', 'e')];

  test('are what the bot or a person said behind the one read last', () => {
    expect(unreadCount(all, 'a')).toBe(2);
    expect(unreadCount(all, 'e')).toBe(0);
  });

  test('are all of them when none was read', () => {
    expect(unreadCount(all, undefined)).toBe(3);
    expect(unreadCount(all, 'from another conversation')).toBe(3);
  });
});

describe('who serves', () => {
  test('is the post of the agent who spoke last, until the bot is back', () => {
    const agent = message('agent', '您好', { name: '投诉处理岗' });
    expect(servingPost([message('bot', '稍等'), agent, message('consumer', '好')])).toBe('投诉处理岗');
    expect(servingPost([agent, message('bot', '人工服务已结束')])).toBeUndefined();
    expect(servingPost([])).toBeUndefined();
  });
});

describe('days and times', () => {
  test('are those of China, wherever the reader is', () => {
    expect(timeOf(at('2026-11-25T16:05:00Z'))).toBe('00:05');
    expect(dateOf(at('2026-12-31T16:00:00Z'))).toEqual({ year: 2027, month: 1, day: 1 });
  });

  test('a new day and a new group begin at midnight in China', () => {
    const all = [
      message('bot', 'a', { at: at('2026-11-25T15:58:00Z') }),
      message('bot', 'b', { at: at('2026-11-25T15:59:00Z') }),
      message('bot', 'c', { at: at('2026-11-25T16:00:00Z') }),
    ];
    expect(places(all)).toEqual([
      { newDay: true, first: true, last: false },
      { newDay: false, first: false, last: true },
      { newDay: true, first: true, last: true },
    ]);
  });

  test('a pause or another speaker begins a new group', () => {
    const all = [
      message('bot', 'a'),
      message('bot', 'b', { at: at('2026-11-25T03:06:00Z') }),
      message('consumer', 'c', { at: at('2026-11-25T03:06:01Z') }),
    ];
    expect(places(all).map(({ first }) => first)).toEqual([true, true, true]);
  });
});
