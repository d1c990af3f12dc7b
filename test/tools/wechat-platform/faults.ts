import { createHash } from 'node:crypto';
import { waitSeconds } from './pace';
import type { Pace } from './pace';
import type { ErrorCode } from './refusal';

/** What goes wrong with one request, whichever way it goes. `before`: it has no effect; `after`: it has, only the answer is lost. */
export type Fault =
  | { kind: 'slow'; seconds: number }
  /** Slow for as long as the test says. */
  | { kind: 'held'; until: Promise<void> }
  | { kind: 'dropped'; when: 'before' | 'after' }
  | { kind: 'status'; status: number }
  | { kind: 'errcode'; errcode: ErrorCode }
  /** Half of the body, then the end. */
  | { kind: 'cut' }
  /** A page for people instead of JSON. */
  | { kind: 'garbage' };

/** A call of the API is `POST /cgi-bin/…`, a push to the callback `PUSH`; a key that one consumer's requests have in common follows. */
interface Planned {
  on: RegExp;
  fault: Fault;
  left: number;
}

const ALIKE: readonly Fault[] = [
  { kind: 'errcode', errcode: -1 },
  { kind: 'dropped', when: 'before' },
  { kind: 'dropped', when: 'after' },
  { kind: 'status', status: 500 },
  { kind: 'cut' },
  { kind: 'garbage' },
  { kind: 'slow', seconds: 0.5 },
];

/** The faults of the platform and of the way to it: ordered by a test, or random from a seed. */
export class Faults {
  private planned: Planned[] = [];
  private chance?: { seed: number; rate: number };
  private readonly seen = new Map<string, number>();

  /** The next calls that fit go wrong like this. */
  plan(on: RegExp, fault: Fault, times = 1): void {
    this.planned.push({ on, fault, left: times });
  }

  /**
   * From now on a share of all requests goes wrong. Which ones follows from the seed, the request's name and how often it was made since, so
   * that the order in which different consumers come changes nothing.
   */
  random(seed: number, rate: number): void {
    this.chance = { seed, rate };
    this.seen.clear();
  }

  /** Nothing goes wrong any more. */
  clear(): void {
    this.planned = [];
    this.chance = undefined;
  }

  /** What happens to this request. */
  of(name: string): Fault | undefined {
    const planned = this.planned.find(({ on, left }) => left > 0 && on.test(name));
    if (planned) {
      planned.left--;
      return planned.fault;
    }
    if (!this.chance) return undefined;
    const nth = (this.seen.get(name) ?? 0) + 1;
    this.seen.set(name, nth);
    const drawn = createHash('sha256').update(`${this.chance.seed} ${name} ${nth}`).digest();
    if (drawn.readUInt32BE(0) / 2 ** 32 >= this.chance.rate) return undefined;
    return ALIKE[drawn.readUInt32BE(4) % ALIKE.length];
  }
}

/** A slow way takes its time before anybody hears of the request; nothing else is wrong with it. @returns whether it is one */
export async function comesLate(fault: Fault | undefined, pace: Pace): Promise<boolean> {
  if (fault?.kind === 'slow') await waitSeconds(pace, fault.seconds);
  if (fault?.kind === 'held') await fault.until;
  return fault?.kind === 'slow' || fault?.kind === 'held';
}
