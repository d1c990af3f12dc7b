import { ClockCircleOutlined, PaperClipOutlined } from '@ant-design/icons';
import { memo } from 'react';
import type { Attachment, MessageView } from '../../staff-api';
import { useTexts } from '../../texts';
import { clockTime } from '../../time-words';
import { readCard } from './card';
import { CardView } from './card-view';

export interface MessageLineProps {
  message: MessageView;
  /** Right after one of the same speaker. */
  together: boolean;
  /** That it has not reached the consumer, and when it will. */
  waits?: string;
}

/** One line of the transcript. */
export const MessageLine = memo(function MessageLine({ message, together, waits }: MessageLineProps) {
  const texts = useTexts();
  if (message.event || message.speaker === 'system') return <EventLine message={message} />;
  const note = message.audience === 'staff';
  const names = { consumer: texts.conversation.consumer, bot: texts.conversation.bot, agent: texts.conversation.agent };
  const name = message.speaker === 'agent' ? (message.name ?? names.agent) : names[message.speaker];
  return (
    <li
      className="line"
      data-speaker={message.speaker}
      data-note={note || undefined}
      data-together={together || undefined}
      data-waits={waits ? true : undefined}
    >
      <p className={together ? 'sr-only' : 'line-head'}>
        <span className="line-name">{name}</span>
        {note && (
          <span className="line-note" title={texts.conversation.noteHint}>
            {texts.conversation.note}
          </span>
        )}
        <time dateTime={message.at}>{clockTime(message.at)}</time>
      </p>
      {message.text && !message.attachments.some(saysItAll) && <p className="line-text">{message.text}</p>}
      {message.attachments.map((attachment, index) => (
        <AttachmentView key={index} attachment={attachment} />
      ))}
      {waits && (
        <p className="line-waits">
          <ClockCircleOutlined aria-hidden="true" /> {waits}
        </p>
      )}
    </li>
  );
});

/** The assistant's own cards repeat the words that channels without cards show. */
function saysItAll({ contentType }: Attachment): boolean {
  return contentType.startsWith('application/vnd.xiaobao.');
}

function EventLine({ message }: { message: MessageView }) {
  const texts = useTexts();
  const words = message.text ?? eventWords(message, texts.events);
  if (!words) return null;
  return (
    <li className="transcript-aside">
      {words} <time dateTime={message.at}>{clockTime(message.at)}</time>
    </li>
  );
}

/** Events that say nothing to an agent are left out. */
function eventWords({ event }: MessageView, texts: Record<string, string>): string | undefined {
  if (event?.name === 'handoff.initiate') return texts.requested;
  const told = event?.name === 'handoff.status' || event?.name === 'wechat.noticeChoice';
  return told ? texts[event.status ?? ''] : undefined;
}

function AttachmentView({ attachment }: { attachment: Attachment }) {
  const texts = useTexts();
  const card = readCard(attachment);
  if (card) return <CardView card={card} />;
  const name = attachment.name ?? texts.conversation.attachment;
  if (!attachment.url || !/^(\/(?!\/)|https?:)/.test(attachment.url)) return <p className="line-file">{name}</p>;
  const picture = attachment.contentType.startsWith('image/');
  return (
    <a
      className="line-file"
      href={attachment.url}
      target="_blank"
      rel="noreferrer"
      aria-label={texts.conversation.openAttachment(name)}
    >
      {picture ? <img src={attachment.url} alt={name} loading="lazy" /> : <PaperClipOutlined aria-hidden="true" />}
      {!picture && name}
    </a>
  );
}
