import type { Message } from '../conversations/message';
import type { Delivery, Intent, Place } from './delivery';

/** The next thing to send. */
export interface Leg {
  to: Place;
  /** Of the content, for channels that can be asked afterwards what arrived. */
  hash?: string;
  /**
   * @param assureTime called directly before the call that sends; throws NotSent where another process may begin before it ends
   * @throws NotSent where it has certainly not arrived; DeliveryHeld where trying again would not help
   */
  send(assureTime: () => void): Promise<void>;
}

/** What a channel supplies: how one message, or one batch of them, is carried to it. */
export interface Carrier {
  /** Prepares the first leg of what lies behind the place; `undefined` where nothing of it is to be sent. */
  load(delivery: Delivery, outbound: readonly Message[]): Promise<Leg | undefined>;
  /** Whether a leg that was interrupted has arrived. Absent: the channel cannot say, and it is sent again. */
  settle?(delivery: Delivery, intent: Intent): Promise<boolean>;
}

/** The channel refused it: it has not arrived, and is tried again. */
export class NotSent extends Error {}

/** It cannot be delivered now: it waits until `retryAt`, or without one until the conversation is pushed again. */
export class DeliveryHeld extends Error {
  constructor(readonly retryAt?: Date) {
    super('The delivery is held.');
  }
}

/** Marks what reached the consumer by other hands than ours, and is in the log for those who read it. */
export const DELIVERED = { delivered: true };

/** What is said to the consumer by the bot or a person, and is ours to deliver. */
export function isOutbound({ audience, activity, author }: Message): boolean {
  if (activity.channelData?.delivered === true) return false;
  return audience === 'all' && activity.type === 'message' && (author.kind === 'bot' || author.kind === 'agent');
}

/** What of it a leg up to this place takes along, a message of which it takes a part included. */
export function within(outbound: readonly Message[], { position, part }: Place): Message[] {
  return outbound.filter(({ seq }) => seq <= position + (part > 0 ? 1 : 0));
}
