import type { KnowledgeTexts } from '../../../../../locales/console/knowledge/zh-CN';
import { useKnowledgeTexts } from '../knowledge-texts';
import type { Found, Tried } from '../knowledge-types';
import { findsFor } from './wordings';
import type { Finds } from './wordings';

/** 现在会找到什么: what a wording finds now, and once this text is published. */
export function TriedMark({ tried, entryId }: { tried: Tried | undefined; entryId: string }) {
  const words = useKnowledgeTexts().editor;
  if (!tried) return null;
  return (
    <p className="tried">
      <Side label={words.tryNow} found={tried.found} entryId={entryId} />
      {tried.withContent && <Side label={words.tryAfter} found={tried.withContent} entryId={entryId} />}
    </p>
  );
}

function Side({ label, found, entryId }: { label: string; found: Found; entryId: string }) {
  const texts = useKnowledgeTexts();
  const finds = findsFor(found, entryId);
  return (
    <span className={`tried-side tried-${finds.kind}`}>
      <span className="tried-label">{label}</span>
      {findsWords(finds, texts)}
    </span>
  );
}

function findsWords(finds: Finds, { editor: words, comma }: KnowledgeTexts): string {
  switch (finds.kind) {
    case 'this':
      return words.findsThis;
    case 'other':
      return words.finds(finds.title);
    case 'choice':
      return words.suggests(finds.titles.join(comma));
    case 'nothing':
      return words.findsNothing;
  }
}
