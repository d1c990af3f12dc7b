import { AuditOutlined } from '@ant-design/icons';
import { Skeleton } from 'antd';
import { Empty } from '../../../parts/empty';
import { Failure } from '../../../parts/failure';
import { useLoaded } from '../../../use-loaded';
import { useKnowledgeTexts } from '../knowledge-texts';
import type { EntryView } from '../knowledge-types';
import { PreviewPane } from '../preview/preview-pane';
import { useKnowledge } from '../use-knowledge';
import { Decision } from './decision';
import { asWhole } from './diff-model';
import { DiffView } from './diff-view';
import { GateView } from './gate-view';
import './review.css';

/** What an approver decides on: what has changed, what the checks say, how it will be read. */
export function ReviewTab({ entry, onEntry }: { entry: EntryView; onEntry: (entry: EntryView) => void }) {
  const words = useKnowledgeTexts().review;
  const { draft } = entry;
  if (draft?.status !== 'in_review') {
    return <Empty sign={<AuditOutlined />} title={words.notInReview} text={words.notInReviewText} />;
  }
  return <Waiting key={entry.revision} entry={entry} onEntry={onEntry} />;
}

function Waiting({ entry, onEntry }: { entry: EntryView; onEntry: (entry: EntryView) => void }) {
  const texts = useKnowledgeTexts();
  const words = texts.review;
  const { api } = useKnowledge();
  const { draft, live } = entry;
  const content = draft?.content;
  const gate = useLoaded(`${entry.id}@${entry.revision}`, () =>
    content ? api.check(content, entry.id) : Promise.reject(new Error('Only a draft is reviewed')),
  );
  if (!content) return null;
  return (
    <div className="review">
      <div className="review-main">
        <section className="kb-card" aria-label={words.compareTitle}>
          <h2>
            {words.compareTitle}
            <span className="kb-hint">{live ? words.fromLive(live.version) : words.allNew}</span>
          </h2>
          {live ? <LiveChanges entry={entry} /> : <DiffView changes={asWhole(content)} after={words.after} />}
        </section>
        <section className="kb-card" aria-label={texts.gate.title}>
          <h2>{texts.gate.title}</h2>
          <GateView gate={gate} />
        </section>
      </div>
      <div className="review-side">
        <Decision entry={entry} report={gate.value} failed={gate.error !== null} onEntry={onEntry} onRefused={gate.put} />
        <PreviewPane content={content} />
      </div>
    </div>
  );
}

function LiveChanges({ entry }: { entry: EntryView }) {
  const texts = useKnowledgeTexts();
  const words = texts.review;
  const { api } = useKnowledge();
  const { value, error, reload } = useLoaded(`${entry.id}@${entry.revision}`, () => api.compare(entry.id, 'live', 'draft'));
  if (error) return <Failure error={error} title={texts.loadFailed} retry={reload} />;
  if (!value) return <Skeleton active paragraph={{ rows: 4 }} />;
  if (value.length === 0) return <p className="kb-hint">{words.noChanges}</p>;
  return <DiffView changes={value} before={words.before} after={words.after} />;
}
