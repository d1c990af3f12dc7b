import type { Place } from '../delivery';

/** How often a code that is in no table is tried before the message is passed over. */
const TRIES = 3;

/** How often what stands at a place of a conversation was refused for a reason that is not known here. */
export class UnknownTries {
  private readonly refused = new Map<string, { place: string; times: number }>();

  /** Counts one refusal. @returns whether it is worth another try; where not, the count is forgotten */
  again(conversationId: string, { position, part }: Place): boolean {
    const place = `${position}.${part}`;
    const before = this.refused.get(conversationId);
    const times = before?.place === place ? before.times + 1 : 1;
    if (times < TRIES) this.refused.set(conversationId, { place, times });
    else this.refused.delete(conversationId);
    return times < TRIES;
  }

  /** It went. */
  forget(conversationId: string): void {
    this.refused.delete(conversationId);
  }
}
