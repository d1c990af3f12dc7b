import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Input, Select } from 'antd';
import { dayKey } from '../../../time-words';
import { useKnowledgeTexts } from '../knowledge-texts';
import type { Citation, Instrument } from '../knowledge-types';
import { useKnowledge } from '../use-knowledge';
import type { PartProps } from './editor';
import { forceOf } from './instruments';

const MOST = 20;

/** What the answer rests on, out of the register; what is no longer law says so, and what took its place. */
export function CitationsField({ writing }: PartProps) {
  const { fields, editor: words } = useKnowledgeTexts();
  const { citations } = writing.state.content;
  const set = (next: Citation[]): void => writing.edit({ citations: next });
  return (
    <div className="citations" role="group" aria-label={fields.citations}>
      <p className="field-label">{fields.citations}</p>
      <p className="field-hint">{words.citationsHint}</p>
      {citations.map((citation, index) => (
        <CitationRow
          key={index}
          citation={citation}
          onChange={(changed) => set(citations.map((one, at) => (at === index ? changed : one)))}
          onRemove={() => set(citations.filter((_, at) => at !== index))}
        />
      ))}
      {citations.length < MOST && (
        <Button type="dashed" icon={<PlusOutlined />} onClick={() => set([...citations, { instrument: '' }])}>
          {words.addCitation}
        </Button>
      )}
    </div>
  );
}

interface CitationRowProps {
  citation: Citation;
  onChange(citation: Citation): void;
  onRemove(): void;
}

function CitationRow({ citation, onChange, onRemove }: CitationRowProps) {
  const words = useKnowledgeTexts().editor;
  const { registers } = useKnowledge();
  const today = dayKey(Date.now());
  const known = registers.instruments.find(({ shortName }) => shortName === citation.instrument);
  const force = known && forceOf(known, today);
  return (
    <div className="citation">
      <Select
        className="citation-instrument"
        aria-label={words.citationInstrument}
        showSearch={{ filterOption: (typed, option) => (option?.search ?? '').includes(typed) }}
        status={force?.kind === 'ended' ? 'error' : undefined}
        popupMatchSelectWidth={false}
        value={citation.instrument || undefined}
        placeholder={words.citationInstrument}
        notFoundContent={words.instrumentFound}
        onChange={(instrument: string) => onChange({ instrument, ...(citation.article ? { article: citation.article } : {}) })}
        options={registers.instruments.map((one) => instrumentOption(one, today, words))}
      />
      <Input
        className="citation-article"
        aria-label={words.citationArticle}
        placeholder={words.articlePlaceholder}
        maxLength={40}
        value={citation.article ?? ''}
        onChange={(event) => onChange({ ...citation, article: event.target.value })}
      />
      <Button
        type="text"
        icon={<DeleteOutlined />}
        aria-label={words.removeCitation(citation.instrument)}
        title={words.removeCitation(citation.instrument)}
        onClick={onRemove}
      />
      {force?.kind === 'ended' && (
        <p className="field-error citation-note" role="alert">
          {force.successor ? words.repealed(force.on, force.successor) : words.ended(force.on)}
          {force.successor && (
            <Button size="small" type="link" onClick={() => onChange({ instrument: force.successor ?? '' })}>
              {words.useSuccessor(force.successor)}
            </Button>
          )}
        </p>
      )}
      {force?.kind === 'not_yet' && <p className="field-hint citation-note">{words.notYet(force.from)}</p>}
    </div>
  );
}

/** What is no longer law can be found, so that its successor is read, and not chosen. */
function instrumentOption(one: Instrument, today: string, words: ReturnType<typeof useKnowledgeTexts>['editor']) {
  const force = forceOf(one, today);
  const ended =
    force.kind === 'ended' ? (force.successor ? words.repealed(force.on, force.successor) : words.ended(force.on)) : '';
  return {
    value: one.shortName,
    search: `${one.shortName} ${one.name} ${one.number ?? ''}`,
    disabled: force.kind === 'ended',
    title: one.name,
    label: (
      <span className="instrument-option">
        {one.shortName}
        {ended && <span className="instrument-ended">{ended}</span>}
      </span>
    ),
  };
}
