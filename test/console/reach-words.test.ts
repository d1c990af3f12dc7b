import { en } from '../../locales/console/en';
import { zhCN } from '../../locales/console/zh-CN';
import { reachWords, waitingWords } from '../../web/console/pages/desk/reach-words';

const NOON = Date.parse('2026-11-25T04:00:00Z');
const open = { messagesLeft: 3, until: '2026-11-25T10:30:00Z', gone: false, phoneDue: false, undelivered: [] };

test.each([
  [open, '微信还可发 3 条，今天 18:30 截止', false],
  [{ ...open, messagesLeft: 1 }, '微信还可发 1 条，今天 18:30 截止', true],
  [{ ...open, messagesLeft: 0 }, '微信暂时发不了，消费者再发消息后才能发', true],
  [{ ...open, until: undefined }, '微信暂时发不了，消费者再发消息后才能发', true],
  [{ ...open, messagesLeft: 0, phoneDue: true }, '微信暂时发不了，消费者再发消息后才能发，请打电话告知', true],
  [{ ...open, gone: true, messagesLeft: 0 }, '消费者已取消关注', true],
])('%o reads: %s', (reach, words, pressing) => {
  expect(reachWords(reach, NOON, zhCN)).toEqual({ words, pressing });
});

test('whoever writes while nothing may be sent is told that it waits, and for what', () => {
  expect(waitingWords(open, zhCN)).toBeUndefined();
  expect(waitingWords({ ...open, messagesLeft: 0 }, zhCN)).toContain('消费者再发消息后自动发送');
  expect(waitingWords({ ...open, messagesLeft: 0, gone: true }, zhCN)).toContain('重新关注后自动发送');
});

test('English says the same', () => {
  expect(reachWords(open, NOON, en).words).toMatch(/^WeChat: 3 more messages until .* 18:30$/);
  expect(reachWords({ ...open, messagesLeft: 1 }, NOON, en).words).toContain('1 more message until');
});
