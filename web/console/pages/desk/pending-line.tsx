import { Button } from 'antd';
import { useTexts } from '../../texts';
import type { PendingMessage } from './conversation-state';

export interface PendingLineProps {
  pending: PendingMessage;
  onRetry(): void;
  onDiscard(): void;
}

/** What was written and is not in the log yet; a failure is named here, and tried again under the same id. */
export function PendingLine({ pending, onRetry, onDiscard }: PendingLineProps) {
  const texts = useTexts();
  const failed = pending.state === 'failed';
  return (
    <li className="line" data-speaker="agent" data-note={pending.note || undefined} data-pending={pending.state}>
      <p className="line-head">
        <span className="line-name">{texts.conversation.me}</span>
        {pending.note && <span className="line-note">{texts.conversation.note}</span>}
        {!failed && <span>{texts.reply.sending}</span>}
      </p>
      <p className="line-text">{pending.text}</p>
      {failed && (
        <div className="line-failed" role="alert">
          <span title={texts.reply.failedHint}>! {texts.reply.failed}</span>
          <Button size="small" type="link" onClick={onRetry}>
            {texts.retry}
          </Button>
          <Button size="small" type="text" onClick={onDiscard}>
            {texts.reply.discard}
          </Button>
        </div>
      )}
    </li>
  );
}
