import { InboxOutlined } from '@ant-design/icons';
import { Button, Checkbox, Modal, Progress, Spin } from 'antd';
import { useRef, useState } from 'react';
import { useErrorWords, useKnowledgeTexts } from '../knowledge-texts';
import { ImportOutcome } from './import-outcome';
import { ImportRows } from './import-rows';
import type { ImportCheck, ImportProgress } from './import-types';
import { useImport } from './use-import';
import './import.css';

export interface ImportDialogProps {
  open: boolean;
  /** Told when it is put away: `running`, an import goes on behind it and its end is still to be seen. */
  onClose(running: boolean): void;
  onImported(): void;
}

/** Entries out of a file: picked, checked row by row, and only then imported. */
export function ImportDialog({ open, onClose, onImported }: ImportDialogProps) {
  const { import: words, colon } = useKnowledgeTexts();
  const errorWords = useErrorWords();
  const { step, check, apply, again, restart } = useImport(onImported);
  const close = (): void => onClose(step.kind === 'running');
  return (
    <Modal open={open} onCancel={close} title={words.title} footer={null} width={880} mask={{ closable: false }}>
      <div className="import">
        {step.kind === 'pick' && <FilePicker onFile={check} />}
        {step.kind === 'checking' && (
          <p className="import-wait" role="status">
            <Spin /> {words.checking}
          </p>
        )}
        {step.kind === 'checked' && <Checked check={step.check} onApply={apply} onAnother={restart} />}
        {step.kind === 'running' && <Running check={step.check} progress={step.progress} />}
        {step.kind === 'over' && (
          <ImportOutcome progress={step.progress} all={step.all} onAgain={again} onAnother={restart} onClose={close} />
        )}
        {'error' in step && step.error !== undefined && (
          <p className="field-error" role="alert">
            {step.kind === 'pick' ? words.checkFailed : words.failed}
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
          // The same file, mended, may be chosen again.
          event.target.value = '';
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
      <p className="kb-hint" role="status">
        {held ? words.held(totals.refuse, able) : words.draftsOnly}
      </p>
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

function Running({ check: { totals }, progress }: { check: ImportCheck; progress: ImportProgress | null }) {
  const words = useKnowledgeTexts().import;
  const { done, total } = progress ?? { done: 0, total: totals.create + totals.change };
  return (
    <div className="import-wait">
      <p role="status">{words.running(done, total)}</p>
      <Progress percent={total > 0 ? Math.floor((100 * done) / total) : 0} aria-label={words.title} />
      <p className="kb-hint">{words.mayClose}</p>
    </div>
  );
}
