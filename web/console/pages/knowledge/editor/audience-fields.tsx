import { Checkbox, Segmented } from 'antd';
import { useId } from 'react';
import { useKnowledgeTexts } from '../knowledge-texts';
import type { Audience, Channel } from '../knowledge-types';
import type { PartProps } from './editor';
import { FollowUpsField } from './follow-ups-field';

const CHANNELS: readonly Channel[] = ['web', 'wechat', 'other'];
const READERS: readonly Audience['readers'][] = ['all', 'standard', 'elder'];

/** Who reads it and where, and what is offered next. */
export function AudienceFields(props: PartProps) {
  const { writing } = props;
  const { editor: words } = useKnowledgeTexts();
  const { audience } = writing.state.content;
  const channelsId = useId();
  const readersId = useId();
  const set = (change: Partial<Audience>): void => writing.edit({ audience: { ...audience, ...change } });
  return (
    <div className="editor-fields">
      <div className="editor-pair">
        <div className="field" role="group" aria-labelledby={channelsId}>
          <p className="field-label" id={channelsId}>
            {words.channelsLabel}
          </p>
          <Checkbox.Group
            value={audience.channels}
            onChange={(channels) => set({ channels: CHANNELS.filter((one) => channels.includes(one)) })}
            options={CHANNELS.map((value) => ({ value, label: words.channels[value] }))}
          />
          <p className="field-hint">{words.allChannels}</p>
        </div>
        <div className="field">
          <p className="field-label" id={readersId}>
            {words.readersLabel}
          </p>
          <Segmented
            aria-labelledby={readersId}
            value={audience.readers}
            onChange={(readers) => set({ readers })}
            options={READERS.map((value) => ({ value, label: words.readers[value] }))}
          />
        </div>
      </div>
      <Checkbox checked={audience.staffOnly} onChange={(event) => set({ staffOnly: event.target.checked })}>
        {words.staffOnly}
        <span className="field-hint">{words.staffOnlyHint}</span>
      </Checkbox>
      <FollowUpsField {...props} />
    </div>
  );
}
