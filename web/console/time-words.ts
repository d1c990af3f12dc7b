import type { ConsoleTexts } from '../../locales/console/zh-CN';

type TimeTexts = ConsoleTexts['time'];

/** How long a consumer has waited, in words: `已等 3 分 20 秒`. `now` in milliseconds; a clock that runs behind counts as 0. */
export function waitedWords(since: string, now: number, texts: TimeTexts): string {
  const seconds = Math.max(0, Math.floor((now - Date.parse(since)) / 1000));
  return texts.waited(spanWords(seconds, texts));
}

function spanWords(seconds: number, texts: TimeTexts): string {
  const minutes = Math.floor(seconds / 60);
  const hours = Math.floor(minutes / 60);
  if (minutes === 0) return texts.seconds(seconds);
  if (hours === 0) return texts.minutes(minutes, seconds % 60);
  if (hours < 24) return texts.hours(hours, minutes % 60);
  return texts.days(Math.floor(hours / 24), hours % 24);
}

export type DueLevel = 'overdue' | 'today' | 'soon' | 'calm';

/** How near a due date is: `soon` means at most 3 days. */
export function dueLevel(daysLeft: number): DueLevel {
  if (daysLeft < 0) return 'overdue';
  if (daysLeft === 0) return 'today';
  return daysLeft <= 3 ? 'soon' : 'calm';
}

/** A due date in words: 还剩 3 天, 今天到期, 已超期 2 天. */
export function dueWords(daysLeft: number, texts: TimeTexts): string {
  if (daysLeft < 0) return texts.overdue(-daysLeft);
  if (daysLeft === 0) return texts.dueToday;
  return daysLeft === 1 ? texts.dueTomorrow : texts.dueIn(daysLeft);
}

const clock = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Shanghai',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});
const calendar = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Asia/Shanghai',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});

/** `HH:MM` in Asia/Shanghai. */
export function clockTime(at: string): string {
  return clock.format(new Date(at));
}

/** `YYYY-MM-DD` in Asia/Shanghai. */
export function dayKey(at: string | number): string {
  return calendar.format(new Date(at));
}

/** A day as a separator names it: 今天, 昨天, 11月20日 星期五, 2025年12月31日. `now` in milliseconds. */
export function dayWords(at: string, now: number, texts: TimeTexts): string {
  const day = dayKey(at);
  if (day === dayKey(now)) return texts.today;
  if (day === dayKey(now - 86_400_000)) return texts.yesterday;
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  if (!day.startsWith(dayKey(now).slice(0, 4))) return texts.dayOtherYear(year, month, date);
  const weekday = texts.weekdays[new Date(`${day}T00:00:00Z`).getUTCDay()] ?? '';
  return texts.dayThisYear(month, date, weekday);
}

/** `YYYY-MM-DD HH:MM` in Asia/Shanghai, for tables and files. */
export function dateTime(at: string): string {
  return `${dayKey(at)} ${clockTime(at)}`;
}
