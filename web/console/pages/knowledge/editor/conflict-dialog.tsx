import { Button, Modal } from 'antd';
import { useState } from 'react';
import { CopyButton } from '../../../parts/copy-button';
import { useStaff } from '../../../session';
import { clockTime } from '../../../time-words';
import { ChoiceBar } from '../choice-bar';
import { useFieldWords } from '../use-field-words';
import { useKnowledgeTexts } from '../knowledge-texts';
import type { EntryView } from '../knowledge-types';
import { writtenContent } from './autosave';
import { conflictFields, isSettled, otherAuthor, settle } from './conflict';
import type { Choices, ConflictField, Side } from './conflict';
import type { Writing } from './use-autosave';
import './conflict.css';

/** Two people wrote on one text: both stand side by side, and nothing is thrown away unseen. */
export function ConflictDialog({ writing }: { writing: Writing }) {
  const words = useKnowledgeTexts().conflict;
  const { state } = writing;
  const [later, setLater] = useState<EntryView | null>(null);
  const { theirs } = state;
  const open = theirs !== null && theirs !== later;
  return (
    <>
      {theirs !== null && !open && (
        <Button className="conflict-reopen" danger type="primary" onClick={() => setLater(null)}>
          {words.title}
        </Button>
      )}
      <Modal open={open} onCancel={() => setLater(theirs)} title={words.title} footer={null} width={960} destroyOnHidden>
        {theirs && <ConflictForm writing={writing} theirs={theirs} onLater={() => setLater(theirs)} />}
      </Modal>
    </>
  );
}

function ConflictForm({ writing, theirs, onLater }: { writing: Writing; theirs: EntryView; onLater: () => void }) {
  const texts = useKnowledgeTexts();
  const words = texts.conflict;
  const [choices, setChoices] = useState<Choices>({});
  const { state, dispatch } = writing;
  const other = writtenContent(theirs);
  const fields = conflictFields(state.base, state.content, other);
  const { name } = otherAuthor(theirs, useStaff().id);
  const fieldWords = useFieldWords();
  const open = fields.filter(({ field, proposed }) => (choices[field] ?? proposed) === null).length;
  const mine = fields
    .map(({ field, mine: value }) => `${texts.fields[field] ?? field}\n${fieldWords(field, value).join('\n')}`)
    .join('\n\n');
  return (
    <div className="conflict">
      <p>{words.intro(name, clockTime(theirs.updatedAt))}</p>
      {fields.map((one) => (
        <FieldChoice
          key={one.field}
          of={one}
          name={name}
          chosen={choices[one.field] ?? one.proposed}
          onChoose={(side) => setChoices({ ...choices, [one.field]: side })}
        />
      ))}
      <div className="conflict-foot">
        <span className="kb-hint">
          {open > 0 ? words.unsettled(open) : words.kept} <CopyButton value={mine} label={words.copyMine} />
        </span>
        <span className="kb-form-actions">
          <Button onClick={onLater}>{words.later}</Button>
          <Button
            type="primary"
            disabled={!isSettled(fields, choices)}
            onClick={() => dispatch({ type: 'settled', content: settle(fields, choices, other) })}
          >
            {words.confirm}
          </Button>
        </span>
      </div>
    </div>
  );
}

interface FieldChoiceProps {
  of: ConflictField;
  name: string;
  chosen: Side | null;
  onChoose(side: Side): void;
}

function FieldChoice({ of, name, chosen, onChoose }: FieldChoiceProps) {
  const texts = useKnowledgeTexts();
  const words = texts.conflict;
  const fieldWords = useFieldWords();
  const label = texts.fields[of.field] ?? of.field;
  const why = { mine: words.onlyMine, theirs: words.onlyTheirs, both: words.both }[of.proposed ?? 'both'];
  return (
    <section className="conflict-field" aria-label={label}>
      <div className="conflict-field-head">
        <h3>{label}</h3>
        <span className={of.proposed ? 'kb-hint' : 'conflict-both'}>{why}</span>
        <ChoiceBar<Side | ''>
          label={words.choose(label)}
          value={chosen ?? ''}
          onChange={(side) => side && onChoose(side)}
          options={[
            { value: 'mine', label: words.mine },
            { value: 'theirs', label: words.theirs(name) },
          ]}
        />
      </div>
      <div className="conflict-sides">
        {(['mine', 'theirs'] as const).map((side) => (
          <div key={side} className="conflict-side" data-chosen={chosen === side}>
            <p className="conflict-side-name">{side === 'mine' ? words.mine : words.theirs(name)}</p>
            {fieldWords(of.field, of[side]).map((line, index) => (
              <p key={index}>{line}</p>
            ))}
            {fieldWords(of.field, of[side]).length === 0 && <p className="kb-none">{words.empty}</p>}
          </div>
        ))}
      </div>
    </section>
  );
}
