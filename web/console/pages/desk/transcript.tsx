import { ArrowDownOutlined, CommentOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { Empty } from '../../parts/empty';
import { useTexts } from '../../texts';
import { useKeys } from '../../use-keys';
import { PendingLine } from './pending-line';
import { TranscriptLines } from './transcript-lines';
import type { Conversation } from './use-conversation';
import { useReading } from './use-reading';
import './transcript.css';

/** The transcript: stays at the latest message unless one reads further up. */
export function Transcript({ conversation, cut }: { conversation: Conversation; cut: boolean }) {
  const texts = useTexts();
  const { messages, pending } = conversation;
  const reading = useReading(conversation);
  useKeys({ j: reading.jump });

  return (
    <div className="transcript-frame">
      <div
        className="transcript"
        ref={reading.frame}
        onScroll={reading.onScroll}
        role="log"
        aria-label={texts.conversation.transcriptLabel}
        tabIndex={0}
      >
        {messages.length === 0 && (
          <Empty sign={<CommentOutlined />} title={texts.conversation.empty} text={texts.conversation.emptyText} />
        )}
        {cut && <p className="transcript-aside">{texts.conversation.earlier}</p>}
        <ol className="transcript-lines" ref={reading.lines}>
          <TranscriptLines messages={messages} unreadFrom={reading.unreadFrom} reach={conversation.ticket.reach} />
          {pending.map((one) => (
            <PendingLine
              key={one.clientId}
              pending={one}
              onRetry={() => conversation.retry(one)}
              onDiscard={() => conversation.discard(one.clientId)}
            />
          ))}
        </ol>
        {conversation.consumerTyping > 0 && (
          <p className="transcript-typing">
            <span className="typing-dots" aria-hidden="true">
              <i />
              <i />
              <i />
            </span>
            {texts.conversation.typing}
          </p>
        )}
      </div>
      {!reading.atEnd && (
        <Button className="transcript-jump" shape="round" icon={<ArrowDownOutlined />} onClick={reading.jump}>
          {reading.below > 0 ? texts.conversation.jumpNew(reading.below) : texts.conversation.jump}
        </Button>
      )}
    </div>
  );
}
