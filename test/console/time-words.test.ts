import { zhCN } from '../../locales/console/zh-CN';
import { clockTime, dateTime, dayWords, dueLevel, dueWords, waitedWords } from '../../web/console/time-words';

const NOON = Date.parse('2026-11-25T04:00:00Z');
const ago = (seconds: number) => new Date(NOON - seconds * 1000).toISOString();

test.each([
  [0, '已等 0 秒'],
  [59, '已等 59 秒'],
  [60, '已等 1 分 0 秒'],
  [754, '已等 12 分 34 秒'],
  [3_600, '已等 1 小时 0 分'],
  [90_000, '已等 1 天 1 小时'],
  [-30, '已等 0 秒'],
])('who came %d seconds ago: %s', (seconds, words) => {
  expect(waitedWords(ago(seconds), NOON, zhCN.time)).toBe(words);
});

test.each([
  [12, '还剩 12 天', 'calm'],
  [4, '还剩 4 天', 'calm'],
  [3, '还剩 3 天', 'soon'],
  [1, '明天到期', 'soon'],
  [0, '今天到期', 'today'],
  [-2, '已超期 2 天', 'overdue'],
])('%d days left: %s', (days, words, level) => {
  expect(dueWords(days, zhCN.time)).toBe(words);
  expect(dueLevel(days)).toBe(level);
});

test('times are those of Shanghai, whatever the computer believes', () => {
  expect(clockTime('2026-11-24T16:05:00Z')).toBe('00:05');
  expect(dateTime('2026-11-24T16:05:00Z')).toBe('2026-11-25 00:05');
});

test.each([
  ['2026-11-24T16:00:00Z', '今天'],
  ['2026-11-24T15:59:59Z', '昨天'],
  ['2026-11-20T04:00:00Z', '11月20日 星期五'],
  ['2025-12-31T04:00:00Z', '2025年12月31日'],
])('%s is the day %s', (at, words) => {
  expect(dayWords(at, NOON, zhCN.time)).toBe(words);
});
