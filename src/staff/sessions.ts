import { createHash, createHmac, randomBytes } from 'node:crypto';
import type { Clock } from '../platform/clock';
import type { Collection } from '../storage/database';
import type { StaffSession } from './session';

const HOUR_MS = 60 * 60 * 1000;
const IDLE_MS = 8 * HOUR_MS;
const LONGEST_MS = 12 * HOUR_MS;
/** The last request is written down this often at most. */
const TOUCH_EVERY_MS = 60 * 1000;

/** Told that a session is over, so that what it has open can be closed. */
export type SessionEndListener = (sessionId: string) => void;

/** Who is signed in, and until when. */
export class Sessions {
  private readonly listeners = new Set<SessionEndListener>();

  constructor(
    private readonly sessions: Collection<StaffSession>,
    private readonly clock: Clock,
  ) {}

  /** @returns the cookie's value: 256 random bits, known to the browser only. */
  async start(staffId: string): Promise<string> {
    const secret = randomBytes(32).toString('base64url');
    const now = this.clock.now();
    const expiresAt = new Date(now.getTime() + IDLE_MS);
    await this.sessions.insertOne({ _id: idOf(secret), staffId, startedAt: now, lastSeenAt: now, expiresAt });
    return secret;
  }

  /** The session behind a cookie, kept alive by being asked for; null when it is over or never was. */
  async use(secret: string): Promise<StaffSession | null> {
    const session = await this.find(idOf(secret));
    if (!session) return null;
    const now = this.clock.now();
    if (now.getTime() - session.lastSeenAt.getTime() < TOUCH_EVERY_MS) return session;
    const expiresAt = new Date(Math.min(now.getTime() + IDLE_MS, session.startedAt.getTime() + LONGEST_MS));
    await this.sessions.updateOne({ _id: session._id }, { $set: { lastSeenAt: now, expiresAt } });
    return { ...session, lastSeenAt: now, expiresAt };
  }

  /** Whether the session still stands; asking does not keep it alive. */
  async stands(sessionId: string): Promise<boolean> {
    return (await this.find(sessionId)) !== null;
  }

  async end(sessionId: string): Promise<void> {
    await this.sessions.deleteOne({ _id: sessionId });
    this.announce(sessionId);
  }

  /** Ends the session behind a cookie, if there is one. */
  endBehind(secret: string): Promise<void> {
    return this.end(idOf(secret));
  }

  /** Ends what the same person has open elsewhere. */
  async endOthers({ _id, staffId }: StaffSession): Promise<void> {
    const others = await this.sessions.find({ staffId, _id: { $ne: _id } }, { projection: { _id: 1 } }).toArray();
    for (const other of others) await this.end(other._id);
  }

  /** @returns what ends the subscription. */
  onEnd(listener: SessionEndListener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  private async find(sessionId: string): Promise<StaffSession | null> {
    const session = await this.sessions.findOne({ _id: sessionId });
    return session && session.expiresAt > this.clock.now() ? session : null;
  }

  private announce(sessionId: string): void {
    for (const listener of this.listeners) listener(sessionId);
  }
}

/** What a page must show beside the cookie: derived from the cookie's value, which no script and no other site can read. */
export function csrfTokenOf(secret: string): string {
  return createHmac('sha256', secret).update('xiaobao/csrf').digest('base64url');
}

function idOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}
