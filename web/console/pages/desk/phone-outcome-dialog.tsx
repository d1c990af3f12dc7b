import { App, Modal } from 'antd';
import { useState } from 'react';
import { ApiError } from '../../api';
import { NoteField } from '../../parts/note-field';
import { useApi } from '../../session';
import type { PhoneOutcome, PhoneTaskView } from '../../staff-api';
import { errorWords, useTexts } from '../../texts';
import './close-dialog.css';

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
        <NoteField label={words.note} placeholder={words.notePlaceholder} value={note} onChange={setNote} />
      </div>
    </Modal>
  );
}
