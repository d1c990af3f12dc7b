import { useKnowledgeTexts } from '../knowledge-texts';
import type { FieldChange, Piece } from '../knowledge-types';
import { useCategoryName } from '../use-knowledge';
import { diffRows } from './diff-model';
import './diff.css';

export interface DiffViewProps {
  changes: readonly FieldChange[];
  /** What the two columns are; without the first there is one column. */
  before?: string;
  after: string;
}

/** Two texts side by side, field by field; what only one side has is marked by colour, line and word. */
export function DiffView({ changes, before, after }: DiffViewProps) {
  const texts = useKnowledgeTexts();
  const categoryName = useCategoryName();
  return (
    <div className="diff" data-columns={before ? 2 : 1}>
      {before && (
        <div className="diff-row diff-head" aria-hidden="true">
          <span>{before}</span>
          <span>{after}</span>
        </div>
      )}
      {diffRows(changes, texts, categoryName).map((row) => (
        <section key={row.field} className="diff-field" aria-label={texts.fields[row.field]}>
          <h3>{texts.fields[row.field]}</h3>
          <div className="diff-row">
            {before && <Side name={before} pieces={row.before} list={row.list} />}
            <Side name={after} pieces={row.after} list={row.list} />
          </div>
        </section>
      ))}
    </div>
  );
}

function Side({ name, pieces, list }: { name: string; pieces: readonly Piece[] | null; list: boolean }) {
  const { review } = useKnowledgeTexts();
  return (
    <div className="diff-side" data-list={list}>
      <span className="diff-side-name">{name}</span>
      {pieces ? (
        pieces.map((piece, index) => <Marked key={index} piece={piece} list={list} />)
      ) : (
        <span className="kb-none">{review.absent}</span>
      )}
    </div>
  );
}

function Marked({ piece: { kind, text }, list }: { piece: Piece; list: boolean }) {
  const { diff } = useKnowledgeTexts();
  if (kind === 'same') return <span className="diff-same">{text}</span>;
  const Tag = kind === 'removed' ? 'del' : 'ins';
  return (
    <Tag className={`diff-${kind}`}>
      <span className="sr-only">{kind === 'removed' ? diff.removed : diff.added}</span>
      {list && (
        <span className="diff-sign" aria-hidden="true">
          {kind === 'removed' ? '−' : '+'}
        </span>
      )}
      {text}
    </Tag>
  );
}
