import { staffMessages } from '../../locales/staff/messages';
import type { Complaint } from '../complaints/complaint';
import type { Ticket } from '../handoff/ticket';
import { showMoney, showPeriod } from '../platform/show';
import { maskText } from './mask-text';
import { can } from './policy';
import type { Actor } from './policy';
import type { FactView } from './present-ticket';

/** What was registered before the consumer asked for a person: the case as it is now, so that nobody asks again. */
export function presentCaseFacts(complaint: Complaint, ticket: Ticket, reader: Actor): FactView[] {
  const { locale } = ticket.packet;
  const labels = staffMessages[locale].facts;
  const { facts, product, amountFen, happened, requestText, respondent, dueOn } = complaint;
  const [least, most] = typeof amountFen === 'object' ? amountFen : [amountFen, amountFen];
  const amount = [...new Set([least, most])].flatMap((fen) => (fen === undefined ? [] : [showMoney(fen, locale)])).join('–');
  const rows: [label: string, value: string | undefined][] = [
    [labels.facts, facts],
    [labels.product, product],
    [labels.amount, amount],
    [labels.happened, happened && showPeriod(happened, locale)],
    [labels.request, requestText],
    [labels.respondent, respondent],
    [labels.due, showPeriod(dueOn, locale)],
  ];
  const inFull = can(reader, 'readInFull', ticket);
  return rows.flatMap(([label, value]) => (value ? [{ label, value: inFull ? value : maskText(value) }] : []));
}
