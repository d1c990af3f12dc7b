import { App, Modal, Radio } from 'antd';
import { useId, useState } from 'react';
import { NoteField } from '../../parts/note-field';
import { useQueue } from '../../queue/queue-provider';
import { go } from '../../routing';
import { useApi } from '../../session';
import type { Outcome, TicketView } from '../../staff-api';
import { errorWords, useTexts } from '../../texts';
import '../../parts/field.css';
import './close-dialog.css';

const OUTCOMES: readonly Outcome[] = ['resolved', 'complaint_registered', 'follow_up', 'transferred_outside', 'no_answer'];

export interface CloseDialogProps {
  open: boolean;
  ticketId: string;
  onClose(): void;
  onClosed(ticket: TicketView): void;
}

/** Asks once before the consumer goes back to the assistant, with how it ended. */
export function CloseDialog({ open, ticketId, onClose, onClosed }: CloseDialogProps) {
  const texts = useTexts();
  const words = texts.closing;
  const api = useApi();
  const { dispatch } = useQueue();
  const { message } = App.useApp();
  const outcomeId = useId();
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const [note, setNote] = useState('');
  const [missing, setMissing] = useState(false);
  const [busy, setBusy] = useState(false);

  const confirm = async (): Promise<void> => {
    if (!outcome) return setMissing(true);
    setBusy(true);
    try {
      const ticket = await api.close(ticketId, { outcome, note: note.trim() });
      onClosed(ticket);
      dispatch({ type: 'changed', ticket });
      void message.success(words.done);
      onClose();
      go('/desk');
    } catch (error) {
      void message.error(`${words.failed}${errorWords(error, texts)}`);
    } finally {
      setBusy(false);
    }
  };

  return (
    <Modal
      open={open}
      title={words.title}
      okText={words.confirm}
      cancelText={texts.cancel}
      okButtonProps={{ danger: true }}
      confirmLoading={busy}
      onOk={() => void confirm()}
      onCancel={onClose}
      width={480}
    >
      <div className="closing">
        <p>{words.consequence}</p>
        <p id={outcomeId} className="field-label">
          {words.outcome}
        </p>
        <Radio.Group
          aria-labelledby={outcomeId}
          className="closing-outcomes"
          value={outcome}
          onChange={(event) => {
            setOutcome(event.target.value as Outcome);
            setMissing(false);
          }}
          options={OUTCOMES.map((value) => ({ value, label: words.outcomes[value] }))}
        />
        {missing && (
          <p className="field-error" role="alert">
            {words.outcomeMissing}
          </p>
        )}
        <NoteField label={words.note} placeholder={words.notePlaceholder} value={note} onChange={setNote} />
      </div>
    </Modal>
  );
}
