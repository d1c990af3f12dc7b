import type { ReactNode } from 'react';
import { dateTime, dayKey } from '../../time-words';
import { useKnowledgeTexts } from './knowledge-texts';
import type { EntryView } from './knowledge-types';

/** What somebody must know first: sent back and why, waiting for review, what consumers see meanwhile. */
export function EntryNotes({ entry, writing }: { entry: EntryView; writing: boolean }) {
  const words = useKnowledgeTexts().editor;
  const { draft, live, next, ended, permissions } = entry;
  const returned = writing && draft?.status === 'draft' ? draft.returned : undefined;
  const notes: [string, 'warn' | 'calm', ReactNode][] = [];
  if (returned) {
    const { by, at, reason } = returned;
    notes.push(['returned', 'warn', <ReturnedNote key="r" lead={words.returned(by.name, dateTime(at))} reason={reason} />]);
  }
  if (writing && draft?.status === 'in_review' && permissions.edit) notes.push(['review', 'calm', words.inReview]);
  if (next) notes.push(['next', 'calm', words.nextBeside(next.content.validFrom)]);
  if (writing && draft && live) notes.push(['live', 'calm', words.liveBeside(live.version, dayKey(live.approvedAt))]);
  if (ended && !live) {
    notes.push(['ended', 'warn', `${words.endedBeside[ended.how]}${ended.reason ? ` ${ended.reason}` : ''}`]);
  }
  if (notes.length === 0) return null;
  return (
    <ul className="entry-notes">
      {notes.map(([key, tone, text]) => (
        <li key={key} className={`kb-note kb-note-${tone}`}>
          {text}
        </li>
      ))}
    </ul>
  );
}

function ReturnedNote({ lead, reason }: { lead: string; reason: string }) {
  return (
    <>
      <strong>{lead}</strong>
      {reason}
    </>
  );
}
