import { Segmented } from 'antd';
import { useState } from 'react';
import { useLoaded } from '../../../use-loaded';
import { cleanContent } from '../editor/content';
import { useKnowledgeTexts } from '../knowledge-texts';
import type { Content, Length } from '../knowledge-types';
import { useKnowledge } from '../use-knowledge';
import { WebPreview } from './web-preview';
import { WechatPreview } from './wechat-preview';
import './preview.css';

const PAUSE_MS = 400;
const LENGTHS: readonly Length[] = ['short', 'detail', 'plain'];

/** How a consumer will read the text, as the server would send it, while it is being written. */
export function PreviewPane({ content }: { content: Content }) {
  const words = useKnowledgeTexts().preview;
  const { api } = useKnowledge();
  const [channel, setChannel] = useState<'web' | 'wechat'>('web');
  const [length, setLength] = useState<Length>('short');
  const shown = cleanContent(content);
  const asked = shown.wordings[0] ?? content.title;
  const written = shown.answer.trim() !== '';
  const { value, error } = useLoaded(JSON.stringify(shown), () => api.preview(shown), { pause: PAUSE_MS, when: written });
  const lines = value ? (channel === 'web' ? value[length] : value.wechat[length]) : [];
  return (
    <aside className="preview" aria-label={words.title}>
      <div className="preview-head">
        <h2>{words.title}</h2>
        <Segmented
          aria-label={words.channelLabel}
          value={channel}
          onChange={setChannel}
          options={(['web', 'wechat'] as const).map((one) => ({ value: one, label: words.channels[one] }))}
        />
      </div>
      <Segmented
        block
        aria-label={words.lengthLabel}
        value={length}
        onChange={setLength}
        options={LENGTHS.map((one) => ({ value: one, label: words.lengths[one] }))}
      />
      <div className={`phone phone-${channel}`} data-elder={length === 'plain'}>
        {!written ? (
          <p className="preview-empty">{words.empty}</p>
        ) : error && !value ? (
          <p className="preview-empty">{words.failed}</p>
        ) : value && lines.length === 0 ? (
          <p className="preview-empty">{words.noLength}</p>
        ) : value && channel === 'web' ? (
          <WebPreview question={asked} title={content.title} bubbles={value[length]} />
        ) : value ? (
          <WechatPreview question={asked} messages={value.wechat[length]} />
        ) : null}
      </div>
      {written && lines.length > 1 && <p className="kb-hint">{words.messages(lines.length)}</p>}
    </aside>
  );
}
