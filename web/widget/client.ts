import type { Activity } from './activity';
import { CallError } from './direct-line';
import type { DirectLineApi, Token, WidgetSettings } from './direct-line';
import type { Keep } from './keep';
import { idOf, Outbox } from './outbox';
import type { Outgoing } from './outbox';
import { Sender } from './sender';
import type { Delivery } from './sender';
import { followStream } from './stream';
import type { Stream, StreamSocket } from './stream';
import { PageRefused, TokenKeeper } from './token-keeper';

/** How the connection stands; the names are those of the texts shown for them. */
export type LinkState = 'connecting' | 'online' | 'reconnecting' | 'busy' | 'refused';

export interface ClientListener {
  onLink: (state: LinkState) => void;
  onSettings: (settings: WidgetSettings) => void;
  onActivities: (activities: readonly Activity[]) => void;
  onDelivery: (clientId: string, delivery: Delivery) => void;
}

export interface ClientOptions {
  api: DirectLineApi;
  keep: Keep;
  openSocket: (url: string) => StreamSocket;
  pause: (ms: number) => Promise<void>;
  /** The events that open a new conversation: the one that makes the bot greet first. */
  greeting: () => readonly Activity[];
  listener: ClientListener;
}

const LONGEST_BACKOFF = 15_000;
const ECHO_WITHIN = 8000;
const POLLS = 20;
const POLL_EVERY = 3000;

/**
 * A conversation over Direct Line 3.0 that outlives everything short of its own deletion: reloads (an old token is exchanged
 * for a new one and the log replayed), dropped streams (resumed behind the last watermark, with growing pauses), expired
 * tokens, and networks without WebSocket (polling, with a new attempt now and then).
 */
export class DirectLineClient {
  private readonly outbox: Outbox;
  private readonly sender: Sender;
  private readonly tokens: TokenKeeper;
  private opened = false;
  private watermark = '0';
  /** Stands for the time between `start` and `stop`; a loop of an earlier time ends when it sees another. */
  private life: object | undefined;
  private hurry = false;
  private stream: Stream | undefined;
  private wake: () => void = () => undefined;
  private readonly echoed = new Set<string>();

  constructor(private readonly options: ClientOptions) {
    const { api, keep, pause, listener } = options;
    this.tokens = new TokenKeeper({ api, keep, onSettings: listener.onSettings });
    this.outbox = new Outbox(keep);
    this.sender = new Sender({
      outbox: this.outbox,
      ready: () => this.opened,
      post: (activity) => this.post(activity),
      pause,
      onDelivery: listener.onDelivery,
    });
  }

  /** Whether this browser holds a conversation to resume. */
  hasConversation(): boolean {
    return this.tokens.hasAny();
  }

  /** What was not acknowledged before the page was left. */
  unsent(): Outgoing[] {
    return this.outbox.all();
  }

  /** Connects and stays connected until `stop`, or until the server refuses this page. */
  start(): void {
    if (this.life) return;
    this.life = {};
    this.options.listener.onLink('connecting');
    void this.stayConnected(this.life);
  }

  stop(): void {
    this.life = undefined;
    this.reconnect();
  }

  /** Drops a stream that may be dead and connects anew without waiting. */
  reconnect(): void {
    this.hurry = true;
    this.stream?.end();
    this.wake();
  }

  send(activity: Outgoing): void {
    this.sender.add(activity);
  }

  retry(): void {
    void this.sender.flush();
  }

  /** Runs `call` with a valid token, renewing it or the conversation once when the server asks for that. */
  async withToken<T>(call: (token: Token) => Promise<T>): Promise<T> {
    try {
      return await call(await this.tokens.valid());
    } catch (error) {
      if (!(error instanceof CallError) || (error.status !== 403 && error.status !== 404)) throw error;
      if (error.status === 403) this.tokens.refused();
      this.opened = false;
      await this.open();
      return call(await this.tokens.valid());
    }
  }

