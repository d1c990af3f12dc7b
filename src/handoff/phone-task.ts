import type { Message } from '../conversations/message';

/** An answer that no channel could deliver: a colleague is to say it on the phone. */
export interface PhoneTask {
  id: string;
  conversationId: string;
  /** Waits for somebody to phone; else it is settled, or the consumer has been back. */
  open: boolean;
  since: Date;
  /** What waits, oldest first. */
  said: readonly Message[];
  /** The last of it by its place in the log: more may be said while the task is open. */
  upTo: number;
  /** Oldest first. */
  calls: readonly PhoneCall[];
}

/** One attempt to reach a consumer. */
export interface PhoneCall {
  at: Date;
  /** The staff id. */
  by: string;
  outcome: PhoneOutcome;
  note?: string;
}

export const PHONE_OUTCOMES = ['reached', 'not_reached'] as const;
export type PhoneOutcome = (typeof PHONE_OUTCOMES)[number];

/** The phone tasks of every channel that has them. */
export interface PhoneTasks {
  /** The open ones, oldest first. */
  open(): AsyncIterable<PhoneTask>;
  find(id: string): Promise<PhoneTask | undefined>;
  /**
   * Keeps an attempt; `reached` settles the task as far as `upTo`. One conditional write: of two colleagues one settles it.
   * @returns false, with nothing kept, where it is not open any more, or where there is more to tell than up to there
   */
  called(id: string, upTo: number, call: PhoneCall): Promise<boolean>;
}
