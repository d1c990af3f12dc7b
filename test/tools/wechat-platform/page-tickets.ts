import { createHash, randomBytes } from 'node:crypto';
import type { Pace } from './pace';

const LIFETIME = 7200;

/** jsapi_ticket: the same one until its end. */
export class PageTickets {
  private present?: { text: string; until: number };

  constructor(private readonly pace: Pace) {}

  get(): { ticket: string; expires_in: number } {
    const now = this.now();
    if (!this.present || this.present.until <= now)
      this.present = { text: `sM4AOVdWfPE4DxkXGEs8${randomBytes(48).toString('base64url')}`, until: now + LIFETIME * 1000 };
    return { ticket: this.present.text, expires_in: Math.floor((this.present.until - now) / 1000) };
  }

  /** Whether a page with this address was signed with the ticket that is good now. @param url without what follows a # */
  signed({
    nonceStr,
    timestamp,
    signature,
    url,
  }: {
    nonceStr: string;
    timestamp: string;
    signature: string;
    url: string;
  }): boolean {
    if (!this.present || this.present.until <= this.now()) return false;
    const signed = `jsapi_ticket=${this.present.text}&noncestr=${nonceStr}&timestamp=${timestamp}&url=${url}`;
    return createHash('sha1').update(signed).digest('hex') === signature;
  }

  /** The one that was given is good no longer. */
  revoke(): void {
    this.present = undefined;
  }

  private now(): number {
    return this.pace.clock.now().getTime();
  }
}