  private async stayConnected(life: object): Promise<void> {
    const { listener } = this.options;
    for (let failures = 0; this.life === life; failures++) {
      let wait: number | undefined;
      try {
        const streamed = await this.follow(await this.open());
        if (streamed) failures = 0;
        else if (failures > 1) await this.poll(life);
      } catch (error) {
        const { status, retryAfterMs } = error instanceof CallError ? error : new CallError(0);
        if (error instanceof PageRefused) {
          this.life = undefined;
          return listener.onLink('refused');
        }
        if (status === 403) this.tokens.refused();
        if (status === 403 || status === 404) this.opened = false;
        wait = status === 429 ? (retryAfterMs ?? LONGEST_BACKOFF) : undefined;
      }
      if (this.life !== life) return;
      listener.onLink(wait ? 'busy' : 'reconnecting');
      await this.rest(wait ?? backoff(failures));
    }
  }

  /** Starts or resumes the conversation. @returns where its stream is. */
  private async open(): Promise<string> {
    const { api, keep } = this.options;
    const token = await this.tokens.valid();
    if (this.opened) return (await api.resumeConversation(token, this.watermark)).streamUrl;
    const conversation = await api.startConversation(token.token);
    this.tokens.adopt(conversation);
    this.watermark = '0';
    this.opened = true;
    const { conversationId } = conversation;
    if (keep.read('greeted') !== conversationId) this.greet(conversationId);
    return conversation.streamUrl;
  }

  /** Puts the opening events before everything else; their ids make them happen once, however often this page starts. */
  private greet(conversationId: string): void {
    const events = this.options.greeting().map((activity, i) => ({
      ...activity,
      channelData: { clientActivityID: i === 0 ? startId(conversationId) : `${startId(conversationId)}-${i}` },
    }));
    for (const event of events.reverse()) this.outbox.add(event, 'first');
    void this.sender.flush();
  }

  private async follow(streamUrl: string): Promise<boolean> {
    const { listener, openSocket } = this.options;
    this.stream = followStream(openSocket(streamUrl), {
      onOpen: () => {
        listener.onLink('online');
        void this.sender.flush();
      },
      onActivities: (activities, watermark) => this.receive(activities, watermark),
    });
    const streamed = await this.stream.ended;
    this.stream = undefined;
    return streamed;
  }

  /** A while of polling, for networks that let no WebSocket through. */
  private async poll(life: object): Promise<void> {
    for (let round = 0; round < POLLS && this.life === life; round++) {
      const { activities, watermark } = await this.withToken((token) => this.options.api.readActivities(token, this.watermark));
      this.options.listener.onLink('online');
      this.receive(activities, watermark);
      void this.sender.flush();
      await this.rest(POLL_EVERY);
    }
  }

  private receive(activities: readonly Activity[], watermark: string | undefined): void {
    if (watermark) this.watermark = watermark;
    for (const { channelData } of activities) {
      if (!channelData?.clientActivityID) continue;
      this.echoed.add(channelData.clientActivityID);
      this.sender.arrived(channelData.clientActivityID);
    }
    this.options.listener.onActivities(activities);
  }

  private async post(activity: Outgoing): Promise<void> {
    const { api, keep, pause } = this.options;
    const clientId = idOf(activity);
    await this.withToken(async (token) => {
      await api.postActivity(token, activity);
      if (clientId === startId(token.conversationId)) keep.write('greeted', token.conversationId);
    });
    // A stream that does not show what the server has accepted is dead, however open it looks.
    if (activity.type === 'message') void pause(ECHO_WITHIN).then(() => this.echoed.has(clientId) || this.reconnect());
  }

  private async rest(ms: number): Promise<void> {
    if (!this.hurry) await Promise.race([this.options.pause(ms), new Promise<void>((resolve) => (this.wake = resolve))]);
    this.hurry = false;
  }
}

const startId = (conversationId: string): string => `start-${conversationId}`;

/** 1, 2, 4, 8, 15 seconds, less up to a quarter so that not everybody returns at once. */
function backoff(failures: number): number {
  return Math.min(LONGEST_BACKOFF, 1000 * 2 ** failures) * (1 - Math.random() / 4);
}
