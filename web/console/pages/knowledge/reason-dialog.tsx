import { Input, Modal } from 'antd';
import { useState } from 'react';
import { Field } from '../../parts/field';
import { useTexts } from '../../texts';
import { cleanLine } from './editor/content';
import { FormActions } from './form-actions';
import { useKnowledgeTexts } from './knowledge-texts';

/** An act that is asked about once, with its consequence. */
export interface Asked {
  title: string;
  hint: string;
  confirm: string;
  danger?: boolean;
  /** A reason may be given. */
  optional?: boolean;
  /** No reason is asked for. */
  plain?: boolean;
  /** Characters at least, with what to say about fewer. */
  least?: { length: number; words: string };
  /** Resolves with whether the dialog may go. */
  run(reason: string): Promise<boolean>;
}

const LONGEST = 500;

/** Asks before an act, and for its reason where others will read one. */
export function ReasonDialog({ asked, onClose }: { asked: Asked | null; onClose: () => void }) {
  return (
    <Modal open={asked !== null} onCancel={onClose} title={asked?.title} footer={null} destroyOnHidden>
      {asked && <ReasonForm asked={asked} onClose={onClose} />}
    </Modal>
  );
}

function ReasonForm({ asked, onClose }: { asked: Asked; onClose: () => void }) {
  const words = useKnowledgeTexts().actions;
  const texts = useTexts();
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const { length: least, words: missing } = asked.least ?? { length: 1, words: words.reasonMissing };
  const short = !asked.optional && !asked.plain && reason.trim().length < least;

  const confirm = async (): Promise<void> => {
    setTried(true);
    if (busy || short) return;
    setBusy(true);
    const gone = await asked.run(cleanLine(reason));
    setBusy(false);
    if (gone) onClose();
  };

  return (
    <form
      className="kb-form"
      onSubmit={(event) => {
        event.preventDefault();
        void confirm();
      }}
    >
      <p className="kb-hint">{asked.hint}</p>
      {!asked.plain && (
        <Field label={asked.optional ? words.reasonOptional : words.reason} error={tried && short ? missing : undefined}>
          {(links) => (
            <Input.TextArea
              {...links}
              autoFocus
              rows={3}
              maxLength={LONGEST}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
          )}
        </Field>
      )}
      <FormActions cancel={texts.cancel} confirm={asked.confirm} danger={asked.danger} busy={busy} onCancel={onClose} />
    </form>
  );
}
