import { InboxOutlined } from '@ant-design/icons';
import { Button, Checkbox, Modal, Progress, Spin } from 'antd';
import { useRef, useState } from 'react';
import { useErrorWords, useKnowledgeTexts } from '../knowledge-texts';
import type { ImportCheck, ImportProgress } from './import-types';
import { ImportRows } from './import-rows';
import { useImport } from './use-import';
import './import.css';

/** Entries out of a file: picked, checked row by row, and only then imported. */
export function ImportDialog({ onClose, onImported }: { onClose: () => void; onImported: () => void }) {
  const { import: words, colon } = useKnowledgeTexts();
  const errorWords = useErrorWords();
  const { step, check, apply, restart } = useImport(onImported);
  return (
    <Modal open onCancel={onClose} title={words.title} footer={null} width={880} mask={{ closable: false }}>
      <div className="import">
        {step.kind === 'pick' && <FilePicker onFile={check} />}
        {step.kind === 'checking' && (
          <p className="import-wait" role="status">
            <Spin /> {words.checking}
          </p>
        )}
        {step.kind === 'checked' && <Checked check={step.check} onApply={apply} onAnother={restart} />}
        {step.kind === 'running' && <Running progress={step.progress} />}
        {step.kind === 'over' && <Over progress={step.progress} all={step.all} onAnother={restart} onClose={onClose} />}
        {'error' in step && step.error !== undefined && (
          <p className="field-error" role="alert">
            {words.checkFailed}
            {colon}
            {errorWords(step.error)}
          </p>
        )}
      </div>
    </Modal>
  );
}

function FilePicker({ onFile }: { onFile: (file: File) => void }) {
  const words = useKnowledgeTexts().import;
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  return (
    <>
      <p className="kb-hint">{words.hint}</p>
      <input
        ref={input}
        type="file"
        accept=".xlsx,.tsv,.csv,.qna"
        hidden
        onChange={(event) => {
          const file = event.target.files?.[0];
          if (file) onFile(file);
        }}
      />
      <button
        type="button"
        className="import-drop"
        data-over={over}
        onClick={() => input.current?.click()}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          const file = event.dataTransfer.files[0];
          if (file) onFile(file);
        }}
      >
        <InboxOutlined aria-hidden="true" />
        {words.drop}
      </button>
    </>
  );
}

interface CheckedProps {
  check: ImportCheck;
  onApply(allOrNothing: boolean): void;
  onAnother(): void;
}

function Checked({ check, onApply, onAnother }: CheckedProps) {
  const words = useKnowledgeTexts().import;
  const [allOrNothing, setAllOrNothing] = useState(true);
  const { totals, rows } = check;
  const able = totals.create + totals.change;
  const held = allOrNothing && totals.refuse > 0;
  return (
    <>
      <ImportRows rows={rows} totals={totals} />
      <p className="kb-hint">{words.draftsOnly}</p>
      <div className="import-foot">
        <Checkbox checked={allOrNothing} onChange={(event) => setAllOrNothing(event.target.checked)}>
          {words.allOrNothing}
        </Checkbox>
        <span className="kb-form-actions">
          <Button onClick={onAnother}>{words.another}</Button>
          <Button type="primary" disabled={able === 0 || held} onClick={() => onApply(allOrNothing)}>
            {able === 0 ? words.nothing : words.apply(able)}
          </Button>
        </span>
      </div>
    </>
  );
}

function Running({ progress }: { progress: ImportProgress | null }) {
  const words = useKnowledgeTexts().import;
  const { done, total } = progress ?? { done: 0, total: 0 };
  return (
    <div className="import-wait">
      <p role="status">{words.running(done, total)}</p>
      <Progress percent={total > 0 ? Math.round((100 * done) / total) : 0} aria-label={words.title} />
    </div>
  );
}

interface OverProps {
  progress: ImportProgress;
  all: boolean;
  onAnother(): void;
  onClose(): void;
}

function Over({ progress: { state, totals, failures }, all, onAnother, onClose }: OverProps) {
  const texts = useKnowledgeTexts();
  const words = texts.import;
  return (
    <>
      <div className={`kb-note kb-note-${state === 'done' ? 'ok' : 'warn'}`} role="status">
        {state === 'done' ? (
          words.done(totals.create, totals.change)
        ) : (
          <>
            <strong>{words.failed}</strong> {all ? words.failedAll : words.failedText}
          </>
        )}
      </div>
      {failures.length > 0 && (
        <ul className="gate-questions">
          {failures.map(({ row, message }) => (
            <li key={`${row}/${message}`}>
              {words.row(row)}
              {texts.colon}
              {message}
            </li>
          ))}
        </ul>
      )}
      <div className="kb-form-actions">
        <Button onClick={onAnother}>{words.another}</Button>
        <Button type="primary" onClick={onClose}>
          {texts.done}
        </Button>
      </div>
    </>
  );
}
