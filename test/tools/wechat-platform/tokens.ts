import { randomBytes } from 'node:crypto';
import type { Pace } from './pace';
import { Refusal } from './refusal';

const LIFETIME = 7200;
/** Old and new are both good this long; a stable token is renewed this long before its end. */
const OVERLAP = 300;
const FORCED_A_DAY = 20;
const BETWEEN_FORCED = 30;

interface Token {
  text: string;
  /** ms since 1970 */
  until: number;
}

/** access_token, both ways of getting one, which know nothing of each other. */
export class Tokens {
  private readonly known = new Map<string, { until: number; revoked: boolean }>();
  private stable?: Token;
  private plain?: Token;
  private forced: number[] = [];

  constructor(private readonly pace: Pace) {}

  /** POST /cgi-bin/stable_token: the same one until five minutes before its end; forcing ends it, twenty times a day at most. */
  getStable(force: boolean): { access_token: string; expires_in: number } {
    const now = this.now();
    if (this.stable && force && this.mayForce(now)) {
      this.known.set(this.stable.text, { until: now, revoked: true });
      this.stable = undefined;
      this.forced.push(now);
    }
    if (!this.stable || this.stable.until - now <= OVERLAP * 1000) this.stable = this.issue(now);
    return answer(this.stable, now);
  }

  /** GET /cgi-bin/token: a new one each time; the one before lives five minutes on. */
  getPlain(): { access_token: string; expires_in: number } {
    const now = this.now();
    if (this.plain) this.known.set(this.plain.text, { until: Math.min(this.plain.until, now + OVERLAP * 1000), revoked: false });
    this.plain = this.issue(now);
    return answer(this.plain, now);
  }

  /** @throws Refusal 41001, 40014 (never given), 42001 (over), 40001 (ended by force) */
  check(text: string | null): void {
    if (!text) throw new Refusal(41001);
    const token = this.known.get(text);
    if (!token) throw new Refusal(40014);
    if (token.revoked) throw new Refusal(40001);
    if (token.until <= this.now()) throw new Refusal(42001);
  }

  /** All that were given are good no longer, as after a change of the secret. */
  revokeAll(): void {
    for (const token of this.known.values()) token.revoked = true;
    this.stable = this.plain = undefined;
  }

  private issue(now: number): Token {
    const token = { text: `87_${randomBytes(96).toString('base64url')}`, until: now + LIFETIME * 1000 };
    this.known.set(token.text, { until: token.until, revoked: false });
    return token;
  }

  /** Too soon or too often: it is simply not renewed. */
  private mayForce(now: number): boolean {
    this.forced = this.forced.filter((at) => now - at < 24 * 3600 * 1000);
    return this.forced.length < FORCED_A_DAY && now - (this.forced.at(-1) ?? -Infinity) >= BETWEEN_FORCED * 1000;
  }

  private now(): number {
    return this.pace.clock.now().getTime();
  }
}

function answer({ text, until }: Token, now: number): { access_token: string; expires_in: number } {
  return { access_token: text, expires_in: Math.floor((until - now) / 1000) };
}
