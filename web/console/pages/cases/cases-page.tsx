import { DownloadOutlined, FileDoneOutlined, SearchOutlined } from '@ant-design/icons';
import { App, Button, Input, Segmented, Select, Skeleton } from 'antd';
import type { InputRef } from 'antd';
import { useMemo, useRef, useState } from 'react';
import { downloadText } from '../../browser';
import { Empty } from '../../parts/empty';
import { Failure } from '../../parts/failure';
import { go, usePlace } from '../../routing';
import type { CaseView } from '../../staff-api';
import { useTexts } from '../../texts';
import { dayKey } from '../../time-words';
import { useKeys } from '../../use-keys';
import { CaseDrawer } from './case-drawer';
import { byUrgency, dueCases, isRunning } from './case-list';
import type { DueFilter } from './case-list';
import { CaseTable } from './case-table';
import { exportRows } from './case-words';
import { toCsv } from '../../csv';
import { useCases } from './use-cases';
import './cases.css';

const STATUSES = ['received', 'investigating', 'decided', 'closed', 'withdrawn'];
const MOST = 100;

/** 投诉登记: what was registered, what is due first on top. The filters live in the address, so a view can be kept as a bookmark. */
export function CasesPage() {
  const texts = useTexts();
  const words = texts.cases;
  const { query: address } = usePlace();
  const { message } = App.useApp();
  const search = useRef<InputRef>(null);
  const [shown, setShown] = useState<CaseView | null>(null);
  const query = address.get('q') ?? '';
  const status = address.get('status') ?? '';
  const due = (address.get('due') ?? 'all') as DueFilter;
  const { value: cases, error, loading, reload } = useCases(query, status);
  const listed = useMemo(() => dueCases(cases ?? [], due).sort(byUrgency), [cases, due]);
  useKeys({ '/': () => search.current?.focus() });

  const filter = (change: Record<string, string>): void => {
    const next = new URLSearchParams(address);
    for (const [name, value] of Object.entries(change)) {
      if (value) next.set(name, value);
      else next.delete(name);
    }
    go(next.size > 0 ? `/cases?${next}` : '/cases', { replace: true });
  };
  const save = (): void => {
    downloadText(words.exportName(dayKey(Date.now())), toCsv(exportRows(listed, texts)), 'text/csv;charset=utf-8');
    void message.success(words.exported(listed.length));
  };
  const showChanged = (changed: CaseView): void => {
    setShown(changed);
    reload();
  };
  const quick = (name: DueFilter, label: string) => ({ value: name, label: `${label} ${dueCases(cases ?? [], name).length}` });

  return (
    <div className="cases">
      <header className="cases-head">
        <div>
          <h1 className="cases-title">{words.title}</h1>
          <p className="cases-hint">
            {cases && <span>{words.summaryLine(cases.filter(isRunning).length)}</span>} {words.hint}
          </p>
        </div>
        <Button icon={<DownloadOutlined />} disabled={listed.length === 0} onClick={save}>
          {words.export}
        </Button>
      </header>
      <div className="cases-filters">
        <Input
          ref={search}
          className="cases-search"
          aria-label={words.searchLabel}
          placeholder={words.search}
          prefix={<SearchOutlined aria-hidden="true" />}
          allowClear
          value={query}
          onChange={(event) => filter({ q: event.target.value })}
        />
        <Select
          className="cases-status"
          aria-label={words.status}
          value={status}
          onChange={(value) => filter({ status: value })}
          options={[
            { value: '', label: words.allStatuses },
            ...STATUSES.map((value) => ({ value, label: words.statuses[value] })),
          ]}
        />
        <Segmented
          aria-label={words.quickLabel}
          value={due}
          onChange={(value) => filter({ due: value === 'all' ? '' : value })}
          options={[quick('all', words.quickAll), quick('overdue', words.quickOverdue), quick('soon', words.quickSoon)]}
        />
      </div>
      {error ? (
        <Failure error={error} title={words.loadFailed} retry={reload} />
      ) : !cases ? (
        <Skeleton active paragraph={{ rows: 8 }} />
      ) : listed.length > 0 ? (
        <>
          <CaseTable cases={listed} loading={loading} onShow={setShown} />
          <p className="cases-foot">{cases.length >= MOST ? words.limit : words.limitedCount(listed.length)}</p>
        </>
      ) : (
        <NothingListed filtered={Boolean(query || status || due !== 'all')} />
      )}
      <CaseDrawer shown={shown} onClose={() => setShown(null)} onChanged={showChanged} />
    </div>
  );
}

function NothingListed({ filtered }: { filtered: boolean }) {
  const words = useTexts().cases;
  if (!filtered) return <Empty sign={<FileDoneOutlined />} title={words.emptyTitle} text={words.emptyText} />;
  return (
    <Empty sign={<SearchOutlined />} title={words.noMatchTitle} text={words.noMatchText}>
      <Button onClick={() => go('/cases', { replace: true })}>{words.clear}</Button>
    </Empty>
  );
}
