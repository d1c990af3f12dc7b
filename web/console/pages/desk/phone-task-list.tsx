import { PhoneOutlined } from '@ant-design/icons';
import { useRef } from 'react';
import { Empty } from '../../parts/empty';
import { Failure } from '../../parts/failure';
import type { PhoneTaskView, Skill } from '../../staff-api';
import { useTexts } from '../../texts';
import type { Loaded } from '../../use-loaded';
import { PhoneTaskCard } from './phone-task-card';
import { QueueSkeleton } from './queue-pane';
import './phone-tasks.css';

/** Whom to phone, since what was to be said could not be delivered; the longest due first. */
export function PhoneTaskList({ calls, post }: { calls: Loaded<PhoneTaskView[]>; post: Skill | 'all' }) {
  const texts = useTexts();
  const list = useRef<HTMLDivElement>(null);
  const { value, error, reload } = calls;
  if (!value && error) return <Failure error={error} title={texts.calls.loadFailed} retry={reload} />;
  if (!value) return <QueueSkeleton />;

  const shown = value.filter(ofPost(post));
  const changed = (): void => {
    // The card may go, and the keyboard with it.
    list.current?.focus();
    reload();
  };
  return (
    <div className="calls" ref={list} tabIndex={-1}>
      {shown.length === 0 ? (
        <Empty sign={<PhoneOutlined />} title={texts.calls.emptyTitle} text={texts.calls.emptyText} />
      ) : (
        <ul>
          {shown.map((task) => (
            <PhoneTaskCard key={task.id} task={task} onChanged={changed} />
          ))}
        </ul>
      )}
    </div>
  );
}

export function ofPost(post: Skill | 'all'): (task: PhoneTaskView) => boolean {
  return ({ skill }) => post === 'all' || skill === post;
}
