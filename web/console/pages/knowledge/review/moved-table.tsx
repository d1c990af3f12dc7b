import { useKnowledgeTexts } from '../knowledge-texts';
import type { Found, Moved } from '../knowledge-types';
import { outcomeOf, shouldFindNothing } from './gate-model';

/** Questions that find something else once the text is published, each with what it finds before and after. */
export function MovedTable({ moved }: { moved: readonly Moved[] }) {
  const words = useKnowledgeTexts().gate;
  return (
    <table className="kb-table moved">
      <thead>
        <tr>
          <th scope="col">{words.question}</th>
          <th scope="col">{words.beforeColumn}</th>
          <th scope="col">{words.afterColumn}</th>
        </tr>
      </thead>
      <tbody>
        {moved.map((one) => (
          <tr key={one.question}>
            <td>
              {one.question}
              {shouldFindNothing(one) && <span className="kb-sub">{words.shouldNone}</span>}
            </td>
            <td data-label={words.beforeColumn}>
              <OutcomeWords found={one.before} />
            </td>
            <td data-label={words.afterColumn} className="moved-after">
              <OutcomeWords found={one.after} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function OutcomeWords({ found }: { found: Found }) {
  const words = useKnowledgeTexts().gate;
  const outcome = outcomeOf(found);
  if (outcome.kind === 'none') return <span>{words.nothing}</span>;
  return (
    <>
      <span>{outcome.title}</span>
      <span className="kb-sub">{outcome.kind === 'answer' ? words.answers : words.suggests}</span>
    </>
  );
}
