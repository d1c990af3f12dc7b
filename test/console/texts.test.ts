import { en } from '../../locales/console/en';
import { en as knowledgeEn } from '../../locales/console/knowledge/en';
import { zhCN as knowledgeZhCN } from '../../locales/console/knowledge/zh-CN';
import { zhCN } from '../../locales/console/zh-CN';
import { passwordRules } from '../../web/console/password-rules';

/** Every text of a language with its path; functions are called with plain values. */
function allTexts(node: unknown, path = ''): [string, string][] {
  if (typeof node === 'function') return [[path, String((node as (...values: unknown[]) => unknown)(2, 3, 4))]];
  if (typeof node !== 'object' || node === null) return [[path, String(node)]];
  return Object.entries(node).flatMap(([key, child]) => allTexts(child, `${path}.${key}`));
}

test('both languages say everything, and English says it in English', () => {
  const chinese = [...allTexts(zhCN), ...allTexts(knowledgeZhCN)];
  const english = [...allTexts(en), ...allTexts(knowledgeEn)];
  expect(english.map(([path]) => path)).toEqual(chinese.map(([path]) => path));
  expect(english.filter(([, text]) => !text.trim() || /\p{Script=Han}/u.test(text))).toEqual([]);
});

test('the voice: no exclamation marks, no pet names, no particles', () => {
  expect([...allTexts(zhCN), ...allTexts(knowledgeZhCN)].filter(([, text]) => /[！!]|亲，|[呢哦]。?$/.test(text))).toEqual([]);
});

test('a new password meets its rules one by one', () => {
  const rules = (next: string, repeat = next) =>
    passwordRules({ username: 'wangmin-long', current: 'one-time-1234', next, repeat }).map(({ met }) => met);
  expect(rules('')).toEqual([false, false, false, false]);
  expect(rules('九个字符的密码呀呀')).toEqual([false, true, true, true]);
  expect(rules('WANGMIN-LONG')).toEqual([true, false, true, true]);
  expect(rules('one-time-1234')).toEqual([true, true, false, true]);
  expect(rules('a better password', 'a bitter password')).toEqual([true, true, true, false]);
});
