import { Fragment } from 'react';
import type { MessageView, Reach } from '../../staff-api';
import { useTexts } from '../../texts';
import { dayKey, dayWords } from '../../time-words';
import { MessageLine } from './message-line';

/** Messages of one speaker within this time stand together under one name. */
const TOGETHER_MS = 180_000;

export interface TranscriptLinesProps {
  messages: readonly MessageView[];
  unreadFrom?: number | null;
  /** How the consumer can be reached, where a channel may hold messages back. */
  reach?: Reach;
}

/** Messages with a mark at each new day, one before the first unread message, and one at each that has not reached the consumer. */
export function TranscriptLines({ messages, unreadFrom, reach }: TranscriptLinesProps) {
  const texts = useTexts();
  const waits = reach?.gone ? texts.reach.undeliveredGone : texts.reach.undelivered;
  return messages.map((message, index) => {
    const before = messages[index - 1];
    const unread = message.seq === unreadFrom;
    return (
      <Fragment key={message.seq}>
        {(!before || dayKey(before.at) !== dayKey(message.at)) && (
          <li className="transcript-day">{dayWords(message.at, Date.now(), texts.time)}</li>
        )}
        {unread && <li className="transcript-unread">{texts.conversation.unread}</li>}
        <MessageLine
          message={message}
          together={!unread && standsWith(before, message)}
          waits={reach?.undelivered.includes(message.seq) ? waits : undefined}
        />
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
