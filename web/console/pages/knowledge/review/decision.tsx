import { App, Button } from 'antd';
import { useState } from 'react';
import { ApiError } from '../../../api';
import { dateTime } from '../../../time-words';
import { useErrorWords, useKnowledgeTexts } from '../knowledge-texts';
import type { EntryView, GateReport } from '../knowledge-types';
import { ReasonDialog } from '../reason-dialog';
import type { Asked } from '../reason-dialog';
import { useKnowledge } from '../use-knowledge';
import { gateCounts } from './gate-model';

export interface DecisionProps {
  entry: EntryView;
  /** `null` while the checks run. */
  report: GateReport | null;
  /** The checks did not finish. */
  failed: boolean;
  onEntry(entry: EntryView): void;
  /** The server refused with a newer report than the one that was shown. */
  onRefused(report: GateReport): void;
}

const OVERRIDE_LEAST = 10;

/** Publish, or return with a reason; against the checks only with a written one. One's own work is explained, not offered. */
export function Decision({ entry, report, failed: unchecked, onEntry, onRefused }: DecisionProps) {
  const texts = useKnowledgeTexts();
  const { actions: words, override, review } = texts;
  const errorWords = useErrorWords();
  const { api } = useKnowledge();
  const { message } = App.useApp();
  const [asked, setAsked] = useState<Asked | null>(null);
  const [busy, setBusy] = useState(false);
  const { permissions, draft } = entry;
  const seen = { id: entry.id, revision: entry.revision };

  const failed = async (error: unknown): Promise<void> => {
    if (error instanceof ApiError && error.code === 'XB_FAQ_GATE') onRefused((error.body as { report: GateReport }).report);
    void message.error(errorWords(error));
    if (error instanceof ApiError && error.status === 409) onEntry(await api.entry(entry.id));
  };
  const publish = async (reason?: string): Promise<boolean> => {
    try {
      const { entry: published } = await api.publish(seen, reason);
      onEntry(published);
      const day = published.scheduledFor;
      void message.success(day ? words.scheduledDone(day) : words.published);
    } catch (error) {
      await failed(error);
    }
    return true;
  };
  const returnIt: Asked = {
    title: words.returnTitle,
    hint: words.returnHint,
    confirm: words.return,
    run: async (reason) => {
      await api.sendBack(seen, reason).then((returned) => {
        onEntry(returned);
        void message.success(words.returnDone);
      }, failed);
      return true;
    },
  };
  const overrideIt: Asked = {
    title: override.title,
    hint: `${override.consequence(report?.regression.drops.length ?? 0)}${override.audited}`,
    confirm: override.confirm,
    danger: true,
    least: { length: OVERRIDE_LEAST, words: override.reasonShort },
    run: publish,
  };
  const blocked = report !== null && !report.passes;

  return (
    <section className="kb-card decision" aria-label={review.open}>
      <p className="decision-by">
        {review.by(draft?.authors.map(({ name }) => name).join(texts.comma) ?? '')}
        {draft?.submittedAt && <span className="kb-sub">{dateTime(draft.submittedAt)}</span>}
      </p>
      <DecisionVerdict report={report} failed={unchecked} />
      {entry.ownWork && (
        <div className="kb-note kb-note-calm">
          <strong>{words.ownWork}</strong>
          <p>{words.ownWorkHint}</p>
        </div>
      )}
      {!entry.ownWork && !permissions.publish && <p className="kb-hint">{texts.readOnly}</p>}
      {permissions.publish && (
        <Button
          type="primary"
          block
          loading={busy}
          disabled={report === null || blocked}
          onClick={() => {
            setBusy(true);
            void publish().finally(() => setBusy(false));
          }}
        >
          {words.publish}
        </Button>
      )}
      {permissions.return && (
        <Button block onClick={() => setAsked(returnIt)}>
          {words.return}
        </Button>
      )}
      {permissions.publish && blocked && report.overridable && (
        <div className="decision-override">
          <p>{override.consequence(report.regression.drops.length)}</p>
          <Button danger block onClick={() => setAsked(overrideIt)}>
            {override.open}
          </Button>
        </div>
      )}
      {permissions.publish && blocked && !report.overridable && <p className="decision-no">{override.impossible}</p>}
      <ReasonDialog asked={asked} onClose={() => setAsked(null)} />
    </section>
  );
}

/** The checks in one line, above the buttons that they allow. */
function DecisionVerdict({ report, failed }: { report: GateReport | null; failed: boolean }) {
  const words = useKnowledgeTexts().gate;
  if (!report) return <p className="decision-verdict">{failed ? words.failed : words.running}</p>;
  if (report.passes) return <p className="decision-verdict decision-verdict-ok">✓ {words.passes}</p>;
  const { errors, drops } = gateCounts(report);
  return (
    <p className="decision-verdict decision-verdict-bad">
      <strong>{words.blocks}</strong> {words.blocksText(errors, drops)}
    </p>
  );
}
