import { useKnowledgeTexts } from './knowledge-texts';

/** How often an entry was answered with, and whether it helped. */
export function UseWords({ use }: { use: { hits: number; useful: number; useless: number } }) {
  const words = useKnowledgeTexts().list;
  const rated = use.useful + use.useless;
  if (use.hits === 0) return <span className="kb-none">{words.neverHit}</span>;
  return (
    <span className="kb-use">
      <span>{words.hits(use.hits)}</span>
      {rated > 0 && (
        <span className={use.useless > use.useful ? 'kb-use-bad' : 'kb-sub'}>
          {words.useful(Math.round((100 * use.useful) / rated))}
        </span>
      )}
    </span>
  );
}
