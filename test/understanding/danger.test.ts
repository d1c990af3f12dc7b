import { readSafetyTables } from '../../src/labelling/regression';
import type { Danger } from '../../src/understanding/types';
import { createUnderstand } from '../../src/understanding/understand';

/** What the bot answers as a danger: by the rules, and by the model where they are silent. */
const understand = createUnderstand();
const dangerIn = (text: string): Danger | undefined => understand(text, { now: new Date('2026-11-25T02:00:00Z') }).danger;
const tables = readSafetyTables();

test('everything dangerous is answered as a danger', () => {
  expect(tables.flatMap(({ positives }) => positives).filter((text) => !dangerIn(text))).toEqual([]);
});

test.each(['我没被骗', '怎么防止被骗', '笑死我了', '跳楼价', '借记卡', '我已经成年了', '新闻里说有个老人被骗了八十万'])(
  '%s is none',
  (text) => {
    expect(dangerIn(text)).toBeUndefined();
  },
);

test.each<[string, Danger]>([
  ['我七十多了不会弄手机，短信说我的社保卡停用让我点链接，是真的假的', 'fraud_suspected'],
  ['孩子拿我手机打游戏充了八千，现在又有人说能退款让我先交保证金', 'fraud_in_progress'],
  ['我岁数大不会弄，卡丢了怎么办', 'card_lost'],
  ['女儿才12岁给主播打赏，我气得想去砸了你们网点', 'threat_others'],
  ['我妈年纪大了，手机上的字看不清', 'elder_help'],
])('of %s the gravest is answered: %s', (text, danger) => {
  expect(dangerIn(text)).toBe(danger);
});

test('the model alarms by itself at few of the near misses', () => {
  const nearMisses = tables.flatMap(({ nearMisses }) => nearMisses);
  const alarms = nearMisses.filter((text) => dangerIn(text) && understand(text, { now: new Date(0) }).safety.length === 0);
  expect(alarms.length / nearMisses.length).toBeLessThan(0.04);
});

test('a wish beside what is harmless is heard', () => {
  const { coarse, danger } = understand('我没有被骗，就是想查一下投诉处理到哪一步了', { now: new Date(0) });
  expect({ coarse, danger }).toEqual({ coarse: 'progress_query', danger: undefined });
});
