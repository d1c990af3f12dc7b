import { MoreOutlined } from '@ant-design/icons';
import { App, Button, Dropdown } from 'antd';
import { useState } from 'react';
import { ApiError } from '../../api';
import { go } from '../../routing';
import type { Writing } from './editor/use-autosave';
import { useErrorWords, useKnowledgeTexts } from './knowledge-texts';
import type { EntryView } from './knowledge-types';
import { ReasonDialog } from './reason-dialog';
import type { Asked } from './reason-dialog';
import { useKnowledge } from './use-knowledge';

export interface EntryActionsProps {
  entry: EntryView;
  tab: string;
  writing: Writing;
  onEntry(entry: EntryView): void;
}

/** What this person may do with the entry now; publishing and returning stand with the checks, on the review tab. */
export function EntryActions({ entry, tab, writing, onEntry }: EntryActionsProps) {
  const texts = useKnowledgeTexts();
  const words = texts.actions;
  const errorWords = useErrorWords();
  const { api } = useKnowledge();
  const { message } = App.useApp();
  const [asked, setAsked] = useState<Asked | null>(null);
  const { permissions, draft } = entry;

  /** What is unsaved goes first, so that what is decided on is what stands here. */
  const act = async (run: (revision: number) => Promise<EntryView>, done: string): Promise<boolean> => {
    const revision = await writing.flush();
    if (revision === null) return false;
    try {
      onEntry(await run(revision));
      void message.success(done);
      return true;
    } catch (error) {
      void message.error(errorWords(error));
      if (error instanceof ApiError && error.status === 409) onEntry(await api.entry(entry.id));
      return true;
    }
  };
  const seen = (revision: number) => ({ id: entry.id, revision });
  const submit: Asked = {
    title: words.submitTitle,
    hint: words.submitHint,
    confirm: words.submit,
    optional: true,
    run: (reason) => act((revision) => api.submit(seen(revision), reason), words.submitted),
  };
  const withdraw: Asked = {
    title: words.withdrawTitle,
    hint: words.withdrawHint,
    confirm: words.withdraw,
    danger: true,
    run: (reason) => act((revision) => api.withdraw(seen(revision), reason), words.withdrawDone),
  };
  const discard: Asked = {
    title: words.discardTitle,
    hint: words.discardHint,
    confirm: words.discard,
    danger: true,
    plain: true,
    run: () => act((revision) => api.discard(seen(revision)), words.discardDone),
  };
  const more = [
    ...(permissions.discard ? [{ key: 'discard', label: words.discard, onClick: () => setAsked(discard) }] : []),
    ...(permissions.withdraw
      ? [{ key: 'withdraw', danger: true, label: words.withdraw, onClick: () => setAsked(withdraw) }]
      : []),
  ];
  return (
    <>
      {more.length > 0 && (
        <Dropdown menu={{ items: more }} trigger={['click']} placement="bottomRight">
          <Button icon={<MoreOutlined />} aria-label={texts.more} title={texts.more} />
        </Dropdown>
      )}
      {permissions.submit && draft?.status !== 'in_review' && (
        <Button type="primary" onClick={() => setAsked(submit)}>
          {words.submit}
        </Button>
      )}
      {draft?.status === 'in_review' && tab !== 'review' && (permissions.publish || permissions.return) && (
        <Button type="primary" onClick={() => go(`/knowledge/entry/${encodeURIComponent(entry.id)}/review`)}>
          {texts.review.open}
        </Button>
      )}
      <ReasonDialog asked={asked} onClose={() => setAsked(null)} />
    </>
  );
}
