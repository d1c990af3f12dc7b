import { useEffect } from 'react';
import { ElderMark, LanguageMark, MoodMark, PriorityMark } from '../../parts/marks';
import { useQueue } from '../../queue/queue-provider';
import { Link } from '../../routing';
import type { TicketView } from '../../staff-api';
import { useTexts } from '../../texts';
import { clockTime, dateTime, waitedWords } from '../../time-words';
import { useNow } from '../../use-now';

export interface QueueItemProps {
  ticket: TicketView;
  selected: boolean;
  /** Came a moment ago, and was not looked at yet. */
  fresh: boolean;
  /** The consumer has said something that was not on the screen yet. */
  unread: boolean;
}

/** One conversation of the queue: how urgent, why, how long, the last words. */
export function QueueItem({ ticket, selected, fresh, unread }: QueueItemProps) {
  const texts = useTexts();
  const { dispatch } = useQueue();

  useEffect(() => {
    if (selected && fresh) dispatch({ type: 'seen', id: ticket.id });
  }, [selected, fresh, dispatch, ticket.id]);

  return (
    <li>
      <Link
        to={`/desk/${ticket.id}`}
        className="queue-item"
        data-queue-item
        data-danger={ticket.priority === 0 && ticket.status === 'waiting'}
        aria-current={selected ? 'true' : undefined}
      >
        <span className="queue-item-head">
          <PriorityMark priority={ticket.priority} />
          <span className="queue-reason">{texts.reasons[ticket.reason] ?? ticket.reason}</span>
          {(fresh || unread) && <span className="queue-new">{unread ? texts.desk.unreadMark : texts.desk.newMark}</span>}
          <span className="queue-when">
            <When ticket={ticket} />
          </span>
        </span>
        <span className="queue-words">{ticket.lastWords}</span>
        <span className="queue-marks">
          <span>{texts.posts[ticket.skill]}</span>
          {ticket.channel && <span>{texts.channels[ticket.channel] ?? ticket.channel}</span>}
          <MoodMark mood={ticket.mood} />
          {ticket.elder && <ElderMark />}
          <LanguageMark locale={ticket.locale} />
          {ticket.agentName && !ticket.mine && <span>{ticket.agentName}</span>}
        </span>
      </Link>
    </li>
  );
}

function When({ ticket }: { ticket: TicketView }) {
  if (ticket.status === 'waiting') return <Waited since={ticket.waitingSince} />;
  if (ticket.closedAt) return dateTime(ticket.closedAt).slice(5);
  return ticket.claimedAt ? clockTime(ticket.claimedAt) : null;
}

/** Ticks by itself, so that the rest of the queue need not be drawn each second. */
function Waited({ since }: { since: string }) {
  return waitedWords(since, useNow(), useTexts().time);
}
