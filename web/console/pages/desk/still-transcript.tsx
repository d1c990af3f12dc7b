import type { MessageView } from '../../staff-api';
import { TranscriptLines } from './transcript-lines';
import './transcript.css';

/** A transcript to read, as it was when it was fetched. */
export function StillTranscript({ messages }: { messages: readonly MessageView[] }) {
  return (
    <ol className="transcript-lines">
      <TranscriptLines messages={messages} />
    </ol>
  );
}
