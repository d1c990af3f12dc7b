import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import type { Clock } from '../../platform/clock';
import { randomId } from '../../platform/ids';
import type { Sealed, Vault } from '../../platform/sealing';
import type { Collection } from '../../storage/database';
import { defineCollection, isDuplicate } from '../../storage/database';
import { WechatError, WechatSilence } from './wechat-error';
import { requestWechat } from './wechat-request';
import type { WechatRequest } from './wechat-request';

/** A token or ticket of an account, one for all processes. */
export interface StoredToken {
  _id: string;
  sealed?: Sealed;
  expiresAt?: Date;
  /** From then on whoever comes first fetches the next one, while all go on with this one. */
  renewAt?: Date;
  /** Who is fetching. */
  lease?: { owner: string; until: Date };
  /** Failed fetches in a row, and until when none is tried again. */
  failures?: number;
  retryAt?: Date;
  /** The last `force_refresh`, and how many there were on that day. */
  forcedAt?: Date;
  forcedOnDay?: number;
}

export const accessTokensCollection = defineCollection<StoredToken>({ name: 'accessTokens', indexes: [] });

export interface AccessTokensOptions {
  /** Of the account, `wechat/<appid>`, and of what it is where that is not its access token: `wechat/<appid>/jsapi`. */
  id: string;
  /** Asks for the present one, or forces a new one where the platform knows that. @throws WechatError, WechatSilence */
  ask: (force: boolean) => Promise<TokenAnswer>;
  tokens: Collection<StoredToken>;
  vault: Vault;
  clock: Clock;
}

/** WeChat gives a new one 5 min before the end, and both are valid until then: asked a little later, it is there. */
const EARLY_MS = 270_000;
const LEASE_MS = 10_000;
const PATIENCE_MS = 12_000;
const BACK_OFF_MS = [1000, 2000, 5000, 15_000, 60_000];
/** Documented: at most 20 a day, 30 s apart. */
const FORCED_A_DAY = 20;
const FORCED_APART_MS = 30_000;
const DAY_MS = 86_400_000;

const tokenAnswer = z.object({ access_token: z.string().min(1).max(1024), expires_in: z.number().int().positive() });
/** `expiresIn` in seconds. */
export interface TokenAnswer {
  token: string;
  expiresIn: number;
}

/** Asks for a token. @throws WechatError, WechatSilence */
export async function requestToken(base: string, request: WechatRequest): Promise<TokenAnswer> {
  const { json } = await requestWechat(base, request);
  const answer = tokenAnswer.safeParse(json);
  if (!answer.success) throw new WechatError(-1);
  return { token: answer.data.access_token, expiresIn: answer.data.expires_in };
}

/** The token of a service account, by `stable_token`: it does not end the one before. */
export function askStableToken(base: string, appid: string, secret: string): AccessTokensOptions['ask'] {
  return (force) =>
    requestToken(base, {
      method: 'POST',
      path: '/cgi-bin/stable_token',
      body: { grant_type: 'client_credential', appid, secret, force_refresh: force },
    });
}

/**
 * The access token of an account, or its ticket for pages (js-sdk.ts): fetched once however many processes there are, renewed early,
 * never logged.
 */
export class AccessTokens {
  private readonly owner = randomId('tok');
  private known?: { token: string; renewAt: number };
  private getting?: Promise<string>;

  constructor(private readonly options: AccessTokensOptions) {}

  /** @throws WechatError, WechatSilence when there is none and none can be had now */
  get(): Promise<string> {
    if (this.known && this.now() < this.known.renewAt) return Promise.resolve(this.known.token);
    this.getting ??= this.find().finally(() => (this.getting = undefined));
    return this.getting;
  }

  /**
   * WeChat did not take this token: the next `get` gives another one, where there is one.
   * @throws WechatError, WechatSilence where none can be had, also while none is asked for after a failure
   */
  async refused(token: string): Promise<void> {
    if (this.known && this.known.token !== token) return;
    this.known = undefined;
    const stored = await this.read();
    if (!stored || this.open(stored) !== token) return;
    if (this.pauses(stored)) throw new WechatSilence(false);
    if (await this.takeLease(stored.renewAt)) await this.fetch(stored, token);
  }

