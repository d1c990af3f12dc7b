import { SmileOutlined } from '@ant-design/icons';
import { App, Skeleton } from 'antd';
import { useState } from 'react';
import { ApiError } from '../../../api';
import { Empty } from '../../../parts/empty';
import { Failure } from '../../../parts/failure';
import { useLoaded } from '../../../use-loaded';
import { ChoiceBar } from '../choice-bar';
import { useErrorWords, useKnowledgeTexts } from '../knowledge-texts';
import type { MissGroup } from '../learning-types';
import { Pager } from '../list/pager';
import { PageHead } from '../page-head';
import { useKnowledge } from '../use-knowledge';
import { useRowKeys } from '../use-row-keys';
import { DraftDialog } from './draft-dialog';
import { MissRow } from './miss-row';
import './misses.css';

/** 没答上的: what consumers asked in vain, alike questions together, most asked first. */
export function MissesPage() {
  const texts = useKnowledgeTexts();
  const words = texts.misses;
  const errorWords = useErrorWords();
  const { api } = useKnowledge();
  const { message } = App.useApp();
  const [days, setDays] = useState<'7' | '30' | '90'>('30');
  const [page, setPage] = useState(1);
  const [drafting, setDrafting] = useState<MissGroup | null>(null);
  const { value, error, reload } = useLoaded(`${days}/${page}`, () => api.misses(Number(days), page));
  useRowKeys();

  const dismiss = async ({ id }: MissGroup): Promise<void> => {
    try {
      await api.dismissMiss(id);
      void message.success(words.dismissed);
    } catch (failure) {
      const gone = failure instanceof ApiError && failure.code === 'XB_NO_MISSES';
      void message[gone ? 'info' : 'error'](gone ? words.gone : errorWords(failure));
    }
    reload();
  };
  return (
    <>
      <PageHead title={words.title} hint={words.hint}>
        <ChoiceBar
          label={words.daysLabel}
          value={days}
          onChange={(next) => {
            setDays(next);
            setPage(1);
          }}
          options={(['7', '30', '90'] as const).map((one) => ({ value: one, label: words.days[Number(one)] }))}
        />
      </PageHead>
      {error ? (
        <Failure error={error} title={texts.loadFailed} retry={reload} />
      ) : !value ? (
        <Skeleton active paragraph={{ rows: 8 }} />
      ) : value.groups.length === 0 ? (
        <Empty sign={<SmileOutlined />} title={words.emptyTitle} text={words.emptyText} />
      ) : (
        <>
          <ul className="kb-rows">
            {value.groups.map((group) => (
              <MissRow key={group.id} group={group} onDraft={() => setDrafting(group)} onDismiss={() => void dismiss(group)} />
            ))}
          </ul>
          <div className="kb-foot">
            <span className="kb-hint">{words.total(value.total)}</span>
            <Pager page={page} total={value.total} size={value.size} onPage={setPage} />
          </div>
        </>
      )}
      <DraftDialog group={drafting} onClose={() => setDrafting(null)} onGone={reload} />
    </>
  );
}
