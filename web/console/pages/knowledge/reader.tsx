import { useKnowledgeTexts } from './knowledge-texts';
import type { EntryView } from './knowledge-types';
import { writtenContent } from './editor/autosave';
import { PreviewPane } from './preview/preview-pane';
import { asWhole } from './review/diff-model';
import { DiffView } from './review/diff-view';
import './review/review.css';

/** An entry for those who do not write it: what consumers are told, else what is there. */
export function Reader({ entry }: { entry: EntryView }) {
  const texts = useKnowledgeTexts();
  const content = entry.live?.content ?? writtenContent(entry);
  return (
    <div className="review">
      <section className="kb-card" aria-label={texts.editor.tabs.read}>
        <h2>
          {texts.editor.tabs.read}
          <span className="kb-hint">{entry.live ? texts.history.current : texts.readOnly}</span>
        </h2>
        <DiffView changes={asWhole(content)} after={texts.editor.tabs.read} />
      </section>
      <PreviewPane content={content} />
    </div>
  );
}
