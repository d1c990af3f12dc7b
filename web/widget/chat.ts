import type { Activity } from './activity';
import { DirectLineClient } from './client';
import type { LinkState } from './client';
import type { DirectLineApi, WidgetSettings } from './direct-line';
import { MOST_FILES, refusalOf, showMegabytes } from './file-rules';
import type { Keep } from './keep';
import { servingPost, unreadCount } from './reading';
import { Store } from './store';
import type { ViewMessage } from './store';
import type { StreamSocket } from './stream';
import { localeOf, textsOf } from './texts';
import type { Locale } from './texts';
import { Uploads } from './uploads';
import type { StartUpload } from './uploads';

/** All that the view shows. */
export interface ChatState {
  messages: readonly ViewMessage[];
  typing: boolean;
  link: LinkState;
  /** The device itself says that it has no network. */
  offline: boolean;
  settings?: WidgetSettings;
  open: boolean;
  unread: number;
  elder: boolean;
  locale: Locale;
  /** The post of the person who has taken over. */
  post?: string;
  /** Why files were refused, until the consumer has seen it. */
  refusals: readonly string[];
}

export interface ChatOptions {
  api: DirectLineApi;
  keep: Keep;
  openSocket: (url: string) => StreamSocket;
  pause: (ms: number) => Promise<void>;
  startUpload: StartUpload;
  /** An address under which the page can show a local file. */
  preview: (file: File) => string;
  newId: () => string;
  now: () => number;
  isVisible: () => boolean;
  /** What the embedding page asks for; the consumer's own choice comes first. */
  locale?: Locale;
  onChange: (state: ChatState) => void;
}

const TYPING_FADES_AFTER = 15_000;

/** What a consumer can do in the widget, and the state that comes of it. Knows nothing of the page. */
export class Chat {
  private readonly store = new Store();
  private readonly client: DirectLineClient;
  private readonly uploads: Uploads;
  private link: LinkState = 'connecting';
  private offline = false;
  private open = false;
  private settings: WidgetSettings | undefined;
  private refusals: readonly string[] = [];
  private typingSeen = 0;

  constructor(private readonly options: ChatOptions) {
    const { api, keep, openSocket, pause, startUpload } = options;
    this.client = new DirectLineClient({
      api,
      keep,
      openSocket,
      pause,
      greeting: () => this.opening(),
      listener: {
        onLink: (link) => this.changed(() => (this.link = link)),
        onSettings: (settings) => this.changed(() => (this.settings = settings)),
        onActivities: (activities) => this.changed(() => this.receive(activities)),
        onDelivery: (clientId, delivery) => this.changed(() => this.store.setDelivery(clientId, delivery)),
      },
    });
    this.uploads = new Uploads({
      start: startUpload,
      urlFor: (token) => api.uploadUrl(token),
      withToken: (call) => this.client.withToken(call),
      onProgress: (key, upload) => this.changed(() => this.store.setUpload(key, upload)),
    });
    for (const { type, text, channelData } of this.client.unsent()) {
      if (type === 'message' && text) this.store.say(channelData.clientActivityID, text, options.now());
    }
  }

  state(): ChatState {
    const messages = this.store.messages();
    return {
      messages,
      typing: this.store.typing,
      link: this.link,
      offline: this.offline,
      settings: this.settings,
      open: this.open,
      unread: this.open ? 0 : unreadCount(messages, this.options.keep.read('readUpTo')),
      elder: this.options.keep.read<boolean>('elder') ?? false,
      locale: this.locale(),
      post: servingPost(messages),
      refusals: this.refusals,
    };
  }

  /** Picks up the conversation that this browser holds, if it holds one, so that its news can be counted. */
  resume(): void {
    if (this.client.hasConversation()) this.client.start();
  }

  show(): void {
    this.client.start();
    this.changed(() => (this.open = true));
  }

  hide(): void {
    this.changed(() => (this.open = false));
  }

  /** Ends the connection, for a page that is put aside; `resume` brings it back. */
  suspend(): void {
    this.client.stop();
  }

  say(text: string): void {
    const words = text.trim();
    if (!words) return;
    const clientActivityID = this.options.newId();
    this.changed(() => this.store.say(clientActivityID, words, this.options.now()));
    this.client.send({ type: 'message', text: words, locale: this.locale(), channelData: { clientActivityID } });
  }

  /** Sends again: a text with all others that wait, a file by itself. */
  retry(key: string): void {
    if (!this.uploads.retry(key)) this.client.retry();
  }

  reconnect(): void {
    this.client.start();
    this.client.reconnect();
  }

  setOffline(offline: boolean): void {
    this.changed(() => (this.offline = offline));
    if (!offline) this.client.reconnect();
  }

  setElder(elder: boolean): void {
    this.changed(() => this.options.keep.write('elder', elder));
    this.prefer({ elder });
  }

  setLocale(locale: Locale): void {
    this.changed(() => this.options.keep.write('locale', locale));
    this.prefer({ locale });
  }

  /** Sends what may be sent and says of the rest why not. */
  sendFiles(files: readonly File[]): void {
    const { upload: texts } = textsOf(this.locale());
    const settings = this.settings;
    if (!settings) return;
    const refusals: string[] = files.length > MOST_FILES ? [texts.tooMany(MOST_FILES)] : [];
    for (const file of files.slice(0, MOST_FILES)) {
      const refusal = refusalOf(file, settings);
      if (refusal) {
        refusals.push(texts[refusal](file.name, showMegabytes(settings.maxUploadBytes)));
        continue;
      }
      const key = this.options.newId();
      const shown = { name: file.name, contentType: file.type, url: this.options.preview(file) };
      this.store.startUpload(key, shown, this.options.now());
      void this.uploads.send(key, file);
    }
    this.changed(() => (this.refusals = refusals));
  }

  dismissRefusals(): void {
    this.changed(() => (this.refusals = []));
  }

  cancelUpload(key: string): void {
    this.uploads.cancel(key);
    this.changed(() => this.store.withdraw(key));
  }

  /** To be called when the page comes into view: what is open now has been read. */
  seen(): void {
    this.changed(() => undefined);
  }

  private receive(activities: readonly Activity[]): void {
    this.store.receive(activities, this.options.now());
    const seen = ++this.typingSeen;
    if (!this.store.typing) return;
    void this.options.pause(TYPING_FADES_AFTER).then(() => {
      if (seen === this.typingSeen) this.changed(() => (this.store.typing = false));
    });
  }

  private opening(): Activity[] {
    const { elder, locale } = this.state();
    const start: Activity = { type: 'event', name: 'startConversation', locale };
    return elder ? [start, { type: 'event', name: 'preferences', value: { elder } }] : [start];
  }

  /** Tells the bot too; a conversation that has not begun is told at its beginning. */
  private prefer(value: { elder?: boolean; locale?: Locale }): void {
    if (!this.client.hasConversation()) return;
    this.client.send({ type: 'event', name: 'preferences', value, channelData: { clientActivityID: this.options.newId() } });
  }

  private locale(): Locale {
    const { keep, locale } = this.options;
    return localeOf(keep.read('locale')) ?? locale ?? localeOf(this.settings?.locale) ?? 'zh-CN';
  }

  private changed(change: () => unknown): void {
    change();
    const last = this.store
      .messages()
      .filter(({ id }) => id)
      .pop()?.id;
    if (this.open && last && this.options.isVisible()) this.options.keep.write('readUpTo', last);
    this.options.onChange(this.state());
  }
}
