import { FileAddOutlined, PlusOutlined, SearchOutlined } from '@ant-design/icons';
import { Button, Skeleton } from 'antd';
import type { InputRef } from 'antd';
import { useRef, useState } from 'react';
import { Empty } from '../../../parts/empty';
import { Failure } from '../../../parts/failure';
import { go, usePlace } from '../../../routing';
import { useLoaded } from '../../../use-loaded';
import { useKnowledgeTexts } from '../knowledge-texts';
import { PageHead } from '../page-head';
import { useKnowledge } from '../use-knowledge';
import { useRowKeys } from '../use-row-keys';
import { CreateDialog } from './create-dialog';
import { EntryTable } from './entry-table';
import { FileActions } from './file-actions';
import { EVERYTHING, changeFilter, filterQuery, readFilter, writeFilter } from './list-filter';
import type { ListFilter } from './list-filter';
import { ListFilters } from './list-filters';
import { Pager } from './pager';
import './list.css';

const TYPING_PAUSE_MS = 250;

/** 条目: everything that has been written, by what somebody looks for. */
export function ListPage() {
  const texts = useKnowledgeTexts();
  const words = texts.list;
  const { api, mayWrite } = useKnowledge();
  const filter = readFilter(usePlace().query);
  const search = useRef<InputRef>(null);
  const [creating, setCreating] = useState(false);
  const asked = filterQuery(filter);
  const { value, error, loading, reload } = useLoaded(asked.toString(), () => api.entries(asked), {
    pause: filter.query ? TYPING_PAUSE_MS : 0,
  });
  const show = (change: Partial<ListFilter>): void => go(writeFilter(changeFilter(filter, change)), { replace: true });
  useRowKeys({ '/': () => search.current?.focus(), n: () => (mayWrite ? setCreating(true) : false) });

  return (
    <>
      <PageHead
        title={words.title}
        hint={
          <>
            {value && words.hint(total(value.counts))} {!mayWrite && texts.readOnly}
          </>
        }
      >
        <FileActions query={asked} onImported={reload} />
        {mayWrite && (
          <Button type="primary" icon={<PlusOutlined />} onClick={() => setCreating(true)}>
            {words.create}
          </Button>
        )}
      </PageHead>
      <ListFilters filter={filter} counts={value?.counts} search={search} onChange={show} />
      {error ? (
        <Failure error={error} title={texts.loadFailed} retry={reload} />
      ) : !value ? (
        <Skeleton active paragraph={{ rows: 10 }} />
      ) : value.entries.length === 0 ? (
        <NothingListed filtered={writeFilter(filter) !== writeFilter(EVERYTHING)} onCreate={() => setCreating(true)} />
      ) : (
        <>
          <EntryTable entries={value.entries} loading={loading} />
          <div className="kb-foot">
            <span className="kb-keys">{words.keys}</span>
            <Pager page={value.page} total={value.total} size={value.size} onPage={(page) => show({ page })} />
          </div>
        </>
      )}
      <CreateDialog open={creating} onClose={() => setCreating(false)} />
    </>
  );
}

/** A live entry with an approved next version counts as published only. */
function total({ draft, in_review, published, expired, withdrawn }: Record<string, number>): number {
  return [draft, in_review, published, expired, withdrawn].reduce<number>((sum, count) => sum + (count ?? 0), 0);
}

function NothingListed({ filtered, onCreate }: { filtered: boolean; onCreate: () => void }) {
  const words = useKnowledgeTexts().list;
  const { mayWrite } = useKnowledge();
  if (filtered) {
    return (
      <Empty sign={<SearchOutlined />} title={words.noMatchTitle} text={words.noMatchText}>
        <Button onClick={() => go('/knowledge', { replace: true })}>{words.clear}</Button>
      </Empty>
    );
  }
  return (
    <Empty sign={<FileAddOutlined />} title={words.emptyTitle} text={words.emptyText}>
      {mayWrite && (
        <Button type="primary" onClick={onCreate}>
          {words.create}
        </Button>
      )}
    </Empty>
  );
}
