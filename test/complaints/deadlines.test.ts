import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { dueDay, loadDeadlineRules, ruleInForce } from '../../src/complaints/deadlines';
import { projectRoot } from '../../src/platform/project-root';

const rules = loadDeadlineRules();

describe('deadlines of 令2020年第3号', () => {
  it.each([
    ['DECIDE_SIMPLE', '2026-12-08'],
    ['DECIDE_COMPLEX', '2026-12-23'],
    ['DECIDE_SPECIAL', '2027-01-22'],
  ])('%s of a complaint received on 2026-11-23 ends on %s', (id, due) => {
    const received = new Date('2026-11-23T15:00:00+08:00');
    expect(dueDay(ruleInForce(rules, id, received), received)).toBe(due);
  });

  it('counts from the day in Shanghai, whatever the hour there and in UTC', () => {
    for (const moment of ['2026-11-23T00:00:00+08:00', '2026-11-23T23:59:59+08:00', '2026-11-22T16:00:00Z']) {
      expect(dueDay(ruleInForce(rules, 'DECIDE_SIMPLE', new Date(moment)), new Date(moment))).toBe('2026-12-08');
    }
  });

  it('does not move a due day that is a holiday: natural days are natural days', () => {
    const received = new Date('2026-09-16T10:00:00+08:00');
    expect(dueDay(ruleInForce(rules, 'DECIDE_SIMPLE', received), received)).toBe('2026-10-01');
  });

  it('refuses a time for which there is no rule', () => {
    expect(() => ruleInForce(rules, 'DECIDE_SIMPLE', new Date('2019-01-01T00:00:00Z'))).toThrow(/DECIDE_SIMPLE/);
  });

  it('never says 15个工作日 as a statement anywhere a consumer reads', () => {
    const sentences = [
      readFileSync(join(projectRoot, 'locales/bot/zh-CN.ts'), 'utf8'),
      ...readdirSync(join(projectRoot, 'content/faq')).map((name) =>
        readFileSync(join(projectRoot, 'content/faq', name), 'utf8'),
      ),
    ];
    for (const text of sentences) expect(text.match(/"answer": "[^"]*15个工作日/g) ?? []).toEqual([]);
    expect(sentences[0]).not.toContain('15个工作日');
  });
});
