import { useTexts } from '../../texts';
import { useKeys } from '../../use-keys';
import { focusQueue } from './focus';
import { QueuePane } from './queue-pane';
import { TicketPanes } from './ticket-panes';
import { Unpicked } from './unpicked';
import './desk.css';
import './queue.css';

/** 会话工作台: left what waits, middle what is said, right what is known. A narrow window shows one of them, named by the address. */
export function DeskPage({ ticketId, pane }: { ticketId?: string; pane?: 'facts' }) {
  const texts = useTexts();
  useKeys({ q: focusQueue });
  return (
    <div className="desk" data-pane={ticketId ? (pane ?? 'conversation') : 'queue'}>
      <h1 className="sr-only">{texts.desk.title}</h1>
      <QueuePane selected={ticketId} />
      {ticketId ? (
        <TicketPanes key={ticketId} ticketId={ticketId} />
      ) : (
        <section className="desk-conversation desk-unpicked">
          <Unpicked />
        </section>
      )}
    </div>
  );
}
