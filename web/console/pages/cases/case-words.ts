import type { ConsoleTexts } from '../../../../locales/console/zh-CN';
import type { CaseView } from '../../staff-api';
import { dateTime } from '../../time-words';

/** Fen as yuan with thousands, e.g. `¥1,234.50`. */
export function yuan(fen: number): string {
  return `¥${(fen / 100).toLocaleString('zh-CN', { minimumFractionDigits: 2, maximumFractionDigits: 2 })}`;
}

export function statusWords({ status }: CaseView, texts: ConsoleTexts): string {
  return texts.cases.statuses[status] ?? status;
}

export function businessWords({ business }: CaseView, texts: ConsoleTexts): string {
  return texts.businesses[business] ?? business;
}

/** The cases as rows of a file, headings first. Amounts are plain yuan, so that a spreadsheet can add them up. */
export function exportRows(cases: readonly CaseView[], texts: ConsoleTexts): string[][] {
  const { number, receivedAt, due, daysLeft, status, business, summary, amount, name, contact } = texts.cases;
  const rows = cases.map((one) => [
    one.number,
    dateTime(one.receivedAt),
    one.dueOn,
    String(one.daysLeft),
    statusWords(one, texts),
    businessWords(one, texts),
    one.summary,
    one.amountFen === undefined ? '' : (one.amountFen / 100).toFixed(2),
    one.nameMasked ?? '',
    one.contactMasked ?? '',
  ]);
  return [[number, receivedAt, due, daysLeft, status, business, summary, amount, name, contact], ...rows];
}
