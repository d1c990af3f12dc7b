import { App, Input, Modal } from 'antd';
import { useId, useState } from 'react';
import { ApiError } from '../../api';
import { useApi } from '../../session';
import type { PhoneOutcome, PhoneTaskView } from '../../staff-api';
import { errorWords, useTexts } from '../../texts';
import '../../parts/field.css';
import './close-dialog.css';

const LONGEST_NOTE = 500;

export interface PhoneOutcomeDialogProps {
  task: PhoneTaskView;
  outcome: PhoneOutcome;
  onClose(): void;
  /** It is kept, or somebody was faster. */
  onChanged(): void;
}

/** Asks once how a call went, with what follows from it and room for a note. */
export function PhoneOutcomeDialog({ task, outcome, onClose, onChanged }: PhoneOutcomeDialogProps) {
  const texts = useTexts();
  const words = texts.calls;
  const api = useApi();
  const { message } = App.useApp();
  const noteId = useId();
  const [note, setNote] = useState('');
  const [busy, setBusy] = useState(false);
  const reached = outcome === 'reached';

  const confirm = async (): Promise<void> => {
    setBusy(true);
    try {
      await api.phoned(task.id, { outcome, upTo: task.upTo, note: note.trim() });
      void message.success(reached ? words.reachedDone : words.notReachedDone);
    } catch (error) {
      void message.error(errorWords(error, texts));
      // Anything but "it is another task by now" may pass: the note is still here.
      if (!(error instanceof ApiError && (error.status === 409 || error.status === 404))) return setBusy(false);
    }
    onClose();
    onChanged();
  };

  return (
    <Modal
      open
      title={reached ? words.reachedTitle : words.notReachedTitle}
      okText={reached ? words.reached : words.notReached}
      cancelText={texts.cancel}
      confirmLoading={busy}
      onOk={() => void confirm()}
      onCancel={onClose}
      width={440}
    >
      <div className="closing">
        <p>{reached ? words.reachedText : words.notReachedText}</p>
        <label className="field-label" htmlFor={noteId}>
          {words.note}
        </label>
        <Input.TextArea
          id={noteId}
          rows={3}
          maxLength={LONGEST_NOTE}
          showCount
          placeholder={words.notePlaceholder}
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
      </div>
    </Modal>
  );
}
