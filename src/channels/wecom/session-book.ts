import type { Clock } from '../../platform/clock';
import type { Sealed, Vault } from '../../platform/sealing';
import type { Collection } from '../../storage/database';
import { defineCollection } from '../../storage/database';
import { WechatError } from '../wechat/wechat-error';
import type { SessionState, WecomApi } from './wecom-api';

/** What is known of a consumer's session with WeCom. */
export interface WecomSession {
  _id: string;
  state?: SessionState;
  /** May be used once, for a welcome. */
  welcome?: { code: Sealed; until: Date };
}

export const sessionsCollection = defineCollection<WecomSession>({ name: 'wecomSessions', indexes: [] });

/** WeCom lets a welcome go for 20 s after somebody entered. */
const WELCOME_MS = 20_000;

/**
 * Keeps WeCom's sessions in step with ours: while our bot or our desk answers, the session is with the assistant (智能助手), since
 * only then are messages of ours taken. Where a person of WeCom's own desk has it, ours are silent until the session ends.
 */
export class SessionBook {
  constructor(
    private readonly sessions: Collection<WecomSession>,
    private readonly api: WecomApi,
    private readonly vault: Vault,
    private readonly clock: Clock,
  ) {}

  /** The consumer wrote. @returns whether it is ours to answer */
  async isOurs(conversationId: string, externalUserid: string): Promise<boolean> {
    const known = await this.sessions.findOne({ _id: conversationId });
    if (known?.state === 1) return true;
    // That it has ended is told in the same order as what is said; asked now, WeCom would speak of later.
    if (known?.state === 2 || known?.state === 3) return false;
    return this.takeUp(conversationId, externalUserid);
  }

  /** Asks WeCom, and takes a new session for the assistant. @returns whether ours may answer */
  async takeUp(conversationId: string, externalUserid: string): Promise<boolean> {
    const state = await this.api.state(externalUserid);
    if (state !== 0) {
      await this.know(conversationId, state);
      return state === 1;
    }
    try {
      await this.api.toAssistant(externalUserid);
    } catch (error) {
      // Another process, or a person of WeCom's, was a moment earlier.
      if (!(error instanceof WechatError) || error.fault === 'token') throw error;
      const now = await this.api.state(externalUserid);
      await this.know(conversationId, now);
      return now <= 1;
    }
    await this.know(conversationId, 1);
    return true;
  }

  /** A person of WeCom's own desk has come or gone. */
  foreignDesk(conversationId: string, present: boolean): Promise<void> {
    return this.know(conversationId, present ? 3 : 4);
  }

  async mayWelcome(conversationId: string, code: string, enteredAt: Date): Promise<void> {
    const welcome = { code: this.vault.seal(code), until: new Date(enteredAt.getTime() + WELCOME_MS) };
    await this.sessions.updateOne({ _id: conversationId }, { $set: { welcome } }, { upsert: true });
  }

  /** The code for a welcome, where one may still be sent. */
  async welcomeCode(conversationId: string): Promise<string | undefined> {
    const welcome = (await this.sessions.findOne({ _id: conversationId }))?.welcome;
    return welcome && this.clock.now() < welcome.until ? this.vault.open(welcome.code) : undefined;
  }

  async welcomed(conversationId: string): Promise<void> {
    await this.sessions.updateOne({ _id: conversationId }, { $unset: { welcome: '' } });
  }

  private async know(conversationId: string, state: SessionState): Promise<void> {
    await this.sessions.updateOne({ _id: conversationId }, { $set: { state } }, { upsert: true });
  }
}
