import type { Activity } from './activity';
import type { Keep } from './keep';

/** An activity that the server has not acknowledged yet. */
export type Outgoing = Activity & { channelData: { clientActivityID: string } };

const MOST = 50;

/** Unacknowledged activities, oldest first, kept over a reload. Other tabs of the page share it, so each change reads it anew. */
export class Outbox {
  constructor(private readonly keep: Keep) {}

  all(): Outgoing[] {
    const kept = this.keep.read<unknown>('outbox');
    return Array.isArray(kept) ? (kept as Outgoing[]) : [];
  }

  add(activity: Outgoing, place: 'first' | 'last' = 'last'): void {
    const others = this.all().filter((one) => idOf(one) !== idOf(activity));
    this.write(place === 'first' ? [activity, ...others] : [...others, activity]);
  }

  remove(clientId: string): void {
    const all = this.all();
    if (all.some((one) => idOf(one) === clientId)) this.write(all.filter((one) => idOf(one) !== clientId));
  }

  private write(all: Outgoing[]): void {
    this.keep.write('outbox', all.slice(-MOST));
  }
}

export function idOf(activity: Outgoing): string {
  return activity.channelData.clientActivityID;
}
