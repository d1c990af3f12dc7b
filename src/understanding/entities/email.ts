import { STRENGTH } from './candidate';
import type { Candidate } from './candidate';

const LOCAL = /[A-Za-z0-9._%+-]{1,64}$/;
const DOMAIN = /^(?:[A-Za-z0-9-]{1,63}\.){1,4}[A-Za-z]{2,24}(?![A-Za-z0-9])/;
const LONGEST_LOCAL = 64;
const LONGEST_DOMAIN = 280;

/** Finds e-mail addresses, looking a bounded way to both sides of each @. The value is in lower case. */
export function findEmails(text: string): Candidate[] {
  const found: Candidate[] = [];
  for (let at = text.indexOf('@'); at !== -1; at = text.indexOf('@', at + 1)) {
    const local = LOCAL.exec(text.slice(Math.max(0, at - LONGEST_LOCAL), at))?.[0].replace(/^[.%+-]+/, '');
    const domain = DOMAIN.exec(text.slice(at + 1, at + 1 + LONGEST_DOMAIN))?.[0];
    if (!local || !domain) continue;
    const value = `${local}@${domain}`.toLowerCase();
    found.push({
      kind: 'email',
      start: at - local.length,
      end: at + 1 + domain.length,
      value,
      valid: true,
      strength: STRENGTH.number,
    });
  }
  return found;
}
