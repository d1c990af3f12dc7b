import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { contentFolder, readContent } from '../../src/platform/content';
import { normalise } from '../../src/understanding/normalise';
import { loadSafetyRules } from '../../src/understanding/safety';

/** The tables that a compliance officer extends: what must and what must not be taken for a danger. */
const table = z.object({ signal: z.string(), positives: z.array(z.string()), nearMisses: z.array(z.string()) });
const tables = readdirSync(join(contentFolder, 'safety')).map((name) => readContent(join('safety', name), table));

const rules = loadSafetyRules();
const dangersIn = (text: string): string[] => rules.find(normalise(text));

describe.each(tables)('the table of $signal', ({ signal, positives, nearMisses }) => {
  test('everything dangerous is recognised', () => {
    expect(positives.filter((text) => !dangersIn(text).includes(signal))).toEqual([]);
  });

  test('nothing harmless is taken for it', () => {
    expect(nearMisses.filter((text) => dangersIn(text).includes(signal))).toEqual([]);
  });
});

describe('dangers in words that stand in no table', () => {
  test.each([
    ['刚才有个人冒充公安让我把六万块转走了，我被骗了！', 'fraud_in_progress'],
    ['卡一直在我身上，昨晚在外地被人刷了五千', 'card_stolen'],
    ['欠这么多我真不想活了，今晚就跳下去', 'self_harm'],
    ['明天我提着汽油去你们支行', 'threat_others'],
    ['我们四十多个业主后天一起去你们总行讨说法', 'group_incident'],
    ['我儿子十一岁，偷偷打赏主播四千', 'minor'],
    ['我八十二了，不会用手机', 'elder_help'],
    ['我坐轮椅，你们门口上不去', 'disability_help'],
  ])('%s', (text, signal) => {
    expect(dangersIn(text)).toContain(signal);
  });

  test.each(['今天热死了', '如果我被骗了要打哪个电话', '听说有人卡被盗刷了', '这价格简直是跳楼价', '我没有被骗，谢谢关心'])(
    '%s is none',
    (text) => {
      expect(dangersIn(text)).toEqual([]);
    },
  );
});
