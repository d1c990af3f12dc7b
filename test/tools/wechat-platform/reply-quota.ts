import { Refusal } from './refusal';

/** What a consumer does that lets the account write: 客服消息下发条数与有效期. */
const RULES = {
  message: { messages: 5, seconds: 48 * 3600 },
  click: { messages: 3, seconds: 60 },
  follow: { messages: 3, seconds: 60 },
  scan: { messages: 3, seconds: 60 },
} as const;

export type Trigger = keyof typeof RULES;

interface Grant {
  left: number;
  until: number;
}

/**
 * How many customer-service messages the account may send one consumer. The rules do not add up (不累加): a message counts against
 * every window that is open, and goes while one of them has room. Where the documentation leaves a choice this is the strict one.
 */
export class ReplyQuota {
  private readonly grants = new Map<Trigger, Grant>();

  /** The consumer did something: its window opens anew, in full. @param at ms since 1970 */
  grant(trigger: Trigger, at: number): void {
    const { messages, seconds } = RULES[trigger];
    this.grants.set(trigger, { left: messages, until: at + seconds * 1000 });
  }

  /** Counts one message. @throws Refusal 45015 when no window is open, 45047 when none has room */
  spend(at: number): void {
    const open = this.open(at);
    if (open.length === 0) throw new Refusal(45015);
    if (this.left(at) === 0) throw new Refusal(45047);
    for (const grant of open) grant.left--;
  }

  /** What may still be sent now. */
  left(at: number): number {
    return Math.max(0, ...this.open(at).map((grant) => grant.left));
  }

  /** When the last window closes, ms since 1970; `undefined` when none is open. */
  closesAt(at: number): number | undefined {
    const ends = this.open(at).map((grant) => grant.until);
    return ends.length > 0 ? Math.max(...ends) : undefined;
  }

  private open(at: number): Grant[] {
    return [...this.grants.values()].filter((grant) => at < grant.until);
  }
}
