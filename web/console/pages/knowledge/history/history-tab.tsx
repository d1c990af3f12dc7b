import { App, Button, Checkbox, Skeleton } from 'antd';
import { useState } from 'react';
import { Failure } from '../../../parts/failure';
import { useLoaded } from '../../../use-loaded';
import { useErrorWords, useKnowledgeTexts } from '../knowledge-texts';
import type { EntryView } from '../knowledge-types';
import { ReasonDialog } from '../reason-dialog';
import type { Asked } from '../reason-dialog';
import { DiffView } from '../review/diff-view';
import { useKnowledge } from '../use-knowledge';
import { VersionList } from './version-list';
import { comparedPair } from './compared-pair';
import './history.css';

/** Every change of an entry; any two can be compared, and any one becomes the draft again. */
export function HistoryTab({ entry, onEntry }: { entry: EntryView; onEntry: (entry: EntryView) => void }) {
  const texts = useKnowledgeTexts();
  const words = texts.history;
  const { api } = useKnowledge();
  const [all, setAll] = useState(false);
  const [picked, setPicked] = useState<readonly number[]>([]);
  const { value: versions, error, reload } = useLoaded(`${entry.id}@${entry.revision}/${all}`, () => api.versions(entry.id, all));
  if (error && !versions) return <Failure error={error} title={texts.loadFailed} retry={reload} />;
  if (!versions) return <Skeleton active paragraph={{ rows: 8 }} />;
  const pair = comparedPair(
    versions.map(({ number }) => number),
    picked,
    entry.live?.version,
  );
  return (
    <div className="history">
      <section className="kb-card" aria-label={words.listLabel}>
        <h2>
          {words.title}
          <span className="kb-hint">{words.hint}</span>
        </h2>
        <Checkbox checked={all} onChange={(event) => setAll(event.target.checked)}>
          {words.all}
        </Checkbox>
        <VersionList
          versions={versions}
          live={entry.live?.version}
          pair={pair}
          onPick={(number) => setPicked([...picked.filter((one) => one !== number), number].slice(-2))}
        />
      </section>
      <section className="kb-card history-compare" aria-label={words.pick}>
        {pair ? (
          <Comparison key={pair.join()} entry={entry} pair={pair} onEntry={onEntry} />
        ) : (
          <p className="kb-hint">{words.pick}</p>
        )}
      </section>
    </div>
  );
}

interface ComparisonProps {
  entry: EntryView;
  pair: readonly [number, number];
  onEntry(entry: EntryView): void;
}

function Comparison({ entry, pair, onEntry }: ComparisonProps) {
  const texts = useKnowledgeTexts();
  const words = texts.history;
  const errorWords = useErrorWords();
  const { api } = useKnowledge();
  const { message } = App.useApp();
  const [asked, setAsked] = useState<Asked | null>(null);
  const [from, to] = pair;
  const { value, error, reload } = useLoaded(pair.join(), () => api.compare(entry.id, `${from}`, `${to}`));
  const restore = (number: number): Asked => ({
    title: words.restoreTitle(number),
    hint: words.restoreHint,
    confirm: words.restore,
    plain: true,
    run: async () => {
      try {
        onEntry(await api.restore({ id: entry.id, revision: entry.revision }, number));
        void message.success(words.restored(number));
      } catch (failure) {
        void message.error(errorWords(failure));
      }
      return true;
    },
  });
  return (
    <>
      <div className="history-compare-head">
        <h2>{words.comparing(from, to)}</h2>
        {entry.permissions.restore && (
          <span className="kb-form-actions">
            {pair
              .filter((number) => number !== entry.revision)
              .map((number) => (
                <Button key={number} size="small" onClick={() => setAsked(restore(number))}>
                  {words.version(number)} · {words.restore}
                </Button>
              ))}
          </span>
        )}
      </div>
      {error ? (
        <Failure error={error} title={texts.loadFailed} retry={reload} />
      ) : !value ? (
        <Skeleton active paragraph={{ rows: 4 }} />
      ) : value.length === 0 ? (
        <p className="kb-hint">{words.same}</p>
      ) : (
        <DiffView changes={value} before={words.version(from)} after={words.version(to)} />
      )}
      <ReasonDialog asked={asked} onClose={() => setAsked(null)} />
    </>
  );
}
