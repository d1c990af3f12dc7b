import { App, Button, Select } from 'antd';
import { useState } from 'react';
import { useApi } from '../../session';
import type { CaseView } from '../../staff-api';
import type { ConsoleTexts } from '../../../../locales/console/zh-CN';
import { useTexts } from '../../texts';
import { dateTime } from '../../time-words';

const DIMENSIONS = ['business', 'cause', 'channel'] as const;
type Dimension = (typeof DIMENSIONS)[number];

export interface CaseClassificationProps {
  of: CaseView;
  onSaved(saved: CaseView): void;
}

/** What a complaint is about: what the machine thought and why, and what someone of the staff makes of it. */
export function CaseClassification({ of, onSaved }: CaseClassificationProps) {
  const texts = useTexts();
  const words = texts.classification;
  const api = useApi();
  const { message } = App.useApp();
  const { predicted, confirmed } = of.classification;
  const [chosen, setChosen] = useState<Partial<Record<Dimension, string>>>({});
  const [saving, setSaving] = useState(false);
  const valueOf = (dimension: Dimension): string | undefined =>
    chosen[dimension] ?? confirmed?.[dimension] ?? predicted[dimension][0]?.key;
  const [business, cause, channel] = DIMENSIONS.map(valueOf);
  const complete = business && cause && channel ? { business, cause, channel } : undefined;

  const save = async (): Promise<void> => {
    if (!complete) return;
    const { requests = [], flags = [] } = confirmed ?? predicted;
    setSaving(true);
    try {
      onSaved(await api.classify(of.number, { ...complete, requests, flags }));
      setChosen({});
      void message.success(words.saved);
    } catch {
      void message.error(words.failed);
    } finally {
      setSaving(false);
    }
  };

  return (
    <div className="case-classification">
      {DIMENSIONS.map((dimension) => (
        <label key={dimension}>
          <span className="case-dimension">{words[dimension]}</span>
          <Select
            aria-label={words[dimension]}
            value={valueOf(dimension)}
            placeholder={words.noPrediction}
            showSearch={{ optionFilterProp: 'label' }}
            options={Object.entries(namesOf(dimension, texts)).map(([value, label]) => ({ value, label }))}
            onChange={(value: string) => setChosen({ ...chosen, [dimension]: value })}
          />
          <Predicted of={of} dimension={dimension} />
        </label>
      ))}
      <div className="case-classification-foot">
        <Button type="primary" disabled={!complete} loading={saving} onClick={() => void save()}>
          {saving ? words.saving : words.save}
        </Button>
        {confirmed && <span>{words.confirmedBy(confirmed.by ?? words.someone, dateTime(confirmed.at))}</span>}
      </div>
    </div>
  );
}

/** The machine's thoughts on one dimension, best first, with the words that led to the first. */
function Predicted({ of, dimension }: { of: CaseView; dimension: Dimension }) {
  const texts = useTexts();
  const words = texts.classification;
  const predictions = of.classification.predicted[dimension];
  const [best] = predictions;
  if (!best) return null;
  const names = predictions.map(({ key }) => namesOf(dimension, texts)[key] ?? key);
  return (
    <span className="case-predicted">
      {words.predicted} {names.join(' / ')}
      {best.reasons.length > 0 && ` · ${words.reasons(best.reasons.join(' '))}`}
    </span>
  );
}

function namesOf(dimension: Dimension, texts: ConsoleTexts): Record<string, string> {
  return { business: texts.businesses, cause: texts.causes, channel: texts.businessChannels }[dimension];
}
