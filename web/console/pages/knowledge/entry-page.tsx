import { Failure } from '../../parts/failure';
import { PageSkeleton } from '../../parts/page-skeleton';
import { ApiError } from '../../api';
import { useStaff } from '../../session';
import { useLoaded } from '../../use-loaded';
import { Editor } from './editor/editor';
import { ConflictDialog } from './editor/conflict-dialog';
import { useAutosave } from './editor/use-autosave';
import { usePresence } from './editor/use-presence';
import { EntryHead } from './entry-head';
import { EntryNotes } from './entry-notes';
import { HistoryTab } from './history/history-tab';
import { useKnowledgeTexts } from './knowledge-texts';
import type { EntryView } from './knowledge-types';
import { Reader } from './reader';
import { ReviewTab } from './review/review-tab';
import { useKnowledge } from './use-knowledge';
import { useSavedBeforeLeaving } from './use-saved-before-leaving';
import './entry.css';

/** One entry: its text, what a reviewer decides on, and how it came to be. */
export function EntryPage({ id, tab }: { id: string; tab: string }) {
  const texts = useKnowledgeTexts();
  const { api } = useKnowledge();
  const { value: entry, error, reload, put } = useLoaded(id, () => api.entry(id));
  if (error && !entry) {
    const gone = error instanceof ApiError && error.status === 404;
    return gone ? (
      <Failure title={texts.noEntry} text={texts.noEntryText} />
    ) : (
      <Failure error={error} title={texts.loadFailed} retry={reload} />
    );
  }
  if (!entry) return <PageSkeleton />;
  return <Entry entry={entry} tab={tab} onEntry={put} />;
}

interface EntryProps {
  entry: EntryView;
  tab: string;
  onEntry(entry: EntryView): void;
}

function Entry({ entry, tab, onEntry }: EntryProps) {
  const staff = useStaff();
  const { mayWrite } = useKnowledge();
  const writing = useAutosave(entry, staff.id, onEntry);
  const others = usePresence(entry.id, mayWrite && tab === 'write');
  const leaving = useSavedBeforeLeaving(writing);
  const replace = (next: EntryView): void => {
    writing.dispatch({ type: 'replaced', entry: next });
    onEntry(next);
  };
  return (
    <>
      <EntryHead entry={entry} tab={tab} writing={writing} others={others} onEntry={replace} />
      <EntryNotes entry={entry} writing={tab === 'write' && entry.permissions.edit} />
      {tab === 'review' ? (
        <ReviewTab entry={entry} onEntry={replace} />
      ) : tab === 'history' ? (
        <HistoryTab entry={entry} onEntry={replace} />
      ) : tab !== 'write' ? (
        <Failure kind="missing" />
      ) : entry.permissions.edit ? (
        <Editor entry={entry} writing={writing} />
      ) : (
        <Reader entry={entry} />
      )}
      <ConflictDialog writing={writing} />
      {leaving}
    </>
  );
}
