import fc from 'fast-check';
import { conflictFields, isSettled, settle } from '../../../web/console/pages/knowledge/editor/conflict';
import { sameContent } from '../../../web/console/pages/knowledge/editor/content';
import { aContent } from './contents';

const base = aContent();

test('what only one of two has changed is proposed; what both have changed must be chosen', () => {
  const mine = aContent({ answer: '我的', detail: '我的详细' });
  const theirs = aContent({ answer: '她的', reviewBy: '2027-05-01' });
  const fields = conflictFields(base, mine, theirs);
  expect(fields.map(({ field, proposed }) => [field, proposed])).toEqual([
    ['answer', null],
    ['detail', 'mine'],
    ['reviewBy', 'theirs'],
  ]);
  expect(isSettled(fields, {})).toBe(false);
  expect(isSettled(fields, { answer: 'theirs' })).toBe(true);
  expect(settle(fields, { answer: 'theirs' }, theirs)).toEqual({ ...theirs, detail: '我的详细' });
  expect(settle(fields, { answer: 'mine', reviewBy: 'mine' }, theirs)).toMatchObject({ answer: '我的', reviewBy: undefined });
});

test('two who changed the same to the same are of one mind', () => {
  expect(conflictFields(base, aContent({ answer: '新' }), aContent({ answer: '新' }))).toEqual([]);
});

test('choosing one side throughout gives that side’s text', () => {
  const text = fc.string({ maxLength: 6 });
  const content = fc
    .record({
      answer: text,
      detail: text,
      wordings: fc.array(text, { maxLength: 3 }),
      reviewBy: fc.constantFrom('', '2027-01-01'),
    })
    .map((change) => aContent(change));
  fc.assert(
    fc.property(content, content, content, (from, mine, theirs) => {
      const fields = conflictFields(from, mine, theirs);
      const all = (side: 'mine' | 'theirs') => Object.fromEntries(fields.map(({ field }) => [field, side]));
      expect(sameContent(settle(fields, all('mine'), theirs), mine)).toBe(true);
      expect(sameContent(settle(fields, all('theirs'), theirs), theirs)).toBe(true);
    }),
  );
});
