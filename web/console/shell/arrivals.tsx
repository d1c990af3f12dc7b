import { App } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useQueue } from '../queue/queue-provider';
import { go } from '../routing';
import type { TicketView } from '../staff-api';
import { useTexts } from '../texts';

/**
 * Tells of new waiting conversations, softly: in words for a screen reader always; on the screen only away from the desk, or when
 * there is danger. No sound.
 */
export function Arrivals({ onDesk }: { onDesk: boolean }) {
  const { tickets, fresh } = useQueue();
  const texts = useTexts();
  const { notification } = App.useApp();
  const told = useRef(new Set<string>());
  const [said, setSaid] = useState('');

  useEffect(() => {
    const arrived = tickets.filter(({ id }) => fresh.has(id) && !told.current.has(id));
    told.current = new Set(fresh);
    const [first] = arrived;
    if (!first) return;
    const words = (ticket: TicketView): string =>
      texts.desk.newTicket(texts.priority[ticket.priority] ?? '', texts.reasons[ticket.reason] ?? ticket.reason);
    setSaid(arrived.length === 1 ? words(first) : texts.desk.newTickets(arrived.length));
    if (onDesk && first.priority > 0) return;
    notification.open({
      key: 'arrivals',
      title: arrived.length === 1 ? words(first) : texts.desk.newTickets(arrived.length),
      description: first.lastWords,
      placement: 'bottomRight',
      duration: first.priority === 0 ? 0 : 8,
      onClick: () => {
        notification.destroy('arrivals');
        go(`/desk/${first.id}`);
      },
    });
  }, [tickets, fresh, onDesk, texts, notification]);

  return (
    <div className="sr-only" role="status" aria-live="polite">
      {said}
    </div>
  );
}
