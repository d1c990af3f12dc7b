import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { en } from '../../locales/widget/en';
import { zhCN } from '../../locales/widget/zh-CN';
import { localeOf, textsOf } from '../../web/widget/texts';

/** Every sentence, with functions given figures and names. */
function sentences(part: object): string[] {
  return Object.values(part).flatMap((value: unknown) => {
    if (typeof value === 'string') return [value];
    if (typeof value === 'function') return [(value as (...given: unknown[]) => string)(1, 2, 3)];
    return sentences(value as object);
  });
}

test('both languages say everything', () => {
  expect(sentences(en)).toHaveLength(sentences(zhCN).length);
  for (const sentence of [...sentences(zhCN), ...sentences(en)]) expect(sentence).toMatch(/\S/);
});

test('the voice has no exclamation marks and no 你', () => {
  for (const sentence of sentences(zhCN)) expect(sentence).not.toMatch(/[!！]|你/);
});

test('the page uses only sentences that exist, and every one of them', () => {
  const html = readFileSync(join(__dirname, '../../web/widget/index.html'), 'utf8');
  const used = new Set([...html.matchAll(/\{\{(\w+)\}\}/g)].map(([, key]) => key));
  expect([...used].sort()).toEqual(Object.keys(zhCN.page).sort());
});

test('a language is chosen by its beginning, anything else is left to the bank', () => {
  expect([localeOf('zh'), localeOf('zh-Hans-CN'), localeOf('en-GB'), localeOf('fr'), localeOf(undefined)]).toEqual([
    'zh-CN',
    'zh-CN',
    'en',
    undefined,
    undefined,
  ]);
  expect(textsOf('en').close).toBe(en.close);
});
