import { HistoryOutlined } from '@ant-design/icons';
import { useCallback, useEffect, useState } from 'react';
import { Empty } from '../../parts/empty';
import { Failure } from '../../parts/failure';
import { useApi } from '../../session';
import type { Skill, TicketView } from '../../staff-api';
import { useTexts } from '../../texts';
import { QueueItem } from './queue-item';
import { QueueSkeleton } from './queue-pane';

type Closed = { kind: 'loading' } | { kind: 'failed'; error: unknown } | { kind: 'ready'; tickets: TicketView[] };

/** Conversations that have ended, the latest first. */
export function ClosedList({ post, selected }: { post: Skill | 'all'; selected?: string }) {
  const texts = useTexts();
  const api = useApi();
  const [closed, setClosed] = useState<Closed>({ kind: 'loading' });

  const load = useCallback(() => {
    setClosed({ kind: 'loading' });
    api.tickets('closed').then(
      (tickets) => setClosed({ kind: 'ready', tickets: tickets.toSorted(latestFirst) }),
      (error: unknown) => setClosed({ kind: 'failed', error }),
    );
  }, [api]);
  useEffect(load, [load]);

  if (closed.kind === 'loading') return <QueueSkeleton />;
  if (closed.kind === 'failed') return <Failure error={closed.error} title={texts.desk.loadFailed} retry={load} />;
  const shown = closed.tickets.filter(({ skill }) => post === 'all' || skill === post);
  if (shown.length === 0) {
    return <Empty sign={<HistoryOutlined />} title={texts.desk.closedEmptyTitle} text={texts.desk.closedEmptyText} />;
  }
  return (
    <ul className="queue-section">
      {shown.map((ticket) => (
        <QueueItem key={ticket.id} ticket={ticket} selected={ticket.id === selected} fresh={false} unread={false} />
      ))}
    </ul>
  );
}

function latestFirst(a: TicketView, b: TicketView): number {
  return (b.closedAt ?? '').localeCompare(a.closedAt ?? '');
}
