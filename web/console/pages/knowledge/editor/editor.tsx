import { useState } from 'react';
import { ChoiceBar } from '../choice-bar';
import { useKnowledgeTexts } from '../knowledge-texts';
import type { EntryView } from '../knowledge-types';
import { PreviewPane } from '../preview/preview-pane';
import { AudienceFields } from './audience-fields';
import { BasisFields } from './basis-fields';
import { TextFields } from './text-fields';
import type { Writing } from './use-autosave';
import { WordingsField } from './wordings-field';
import './editor.css';

/** What the parts of the form share. */
export interface PartProps {
  writing: Writing;
  entryId: string;
}

/** The text under the pen, and beside it how a consumer will read it. */
export function Editor({ entry, writing }: { entry: EntryView; writing: Writing }) {
  const texts = useKnowledgeTexts();
  const { sections, tabs } = texts.editor;
  const [shown, setShown] = useState<'form' | 'preview'>('form');
  const part: PartProps = { writing, entryId: entry.id };
  return (
    <div className="editor" data-shown={shown}>
      <div className="editor-switch">
        <ChoiceBar
          label={texts.editor.tabsLabel}
          value={shown}
          onChange={(next) => setShown(next)}
          options={[
            { value: 'form', label: tabs.write },
            { value: 'preview', label: texts.preview.show },
          ]}
        />
      </div>
      <div className="editor-form">
        <section className="kb-card" aria-label={sections.text}>
          <h2>{sections.text}</h2>
          <TextFields {...part} />
        </section>
        <section className="kb-card" aria-label={sections.wordings}>
          <h2>{sections.wordings}</h2>
          <WordingsField {...part} />
        </section>
        <section className="kb-card" aria-label={sections.basis}>
          <h2>{sections.basis}</h2>
          <BasisFields {...part} />
        </section>
        <section className="kb-card" aria-label={sections.audience}>
          <h2>{sections.audience}</h2>
          <AudienceFields {...part} />
        </section>
      </div>
      <PreviewPane content={writing.state.content} />
    </div>
  );
}
