import { Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { Field } from '../../../parts/field';
import { go } from '../../../routing';
import { useTexts } from '../../../texts';
import { dayKey } from '../../../time-words';
import { emptyContent } from '../editor/content';
import { FormActions } from '../form-actions';
import { useErrorWords, useKnowledgeTexts } from '../knowledge-texts';
import { useKnowledge } from '../use-knowledge';

/** Begins an entry: the question and where it belongs; everything else is written in the editor. */
export function CreateDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const words = useKnowledgeTexts().create;
  const texts = useTexts();
  return (
    <Modal open={open} onCancel={onClose} title={words.title} footer={null} destroyOnHidden aria-label={words.title}>
      <p className="kb-hint">{words.hint}</p>
      <CreateForm cancel={texts.cancel} onClose={onClose} />
    </Modal>
  );
}

function CreateForm({ cancel, onClose }: { cancel: string; onClose: () => void }) {
  const words = useKnowledgeTexts().create;
  const errorWords = useErrorWords();
  const { api, registers } = useKnowledge();
  const [title, setTitle] = useState('');
  const [category, setCategory] = useState<string>();
  const [busy, setBusy] = useState(false);
  const [tried, setTried] = useState(false);
  const [failure, setFailure] = useState('');

  const create = async (): Promise<void> => {
    setTried(true);
    if (busy || !title.trim() || !category) return;
    setBusy(true);
    setFailure('');
    try {
      const { id } = await api.create(emptyContent(title.trim(), category, dayKey(Date.now())));
      go(`/knowledge/entry/${encodeURIComponent(id)}`);
    } catch (error) {
      setFailure(errorWords(error));
      setBusy(false);
    }
  };

  return (
    <form
      className="kb-form"
      onSubmit={(event) => {
        event.preventDefault();
        void create();
      }}
    >
      <Field label={words.titleLabel} error={tried && !title.trim() ? words.missingTitle : undefined}>
        {(links) => (
          <Input
            {...links}
            autoFocus
            maxLength={registers.limits.title}
            showCount
            placeholder={words.titlePlaceholder}
            value={title}
            onChange={(event) => setTitle(event.target.value)}
          />
        )}
      </Field>
      <Field label={words.categoryLabel} error={tried && !category ? words.missingCategory : undefined}>
        {(links) => (
          <Select
            {...links}
            showSearch={{ optionFilterProp: 'label' }}
            value={category}
            onChange={setCategory}
            options={registers.categories.map(({ key, name }) => ({ value: key, label: name }))}
          />
        )}
      </Field>
      {failure && (
        <p className="field-error" role="alert">
          {failure}
        </p>
      )}
      <FormActions cancel={cancel} confirm={words.confirm} busy={busy} onCancel={onClose} />
    </form>
  );
}
