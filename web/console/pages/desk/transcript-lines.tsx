import { Fragment } from 'react';
import type { MessageView } from '../../staff-api';
import { useTexts } from '../../texts';
import { dayKey, dayWords } from '../../time-words';
import { MessageLine } from './message-line';

/** Messages of one speaker within this time stand together under one name. */
const TOGETHER_MS = 180_000;

/** Messages with a mark at each new day, and one before the first unread message. */
export function TranscriptLines({ messages, unreadFrom }: { messages: readonly MessageView[]; unreadFrom?: number | null }) {
  const texts = useTexts();
  return messages.map((message, index) => {
    const before = messages[index - 1];
    const unread = message.seq === unreadFrom;
    return (
      <Fragment key={message.seq}>
        {(!before || dayKey(before.at) !== dayKey(message.at)) && (
          <li className="transcript-day">{dayWords(message.at, Date.now(), texts.time)}</li>
        )}
        {unread && <li className="transcript-unread">{texts.conversation.unread}</li>}
        <MessageLine message={message} together={!unread && standsWith(before, message)} />
      </Fragment>
    );
  });
}

function standsWith(before: MessageView | undefined, message: MessageView): boolean {
  return (
    before !== undefined &&
    before.speaker === message.speaker &&
    before.audience === message.audience &&
    !before.event &&
    Date.parse(message.at) - Date.parse(before.at) < TOGETHER_MS
  );
}
