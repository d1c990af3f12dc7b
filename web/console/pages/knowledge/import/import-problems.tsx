import { useKnowledgeTexts } from '../knowledge-texts';
import type { ImportProblem } from './import-types';

/** What is wrong with a row, or (`note`) what is worth knowing of one that is imported nevertheless. */
export function ImportProblems({ problems, note = false }: { problems: readonly ImportProblem[]; note?: boolean }) {
  const { colon } = useKnowledgeTexts();
  return problems.map(({ field, message }) => (
    <span key={`${field}/${message}`} className={`import-problem ${note ? 'kb-sub' : 'field-error'}`}>
      {field && (
        <>
          {field}
          {colon}
        </>
      )}
      {message}
    </span>
  ));
}
