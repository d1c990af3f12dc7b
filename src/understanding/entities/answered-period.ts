import type { Day } from '../../platform/shanghai';
import type { Period } from './days';
import { COUNT, UNIT, amountOf, shift } from './relative-dates';

const JUST_NOW = /^(?:就|就是|就在|是)?(?:刚|刚刚|刚才|才刚|现在|这会儿?|方才|头先|啱啱)(?:的事)?(?:发生)?(?:的|啊|呀|儿)?$/;
const HOW_LONG = new RegExp(
  `^(?:都|也|已经?|有|快|差不多|大概|大约|大约莫|得|怕是?|持续|拖|等|好|大|至少|足足|整整|前后|断断续续|连续|这样|了)*${COUNT}(?:多|来)?(?:个)?(?:多)?${UNIT}(?<half>半)?多?(?:了|啦|咯|哦|吧|左右|上下|以上|的?时间|的?样子)*$`,
);

/**
 * What answers the question when something was, and names no date: 刚才 is today, 已经一个星期了 from a week ago until today.
 * Only for an answer to that question: elsewhere 三个月 is as likely a term.
 * @returns `undefined` where the text says anything else
 */
export function answeredPeriod(text: string, today: Day): Period | undefined {
  const said = text.replace(/[^\p{L}\p{N}]/gu, '');
  if (JUST_NOW.test(said)) return { from: today, to: today };
  const { count = '', unit = '', half } = HOW_LONG.exec(said)?.groups ?? {};
  const number = amountOf(count);
  return number && { from: shift(today, -(number.high + (half ? 0.5 : 0)), unit), to: today };
}
