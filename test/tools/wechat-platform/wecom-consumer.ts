import { createHash, randomUUID } from 'node:crypto';
import { History } from './bubble';
import type { Inbound } from './inbound';
import type { MediaStore } from './media';
import { unixTime } from './pace';
import type { Pace } from './pace';
import { Refusal } from './refusal';
import type { Try } from './try-thrice';

/** 0 new, 1 with the assistant, 2 waiting for a person, 3 with a person, 4 over. */
export type ServiceState = 0 | 1 | 2 | 3 | 4;

/** Which state may follow which. */
const NEXT: Readonly<Record<ServiceState, readonly ServiceState[]>> = {
  0: [1, 2, 3, 4],
  1: [2, 3, 4],
  2: [3, 4],
  3: [2, 3, 4],
  4: [],
};
const WINDOW_SECONDS = 48 * 3600;
const MOST = 5;

/** One line of what `sync_msg` gives. */
export type SyncedMessage = { readonly msgid: string; readonly [field: string]: unknown };

/** What a consumer's phone reaches of the platform. */
export interface WecomStage {
  openKfid: string;
  pace: Pace;
  media: MediaStore;
  /** Adds to what can be synced and tells the server that there is something. */
  announce: (message: SyncedMessage) => Promise<Try[]>;
}

/** A consumer of 微信客服: what they do, what they see, and where their session stands. */
export class WecomConsumer {
  readonly externalUserid: string;
  readonly history = new History();
  state: ServiceState = 0;
  servicer = '';
  /** One-time code for a welcome, until when (seconds since 1970). */
  welcome?: { code: string; until: number };
  private writtenAt = -Infinity;
  private sentSince = 0;

  constructor(
    readonly name: string,
    private readonly stage: WecomStage,
  ) {
    this.externalUserid = `wm${createHash('sha256').update(name).digest('base64url').slice(0, 30)}`;
  }

  /** Opens the chat by the account's link; `scene` is the link's. */
  enters(scene = ''): Promise<Try[]> {
    const code = `CODE${randomUUID()}`;
    this.welcome = { code, until: this.now() + 20 };
    return this.tell(4, 'event', { event_type: 'enter_session', scene, welcome_code: code });
  }

  says(text: string): Promise<Try[]> {
    return this.sends({ kind: 'text', text });
  }

  /** Sends a text, a picture or a recording. @returns how the server was told of it */
  sends(message: Extract<Inbound, { kind: 'text' | 'image' | 'voice' }>): Promise<Try[]> {
    const { kind } = message;
    if (kind === 'text') {
      this.wrote('text', message.text);
      return this.tell(3, kind, { content: message.text });
    }
    this.wrote(kind, kind === 'image' ? '[图片]' : '[语音]');
    const contentType = kind === 'image' ? 'image/jpeg' : 'audio/amr';
    return this.tell(3, kind, { media_id: this.stage.media.keep({ type: kind, contentType, bytes: message.bytes }) });
  }

  /** Touches a line of the last menu that has it. */
  picks(content: string): Promise<Try[]> {
    const choice = this.history.bubbles.flatMap((bubble) => bubble.choices ?? []).findLast((one) => one.content === content);
    if (!choice) throw new Error(`No menu has "${content}".`);
    this.wrote('text', content);
    return this.tell(3, 'text', { content, menu_id: choice.id });
  }

  /** Counts one message of the account's. @throws Refusal 95018, 95002, 95001 */
  spend(): void {
    if (this.state > 1) throw new Refusal(95018);
    if (this.now() - this.writtenAt >= WINDOW_SECONDS) throw new Refusal(95002);
    if (this.sentSince >= MOST) throw new Refusal(95001);
    this.sentSince++;
  }

  /** @throws Refusal 95013 when it is over, 95016 when this one may not follow */
  change(state: ServiceState, servicer: string): void {
    if (this.state === 4) throw new Refusal(95013);
    if (!NEXT[this.state].includes(state)) throw new Refusal(95016);
    this.state = state;
    this.servicer = state === 3 ? servicer : '';
  }

  /** A person of WeCom's own desk takes the session, or (without a name) ends it; the server is told. */
  servedBy(servicer?: string): Promise<Try[]> {
    this.change(servicer ? 3 : 4, servicer ?? '');
    const hands = servicer ? { change_type: 1, new_servicer_userid: servicer } : { change_type: 3 };
    return this.tell(4, 'event', { event_type: 'session_status_change', ...hands });
  }

  /** Who writes after the end begins anew. */
  private wrote(kind: 'text' | 'image' | 'voice', text: string): void {
    if (this.state === 4) this.state = 0;
    this.writtenAt = this.now();
    this.sentSince = 0;
    this.history.add({ from: 'user', arrived: 'sent', kind, text, at: this.stage.pace.clock.now() });
  }

  private tell(origin: 3 | 4, msgtype: string, content: object): Promise<Try[]> {
    const { openKfid: open_kfid } = this.stage;
    const who = { open_kfid, external_userid: this.externalUserid };
    const head = { msgid: randomUUID().replaceAll('-', ''), ...who, send_time: this.now(), origin, msgtype };
    // In an event the ids stand inside it.
    return this.stage.announce({ ...head, [msgtype]: msgtype === 'event' ? { ...content, ...who } : content });
  }

  private now(): number {
    return unixTime(this.stage.pace);
  }
}
