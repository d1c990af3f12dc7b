import { Skeleton } from 'antd';
import { Failure } from '../../parts/failure';
import { Link } from '../../routing';
import { dayKey } from '../../time-words';
import { useLoaded } from '../../use-loaded';
import { useKnowledgeTexts } from './knowledge-texts';
import type { EntrySummary } from './knowledge-types';
import { EVERYTHING, filterQuery, writeFilter } from './list/list-filter';
import type { ListFilter } from './list/list-filter';
import { PageHead } from './page-head';
import { useCategoryName, useKnowledge } from './use-knowledge';
import { useRowKeys } from './use-row-keys';

/** 日程: what goes live, ends or wants to be looked at by date, soonest first. */
export function CalendarPage() {
  const words = useKnowledgeTexts().calendar;
  useRowKeys();
  return (
    <>
      <PageHead title={words.title} hint={words.hint} />
      <div className="kb-panels">
        <DayList
          title={words.scheduled}
          empty={words.scheduledEmpty}
          view={{ status: 'scheduled' }}
          day={(entry) => entry.scheduledFor}
        />
        <DayList
          title={words.expiring}
          empty={words.expiringEmpty}
          view={{ attention: 'expiring', sort: 'validTo' }}
          day={(entry) => entry.validTo}
        />
        <DayList
          title={words.reviewing}
          empty={words.reviewingEmpty}
          view={{ attention: 'reviewing', sort: 'reviewBy' }}
          day={(entry) => entry.reviewBy}
        />
        <DayList title={words.stale} empty={words.staleEmpty} view={{ attention: 'stale' }} day={() => undefined} />
      </div>
    </>
  );
}

interface DayListProps {
  title: string;
  empty: string;
  view: Partial<ListFilter>;
  /** The day that matters here. */
  day(entry: EntrySummary): string | undefined;
}

const SHOWN = 12;

function DayList({ title, empty, view, day }: DayListProps) {
  const texts = useKnowledgeTexts();
  const words = texts.calendar;
  const { api } = useKnowledge();
  const categoryName = useCategoryName();
  const filter = { ...EVERYTHING, ...view };
  const { value, error, reload } = useLoaded(title, () => api.entries(filterQuery(filter)));
  const soonest = [...(value?.entries ?? [])].sort((a, b) => (day(a) ?? '').localeCompare(day(b) ?? ''));
  return (
    <section className="kb-card" aria-label={title}>
      <h2>
        {title}
        {value && <span className="kb-hint">{words.count(value.total)}</span>}
      </h2>
      {error ? (
        <Failure error={error} title={texts.loadFailed} retry={reload} />
      ) : !value ? (
        <Skeleton active paragraph={{ rows: 3 }} title={false} />
      ) : value.total === 0 ? (
        <p className="kb-hint">{empty}</p>
      ) : (
        <ul className="kb-lines">
          {soonest.slice(0, SHOWN).map((entry) => (
            <li key={entry.id} className="kb-line">
              <span className="kb-row-main">
                <Link to={`/knowledge/entry/${encodeURIComponent(entry.id)}`} className="kb-row-link" data-row>
                  {entry.title}
                </Link>
                <span className="kb-sub">
                  <span>{categoryName(entry.category)}</span>
                  {entry.citationsToReview.length > 0 && <span>{entry.citationsToReview.join(texts.comma)}</span>}
                </span>
              </span>
              <DayWords day={day(entry)} />
            </li>
          ))}
        </ul>
      )}
      {value && value.total > SHOWN && <Link to={writeFilter(filter)}>{words.all(value.total)}</Link>}
    </section>
  );
}

const DAY_MS = 86_400_000;

function DayWords({ day }: { day: string | undefined }) {
  const words = useKnowledgeTexts().calendar;
  if (!day) return null;
  const left = Math.round((Date.parse(day) - Date.parse(dayKey(Date.now()))) / DAY_MS);
  return (
    <span className="kb-day" data-near={left <= 3}>
      <strong>{words.inDays(left)}</strong>
      <span className="kb-sub">{day}</span>
    </span>
  );
}
