import { AuditOutlined } from '@ant-design/icons';
import { Skeleton } from 'antd';
import { Empty } from '../../../parts/empty';
import { Failure } from '../../../parts/failure';
import { Link } from '../../../routing';
import { useStaff } from '../../../session';
import { dateTime } from '../../../time-words';
import { useLoaded } from '../../../use-loaded';
import { EntryMarks } from '../entry-marks';
import { useKnowledgeTexts } from '../knowledge-texts';
import type { EntrySummary, Person } from '../knowledge-types';
import { PageHead } from '../page-head';
import { useCategoryName, useKnowledge } from '../use-knowledge';
import { useRowKeys } from '../use-row-keys';

const QUERY = new URLSearchParams({ status: 'in_review', sort: 'updatedAt', order: 'asc', size: '100' });

/** 待审核: what waits for a second pair of eyes, longest first. */
export function ReviewQueue() {
  const texts = useKnowledgeTexts();
  const words = texts.review;
  const { api } = useKnowledge();
  const staff = useStaff();
  const categoryName = useCategoryName();
  const { value, error, reload } = useLoaded('review', () => api.entries(QUERY));
  useRowKeys();
  return (
    <>
      <PageHead title={words.title} hint={words.hint} />
      {error ? (
        <Failure error={error} title={texts.loadFailed} retry={reload} />
      ) : !value ? (
        <Skeleton active paragraph={{ rows: 6 }} />
      ) : value.entries.length === 0 ? (
        <Empty sign={<AuditOutlined />} title={words.emptyTitle} text={words.emptyText} />
      ) : (
        <ul className="kb-rows">
          {value.entries.map((entry) => (
            <li key={entry.id} className="kb-row">
              <div className="kb-row-main">
                <Link to={`/knowledge/entry/${encodeURIComponent(entry.id)}/review`} className="kb-row-link" data-row>
                  {entry.title || texts.untitled}
                </Link>
                <span className="kb-sub">
                  <span>{categoryName(entry.category)}</span>
                  <span>{words.by(writerOf(entry).name)}</span>
                  <span>{dateTime(entry.updatedAt)}</span>
                  <EntryMarks entry={entry} />
                </span>
              </div>
              {writerOf(entry).id === staff.id && <span className="mark mark-plain">{words.mine}</span>}
              <span className="mark mark-accent">{entry.status === 'published' ? words.newVersion : words.firstVersion}</span>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function writerOf({ author, draftAuthor = author }: EntrySummary): Person {
  return draftAuthor;
}
