import { comesLate } from './faults';
import type { Fault, Faults } from './faults';
import { waitSeconds } from './pace';
import type { Pace } from './pace';

/** From one try to the next, and how often it asks in all. */
const APART_SECONDS = 5;
const TRIES = 3;

/** One try: the status that came back, or why none did. */
export type Try = number | 'timeout' | 'no connection' | 'lost';

export interface PushRequest {
  url: string;
  body: string;
  type: string;
}

/**
 * Posts once, and again the very same while no 200 comes, five seconds apart.
 * @param name what the faults know it by. @returns the body that came with 200, if one did
 */
export async function tryThrice(
  request: PushRequest,
  name: string,
  faults: Faults,
  pace: Pace,
): Promise<{ tries: Try[]; body?: string }> {
  const tries: Try[] = [];
  while (tries.length < TRIES) {
    const begun = Date.now();
    const outcome = await attempt(request, pace, faults.of(name));
    tries.push(typeof outcome === 'object' ? outcome.status : outcome);
    if (typeof outcome === 'object' && outcome.status === 200) return { tries, body: outcome.body };
    const passed = (Date.now() - begun) / pace.secondMs;
    if (tries.length < TRIES) await waitSeconds(pace, Math.max(0, APART_SECONDS - passed));
  }
  return { tries };
}

/** A lost answer is one that the server gave. */
async function attempt(
  { url, type, body }: PushRequest,
  pace: Pace,
  fault?: Fault,
): Promise<{ status: number; body: string } | Exclude<Try, number>> {
  if (fault?.kind === 'dropped' && fault.when === 'before') return 'no connection';
  const limit = new AbortController();
  const timer = setTimeout(() => limit.abort(), pace.patienceMs);
  try {
    const late = await comesLate(fault, pace);
    const answer = await fetch(url, { method: 'POST', headers: { 'content-type': type }, body, signal: limit.signal });
    const text = await answer.text();
    return fault && !late ? 'lost' : { status: answer.status, body: text };
  } catch {
    return limit.signal.aborted ? 'timeout' : 'no connection';
  } finally {
    clearTimeout(timer);
  }
}
