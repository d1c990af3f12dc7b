import type { Day } from './shanghai';
import { dayOf, timeOf } from './shanghai';

type Language = 'zh-CN' | 'en';

/** 30000 fen → 300元; an odd amount keeps its fen: 300.50元. */
export function showMoney(fen: number, language: Language): string {
  const yuan = fen / 100;
  const digits = yuan.toLocaleString('en-US', {
    minimumFractionDigits: Number.isInteger(yuan) ? 0 : 2,
    maximumFractionDigits: 2,
  });
  return language === 'en' ? `CNY ${digits}` : `${digits}元`;
}

/** 2026-12-08 → 2026年12月8日; 2026-12 → 2026年12月; 2026 → 2026年; `a/b` → both. */
export function showPeriod(period: string, language: Language): string {
  if (period.includes('/'))
    return period
      .split('/')
      .map((part) => showPeriod(part, language))
      .join(language === 'en' ? ' to ' : '至');
  if (language === 'en') return period;
  const [year, month, day] = period.split('-').map(Number);
  return `${year}年${month ? `${month}月` : ''}${day ? `${day}日` : ''}`;
}

/** The shortest way to write the days from `from` to `to`: `2026`, `2026-10`, `2026-10-05` or `2026-10-05/2026-10-09`. */
export function periodOf(from: Day, to: Day): string {
  if (from === to) return from;
  const lastOfMonth = new Date(Date.UTC(Number(to.slice(0, 4)), Number(to.slice(5, 7)), 0)).toISOString().slice(0, 10);
  if (from.endsWith('-01-01') && to === `${from.slice(0, 4)}-12-31`) return from.slice(0, 4);
  if (from === `${to.slice(0, 7)}-01` && to === lastOfMonth) return from.slice(0, 7);
  return `${from}/${to}`;
}

/** 11月26日09:00, in Asia/Shanghai. */
export function showMoment(at: Date, language: Language): string {
  const [, month, day] = dayOf(at).split('-').map(Number);
  return language === 'en' ? `${dayOf(at)} ${timeOf(at)}` : `${month}月${day}日${timeOf(at)}`;
}
