import { Button } from 'antd';
import { Link } from '../../../routing';
import { dateTime } from '../../../time-words';
import { useKnowledgeTexts } from '../knowledge-texts';
import type { MissGroup } from '../learning-types';
import { useKnowledge } from '../use-knowledge';

export interface MissRowProps {
  group: MissGroup;
  onDraft(): void;
  onDismiss(): void;
}

/** One group: how often, how it was said, what came nearest, and what to make of it. */
export function MissRow({ group, onDraft, onDismiss }: MissRowProps) {
  const words = useKnowledgeTexts().misses;
  const { mayWrite } = useKnowledge();
  const { question, count, lastAt, examples, nearest } = group;
  const others = examples.filter((example) => example !== question);
  return (
    <li className="kb-row miss">
      <span className="miss-count" data-many={count >= 10}>
        {words.asked(count)}
      </span>
      <div className="kb-row-main">
        <p className="miss-question">{question}</p>
        {others.length > 0 && (
          <p className="kb-sub">
            <span>{words.also}</span>
            {others.map((example) => (
              <q key={example}>{example}</q>
            ))}
          </p>
        )}
        <p className="kb-sub">
          <span>{words.last(dateTime(lastAt))}</span>
          {nearest && (
            <Link to={`/knowledge/entry/${encodeURIComponent(nearest.id)}`} title={words.nearestHint}>
              {words.nearest(nearest.title)}
            </Link>
          )}
        </p>
      </div>
      {mayWrite && (
        <div className="kb-form-actions">
          <Button type="text" onClick={onDismiss}>
            {words.dismiss}
          </Button>
          <Button type="primary" ghost data-row onClick={onDraft}>
            {words.draft}
          </Button>
        </div>
      )}
    </li>
  );
}