  private async find(): Promise<string> {
    const patience = Date.now() + PATIENCE_MS;
    for (;;) {
      const stored = await this.read();
      const now = this.now();
      const usable = stored?.sealed && stored.expiresAt && now < stored.expiresAt.getTime() ? this.open(stored) : undefined;
      if (usable && stored?.renewAt && now < stored.renewAt.getTime()) return this.keep(usable, stored.renewAt.getTime());
      const pausing = stored !== null && this.pauses(stored);
      if (!pausing && (await this.takeLease(stored?.renewAt))) {
        try {
          return await this.fetch(stored);
        } catch (error) {
          if (usable) return usable;
          throw error;
        }
      }
      if (usable) return usable;
      if (pausing || Date.now() > patience) throw new WechatSilence(false);
      await wait(50);
    }
  }

  /** @param seen the `renewAt` that was read: a token fetched by somebody meanwhile has another one. */
  private async takeLease(seen: Date | undefined): Promise<boolean> {
    const { tokens, clock } = this.options;
    const now = clock.now();
    const lease = { owner: this.owner, until: new Date(now.getTime() + LEASE_MS) };
    try {
      const { matched, upsertedId } = await tokens.updateOne(
        {
          _id: this.id,
          renewAt: seen ?? { $exists: false },
          $or: [{ lease: { $exists: false } }, { 'lease.until': { $lt: now } }],
        },
        { $set: { lease } },
        { upsert: true },
      );
      return matched > 0 || upsertedId !== undefined;
    } catch (error) {
      if (isDuplicate(error)) return false;
      throw error;
    }
  }

  /** @param refused the token that WeChat did not take: where it is given again, a new one is forced. */
  private async fetch(stored: StoredToken | null, refused?: string): Promise<string> {
    try {
      let answer = await this.options.ask(false);
      let forced = {};
      if (answer.token === refused && this.mayForce(stored)) {
        const sameDay = this.now() - (stored?.forcedAt?.getTime() ?? 0) < DAY_MS;
        forced = { forcedAt: this.options.clock.now(), forcedOnDay: sameDay ? (stored?.forcedOnDay ?? 0) + 1 : 1 };
        answer = await this.options.ask(true);
      }
      return await this.store(answer, forced);
    } catch (error) {
      const failures = (stored?.failures ?? 0) + 1;
      const pause = BACK_OFF_MS[Math.min(failures, BACK_OFF_MS.length) - 1]!;
      await this.options.tokens.updateOne(
        { _id: this.id, 'lease.owner': this.owner },
        { $set: { failures, retryAt: new Date(this.now() + pause) }, $unset: { lease: '' } },
      );
      throw error;
    }
  }

  private async store({ token, expiresIn }: TokenAnswer, forced: object): Promise<string> {
    const now = this.now();
    const lifetime = expiresIn * 1000;
    // One that is near its end already is not asked for again with every call.
    const renewAt = new Date(now + Math.max(lifetime - EARLY_MS, Math.min(60_000, lifetime / 2)));
    await this.options.tokens.updateOne(
      { _id: this.id, 'lease.owner': this.owner },
      {
        $set: { sealed: this.options.vault.seal(token), expiresAt: new Date(now + lifetime), renewAt, ...forced },
        $unset: { lease: '', failures: '', retryAt: '' },
      },
    );
    return this.keep(token, renewAt.getTime());
  }

  /** After a failure none is asked for until then. */
  private pauses({ retryAt }: StoredToken): boolean {
    return retryAt !== undefined && this.now() < retryAt.getTime();
  }

  private mayForce(stored: StoredToken | null): boolean {
    const since = this.now() - (stored?.forcedAt?.getTime() ?? 0);
    return since > FORCED_APART_MS && (since > DAY_MS || (stored?.forcedOnDay ?? 0) < FORCED_A_DAY);
  }

  private keep(token: string, renewAt: number): string {
    this.known = { token, renewAt };
    return token;
  }

  private read(): Promise<StoredToken | null> {
    return this.options.tokens.findOne({ _id: this.id });
  }

  private open({ sealed }: StoredToken): string | undefined {
    return sealed && this.options.vault.open(sealed);
  }

  private now(): number {
    return this.options.clock.now().getTime();
  }

  private get id(): string {
    return this.options.id;
  }
}
