import type { Clock } from '../../platform/clock';
import { randomId } from '../../platform/ids';
import type { Logger } from '../../platform/logger';
import type { Sealed, Vault } from '../../platform/sealing';
import { SingleRunner } from '../../platform/single-runner';
import type { Collection } from '../../storage/database';
import { defineCollection } from '../../storage/database';
import { WechatError } from '../wechat/wechat-error';
import type { SyncedMessage } from './synced-message';
import type { Page, WecomApi } from './wecom-api';

/** How far an account has been read. */
export interface ReadPosition {
  /** The account's open_kfid. */
  _id: string;
  cursor: string;
  /** How often a push told of something since it was last read to the end. */
  wanted?: number;
  /** Of the newest push: with it WeCom allows more calls. */
  pushToken?: Sealed;
  /** Who reads: of several processes one. */
  lease?: { owner: string; until: Date };
}

export const readPositionsCollection = defineCollection<ReadPosition>({ name: 'wecomCursors', indexes: [] });

export interface ReaderOptions {
  openKfid: string;
  positions: Collection<ReadPosition>;
  api: WecomApi;
  /** Where this process listens, `host:port`: names its lease. */
  place: string;
  /** Resolves when the messages of a page are safe: the cursor goes behind them then. */
  take: (messages: readonly SyncedMessage[]) => Promise<void>;
  vault: Vault;
  clock: Clock;
  logger: Logger;
}

const LEASE_MS = 30_000;
const RETRY_MS = [300, 1000, 5000, 30_000];
/** How often it is read without a push: one may be lost on its way, and WeCom does not tell again of what it told. */
const LOOK_MS = 60_000;
const FIRST_LOOK_BACK_MS = 10 * 60_000;

/**
 * Reads what WeCom has for us. A push says only that there is something: it is written down before it is answered, and one
 * process reads from the stored cursor on until no push is left unread. The cursor is written behind a page that is safe, so
 * a crash reads that page again, and its messages are found in the log under the same ids.
 */
export class Reader {
  private readonly owner: string;
  private readonly reading = new SingleRunner(() => this.readAll().catch((error: unknown) => this.tryLater(error)));
  private retry?: NodeJS.Timeout;
  private failures = 0;
  private lookedAt = 0;
  private closed = false;

  constructor(private readonly options: ReaderOptions) {
    this.owner = `${options.place}/${randomId('rdr')}`;
  }

  /** A push came. Resolves when a crash cannot lose that any more. */
  async wanted(pushToken: string): Promise<void> {
    const { positions, openKfid, vault } = this.options;
    await positions.updateOne(
      { _id: openKfid },
      { $inc: { wanted: 1 }, $set: { pushToken: vault.seal(pushToken) }, $setOnInsert: { cursor: '' } },
      { upsert: true },
    );
    void this.read();
  }

  /** At a start: pushes may have been missed meanwhile. @param alone nobody else can hold the store: all leases in it are of the dead, else those of this place */
  async recover(alone: boolean): Promise<void> {
    const { positions, openKfid, place } = this.options;
    const ofTheDead = alone ? {} : { 'lease.owner': { $gt: `${place}/`, $lt: `${place}0` } };
    await positions.updateOne({ _id: openKfid, ...ofTheDead }, { $unset: { lease: '' } });
    await this.wish();
    void this.read();
  }

  /** Takes up what another process, now gone, has left, and once a minute what no push told of. */
  async lookAround(): Promise<void> {
    if (this.retry) return; // comes by itself, and later each time
    const now = this.options.clock.now().getTime();
    if (now - this.lookedAt >= LOOK_MS) {
      await this.wish();
      this.lookedAt = now;
    }
    await this.read();
  }

  async close(): Promise<void> {
    this.closed = true;
    clearTimeout(this.retry);
    await this.reading.settled();
  }

  /** Resolves when a crash cannot lose that there may be something. */
  private async wish(): Promise<void> {
    const { positions, openKfid } = this.options;
    await positions.updateOne({ _id: openKfid }, { $inc: { wanted: 1 }, $setOnInsert: { cursor: '' } }, { upsert: true });
  }

  /** Reads what is unread, where nobody else does. Never rejects. */
  private read(): Promise<void> {
    if (this.closed) return Promise.resolve();
    return this.reading.run();
  }

  private tryLater(error: unknown): void {
    this.options.logger.warn({ err: error }, 'WeCom could not be read, will be tried again');
    const pause = RETRY_MS[Math.min(this.failures++, RETRY_MS.length - 1)]!;
    clearTimeout(this.retry);
    this.retry = setTimeout(() => {
      this.retry = undefined;
      void this.read();
    }, pause);
    this.retry.unref();
  }

  private async readAll(): Promise<void> {
    const { positions } = this.options;
    const held = await this.takeLease();
    if (!held) return;
    try {
      for (let position: ReadPosition | null = held; position; position = await this.ended(position))
        await this.readToEnd(position);
      this.failures = 0;
    } finally {
      await positions.updateOne(this.mine, { $unset: { lease: '' } });
    }
  }

  private async readToEnd(position: ReadPosition): Promise<void> {
    const { api, take, vault, positions } = this.options;
    let { cursor } = position;
    let pushToken = position.pushToken && vault.open(position.pushToken);
    const sync = (): Promise<Page> =>
      api.sync(cursor, pushToken).catch((error: unknown) => {
        if (!pushToken || !(error instanceof WechatError) || error.fault !== 'stale') throw error;
        pushToken = undefined; // its ten minutes are over
        return api.sync(cursor, undefined);
      });
    for (let more = true; more && !this.closed;) {
      const page = await sync();
      await take(cursor === '' ? page.messages.filter((one) => this.isRecent(one)) : page.messages);
      const { matched } = await positions.updateOne(this.mine, { $set: { cursor: page.cursor, lease: this.lease() } });
      if (matched === 0) throw new Error('Another process reads on.');
      cursor = page.cursor;
      more = page.more;
    }
  }

  /** At the very first, WeCom gives days of an earlier life of the account: that is not ours to answer. */
  private isRecent({ send_time }: SyncedMessage): boolean {
    return send_time * 1000 > this.options.clock.now().getTime() - FIRST_LOOK_BACK_MS;
  }

  /** @returns the position to read on from where another push came meanwhile */
  private async ended({ wanted }: ReadPosition): Promise<ReadPosition | null> {
    const { positions } = this.options;
    if (this.closed) return null;
    const unchanged = { wanted: wanted ?? { $exists: false } };
    const { matched } = await positions.updateOne({ ...this.mine, ...unchanged }, { $unset: { lease: '', wanted: '' } });
    return matched > 0 ? null : positions.findOne(this.mine);
  }

  private takeLease(): Promise<ReadPosition | null> {
    const { positions, openKfid, clock } = this.options;
    const free = [{ lease: { $exists: false } }, { 'lease.until': { $lt: clock.now() } }];
    return positions.findOneAndUpdate({ _id: openKfid, wanted: { $exists: true }, $or: free }, { $set: { lease: this.lease() } });
  }

  private lease(): { owner: string; until: Date } {
    return { owner: this.owner, until: new Date(this.options.clock.now().getTime() + LEASE_MS) };
  }

  private get mine(): { _id: string; 'lease.owner': string } {
    return { _id: this.options.openKfid, 'lease.owner': this.owner };
  }
}
