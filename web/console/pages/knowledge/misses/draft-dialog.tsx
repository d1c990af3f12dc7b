import { App, Modal, Select } from 'antd';
import { useState } from 'react';
import { ApiError } from '../../../api';
import { Field } from '../../../parts/field';
import { go } from '../../../routing';
import { useTexts } from '../../../texts';
import { useLoaded } from '../../../use-loaded';
import { FormActions } from '../form-actions';
import { useErrorWords, useKnowledgeTexts } from '../knowledge-texts';
import type { MissGroup } from '../learning-types';
import { useKnowledge } from '../use-knowledge';

export interface DraftDialogProps {
  group: MissGroup | null;
  onClose(): void;
  /** A colleague was quicker. */
  onGone(): void;
}

/** Makes a draft of what was asked in vain; only where it belongs is asked, and that is proposed from the nearest entry. */
export function DraftDialog({ group, onClose, onGone }: DraftDialogProps) {
  const words = useKnowledgeTexts().misses;
  return (
    <Modal open={group !== null} onCancel={onClose} title={words.draftTitle} footer={null} destroyOnHidden>
      {group && <DraftForm group={group} onClose={onClose} onGone={onGone} />}
    </Modal>
  );
}

function DraftForm({ group, onClose, onGone }: DraftDialogProps & { group: MissGroup }) {
  const { misses: words, create } = useKnowledgeTexts();
  const texts = useTexts();
  const errorWords = useErrorWords();
  const { api, registers } = useKnowledge();
  const { message } = App.useApp();
  const [chosen, setChosen] = useState<string>();
  const [busy, setBusy] = useState(false);
  const nearest = group.nearest?.id ?? '';
  const { value: near } = useLoaded(nearest, () => api.entry(nearest), { when: nearest !== '' });
  const category = chosen ?? near?.category;

  const draft = async (): Promise<void> => {
    if (!category || busy) return;
    setBusy(true);
    try {
      const { id } = await api.draftFromMiss(group.id, category);
      go(`/knowledge/entry/${encodeURIComponent(id)}`);
    } catch (error) {
      const gone = error instanceof ApiError && error.code === 'XB_NO_MISSES';
      void message[gone ? 'info' : 'error'](gone ? words.gone : errorWords(error));
      setBusy(false);
      if (gone) onGone();
      onClose();
    }
  };
  return (
    <form
      className="kb-form"
      onSubmit={(event) => {
        event.preventDefault();
        void draft();
      }}
    >
      <p>{group.question}</p>
      <p className="kb-hint">{words.draftHint}</p>
      <Field label={create.categoryLabel}>
        {(links) => (
          <Select
            {...links}
            autoFocus
            showSearch={{ optionFilterProp: 'label' }}
            value={category}
            onChange={setChosen}
            options={registers.categories.map(({ key, name }) => ({ value: key, label: name }))}
          />
        )}
      </Field>
      <FormActions cancel={texts.cancel} confirm={words.draft} busy={busy} disabled={!category} onCancel={onClose} />
    </form>
  );
}
