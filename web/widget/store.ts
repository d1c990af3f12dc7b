import { cardOf } from './activity';
import type { Activity, Card } from './activity';
import type { Delivery } from './sender';

export interface Choice {
  title: string;
  value: string;
}

export interface FileView {
  name: string;
  contentType: string;
  /** Where it can be opened; absent while it is only on its way. */
  url?: string;
}

/** How far an upload has come. */
export interface UploadView {
  /** 0 to 100. */
  percent: number;
  failure?: 'failed' | 'tooLargeByServer' | 'refusedByServer';
}

/** One bubble. Objects are never changed: a new one stands for each change, so that a view sees what to draw anew. */
export interface ViewMessage {
  /** Stays the same from the first key stroke to the server's echo and over every replay. */
  key: string;
  /** The server's id; absent until the stream has shown it. */
  id?: string;
  /** Milliseconds since 1970. */
  at: number;
  speaker: 'consumer' | 'bot' | 'agent' | 'system';
  /** An agent's post. */
  name?: string;
  text: string;
  /** The id of the message that it answers: what has the same one was said in one turn. */
  replyTo?: string;
  choices: readonly Choice[];
  card?: Card;
  files: readonly FileView[];
  delivery: Delivery;
  upload?: UploadView;
}

/**
 * What has been said, in the order of the server's log, with what is still on its way at the end. A message that arrives
 * again, by a replay or as the echo of one's own, is shown once.
 */
export class Store {
  private logged: ViewMessage[] = [];
  private pending: ViewMessage[] = [];
  private readonly ids = new Set<string>();
  typing = false;

  messages(): readonly ViewMessage[] {
    return [...this.logged, ...this.pending];
  }

  /** Takes activities as the stream brings them. */
  receive(activities: readonly Activity[], now: number): void {
    for (const activity of activities) {
      if (activity.type === 'typing') this.typing = activity.from?.role !== 'user';
      else if (activity.type === 'message' && activity.id && !this.ids.has(activity.id)) this.log(activity, activity.id, now);
    }
  }

  /** Shows a text of the consumer before the server has it. */
  say(clientId: string, text: string, now: number): void {
    this.addPending({ ...bare(clientId, now), speaker: 'consumer', text, delivery: 'sending' });
  }

  /** Shows a file of the consumer on its way. */
  startUpload(clientId: string, file: FileView, now: number): void {
    this.addPending({
      ...bare(clientId, now),
      speaker: 'consumer',
      files: [file],
      delivery: 'sending',
      upload: { percent: 0 },
    });
  }

  /** A message that the server has refused for good keeps its place; what may still arrive stays at the end. */
  setDelivery(key: string, delivery: Delivery): void {
    this.change(key, { delivery });
    if (delivery !== 'refused' && delivery !== 'tooLong') return;
    this.logged.push(...this.pending.filter((message) => message.key === key));
    this.withdraw(key);
  }

  setUpload(key: string, upload: UploadView): void {
    this.change(key, { upload });
  }

  /** Takes back what has not been logged (a cancelled upload). */
  withdraw(key: string): void {
    this.pending = this.pending.filter((message) => message.key !== key);
  }

  private log(activity: Activity, id: string, now: number): void {
    const clientId = activity.channelData?.clientActivityID;
    this.ids.add(id);
    const message = fromActivity(activity, id, now);
    const sent = this.pending.find(({ key }) => key === clientId);
    if (message.speaker === 'consumer' && sent) {
      this.withdraw(sent.key);
      this.logged.push({ ...message, key: sent.key });
    } else {
      this.logged.push(message);
    }
    if (message.speaker !== 'consumer') this.typing = false;
  }

  private addPending(message: ViewMessage): void {
    const known = [...this.logged, ...this.pending].some(({ key }) => key === message.key);
    if (!known) this.pending = [...this.pending, message];
  }

  private change(key: string, change: Partial<ViewMessage>): void {
    this.pending = this.pending.map((message) => (message.key === key ? { ...message, ...change } : message));
  }
}

function bare(key: string, at: number): ViewMessage {
  return { key, at, speaker: 'bot', text: '', choices: [], files: [], delivery: 'sent' };
}

function fromActivity(activity: Activity, id: string, now: number): ViewMessage {
  const attachments = activity.attachments ?? [];
  const card = cardOf(attachments);
  const speaker = speakerOf(activity);
  const clientId = speaker === 'consumer' ? activity.channelData?.clientActivityID : undefined;
  return {
    ...bare(clientId ?? id, Date.parse(activity.timestamp ?? '') || now),
    id,
    speaker,
    ...(speaker === 'agent' && activity.from?.name ? { name: activity.from.name } : {}),
    text: card ? '' : (activity.text ?? ''),
    ...(activity.replyToId ? { replyTo: activity.replyToId } : {}),
    choices: (activity.suggestedActions?.actions ?? []).flatMap(({ title, value }) => {
      const words = typeof value === 'string' ? value : title;
      return words ? [{ title: title ?? words, value: words }] : [];
    }),
    ...(card ? { card } : {}),
    files: attachments.flatMap(({ contentUrl, contentType, name }) =>
      contentUrl && /^https?:/i.test(contentUrl) ? [{ url: contentUrl, contentType, name: name ?? '' }] : [],
    ),
  };
}

function speakerOf({ from, channelData }: Activity): ViewMessage['speaker'] {
  if (from?.role === 'user') return 'consumer';
  return channelData?.speaker === 'agent' || channelData?.speaker === 'system' ? channelData.speaker : 'bot';
}
