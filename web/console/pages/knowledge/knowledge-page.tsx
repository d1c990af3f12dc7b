import { Suspense, lazy, useMemo } from 'react';
import { Failure } from '../../parts/failure';
import { PageSkeleton } from '../../parts/page-skeleton';
import { mayApproveKnowledge, mayWriteKnowledge } from '../../rights';
import { useApi, useStaff } from '../../session';
import { useLoaded } from '../../use-loaded';
import { createKnowledgeApi } from './knowledge-api';
import { useKnowledgeTexts } from './knowledge-texts';
import { ListPage } from './list/list-page';
import { PageTabs } from './page-tabs';
import { KnowledgeContext } from './use-knowledge';
import '../../parts/marks.css';
import './knowledge.css';
import './marks.css';
import './table.css';

const EntryPage = lazy(() => import('./entry-page').then((page) => ({ default: page.EntryPage })));
const ReviewQueue = lazy(() => import('./review/review-queue').then((page) => ({ default: page.ReviewQueue })));
const CalendarPage = lazy(() => import('./calendar-page').then((page) => ({ default: page.CalendarPage })));
const MissesPage = lazy(() => import('./misses/misses-page').then((page) => ({ default: page.MissesPage })));
const UsagePage = lazy(() => import('./usage/usage-page').then((page) => ({ default: page.UsagePage })));
const BatchTestPage = lazy(() => import('./batch/batch-test-page').then((page) => ({ default: page.BatchTestPage })));

/** 知识库: from an educator's draft to what consumers are answered with. `parts` is the address below `/knowledge`. */
export function KnowledgePage({ parts }: { parts: readonly string[] }) {
  const { call } = useApi();
  const staff = useStaff();
  const texts = useKnowledgeTexts();
  const api = useMemo(() => createKnowledgeApi(call), [call]);
  const { value: registers, error, reload } = useLoaded('registers', () => api.registers());
  const port = useMemo(
    () => registers && { api, registers, mayWrite: mayWriteKnowledge(staff), mayApprove: mayApproveKnowledge(staff) },
    [api, registers, staff],
  );

  if (error && !port) return <Failure error={error} title={texts.loadFailed} retry={reload} />;
  if (!port) return <PageSkeleton />;
  const [page = 'list', id, tab] = parts;
  return (
    <KnowledgeContext value={port}>
      <div className="kb" data-page={page}>
        {page !== 'entry' && <PageTabs page={page} />}
        <Suspense fallback={<PageSkeleton />}>
          <Inner page={page} id={id} tab={tab} />
        </Suspense>
      </div>
    </KnowledgeContext>
  );
}

function Inner({ page, id, tab }: { page: string; id: string | undefined; tab: string | undefined }) {
  if (page === 'entry' && id) return <EntryPage key={id} id={id} tab={tab ?? 'write'} />;
  if (id) return <Failure kind="missing" />;
  switch (page) {
    case 'list':
      return <ListPage />;
    case 'review':
      return <ReviewQueue />;
    case 'calendar':
      return <CalendarPage />;
    case 'misses':
      return <MissesPage />;
    case 'usage':
      return <UsagePage />;
    case 'test':
      return <BatchTestPage />;
    default:
      return <Failure kind="missing" />;
  }
}
