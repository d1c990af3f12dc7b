import { FilterOutlined, InboxOutlined } from '@ant-design/icons';
import { Button, Segmented, Select, Skeleton } from 'antd';
import { useState } from 'react';
import type { KeyboardEvent } from 'react';
import { Empty } from '../../parts/empty';
import { queueSections } from '../../queue/queue-state';
import { useQueue } from '../../queue/queue-provider';
import { useStaff } from '../../session';
import { SKILLS } from '../../staff-api';
import type { Skill, TicketView } from '../../staff-api';
import { useTexts } from '../../texts';
import { ClosedList } from './closed-list';
import { stepInQueue } from './focus';
import { PhoneTaskList, ofPost } from './phone-task-list';
import { QueueItem } from './queue-item';
import { usePhoneTasks } from './use-phone-tasks';
import { kept } from '../../kept';

/** The queue: my conversations, who waits, what colleagues have; or what has ended; or whom to phone. */
export function QueuePane({ selected }: { selected?: string }) {
  const texts = useTexts();
  const staff = useStaff();
  const [scope, setScope] = useState<'open' | 'closed' | 'toPhone'>('open');
  const [post, setPost] = useState<Skill | 'all'>('all');
  const calls = usePhoneTasks(scope === 'toPhone');
  const sees = staff.role === 'admin' || staff.role === 'supervisor' ? SKILLS : staff.skills;

  const step = (event: KeyboardEvent<HTMLElement>): void => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    if (!(event.target instanceof HTMLElement) || !event.target.matches('[data-queue-item]')) return;
    if (stepInQueue(event.currentTarget, event.key === 'ArrowDown' ? 1 : -1)) event.preventDefault();
  };

  return (
    <section className="desk-queue" aria-label={texts.desk.queueLabel} onKeyDown={step}>
      <div className="queue-head">
        <Segmented
          aria-label={texts.desk.scopeLabel}
          value={scope}
          onChange={setScope}
          options={[
            { value: 'open', label: texts.desk.open },
            { value: 'closed', label: texts.desk.closed },
            { value: 'toPhone', label: texts.desk.toPhone(calls.value?.filter(ofPost(post)).length ?? 0) },
          ]}
        />
        {sees.length > 1 && (
          <Select
            aria-label={texts.desk.postFilter}
            variant="borderless"
            value={post}
            onChange={setPost}
            popupMatchSelectWidth={false}
            options={[
              { value: 'all', label: texts.desk.allPosts },
              ...sees.map((skill) => ({ value: skill, label: texts.posts[skill] })),
            ]}
          />
        )}
      </div>
      <div className="queue-body">
        {scope === 'open' && <OpenLists post={post} selected={selected} onAllPosts={() => setPost('all')} />}
        {scope === 'closed' && <ClosedList post={post} selected={selected} />}
        {scope === 'toPhone' && <PhoneTaskList calls={calls} post={post} />}
      </div>
    </section>
  );
}

function OpenLists({ post, selected, onAllPosts }: { post: Skill | 'all'; selected?: string; onAllPosts: () => void }) {
  const texts = useTexts();
  const { tickets, loaded, fresh } = useQueue();
  const { mine, waiting, others } = queueSections(tickets, post);
  if (!loaded) return <QueueSkeleton />;

  if (mine.length + waiting.length + others.length === 0 && post !== 'all') {
    return (
      <Empty
        sign={<FilterOutlined />}
        title={texts.desk.emptyFiltered(texts.posts[post] ?? '')}
        text={texts.desk.emptyFilteredText}
      >
        <Button onClick={onAllPosts}>{texts.desk.showAllPosts}</Button>
      </Empty>
    );
  }
  const list = (title: string, listed: TicketView[]) =>
    listed.length > 0 && (
      <QueueSection title={title} count={listed.length}>
        {listed.map((ticket) => (
          <QueueItem
            key={ticket.id}
            ticket={ticket}
            selected={ticket.id === selected}
            fresh={fresh.has(ticket.id)}
            unread={ticket.id !== selected && hasUnread(ticket)}
          />
        ))}
      </QueueSection>
    );
  return (
    <>
      {list(texts.desk.mine, mine)}
      {waiting.length > 0 ? (
        list(texts.desk.waiting, waiting)
      ) : (
        <Empty sign={<InboxOutlined />} title={texts.desk.emptyTitle} text={texts.desk.emptyText} />
      )}
      {list(texts.desk.others, others)}
    </>
  );
}

/** Whether the consumer has said something that was not on this tab's screen yet and that nobody has answered. */
function hasUnread({ id, unansweredSeq }: TicketView): boolean {
  return unansweredSeq !== undefined && unansweredSeq > kept(id).seen;
}

function QueueSection({ title, count, children }: { title: string; count: number; children: React.ReactNode }) {
  const texts = useTexts();
  return (
    <section className="queue-section">
      <h2 className="queue-title">
        {title} <span className="queue-count">{texts.desk.count(count)}</span>
      </h2>
      <ul>{children}</ul>
    </section>
  );
}

/** The queue on its way. */
export function QueueSkeleton() {
  return (
    <div className="queue-skeleton" aria-busy="true">
      {[0, 1, 2, 3].map((row) => (
        <Skeleton key={row} active title={{ width: '60%' }} paragraph={{ rows: 2 }} />
      ))}
    </div>
  );
}
