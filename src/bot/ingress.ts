import type { NewMessage } from '../conversations/message';
import { maskCard, maskEmail, maskIdNumber, maskPhone } from '../platform/masking';
import type { Vault } from '../platform/sealing';
import { findEntities } from '../understanding/entities/find-entities';
import { removeSecrets } from '../understanding/secrets';

const MASKS = { phone: maskPhone, card: maskCard, idNumber: maskIdNumber, email: maskEmail } as const;

/** Six digits in a row, however written, or an at sign: without them nothing needs masking. */
const MAY_IDENTIFY = /(?:[\d０-９零〇一二三四五六七八九幺][\s.-]{0,2}){6}|[@＠]/u;

/**
 * Makes a consumer's text fit to be written down: passwords and codes are removed for good; phone, card and ID numbers are
 * masked, with the original sealed beside it (design §9). Every channel passes every text through here before the first write.
 */
export class Ingress {
  constructor(private readonly vault: Vault) {}

  protect(entry: NewMessage): NewMessage {
    const typed = entry.activity.text;
    if (!typed) return entry;
    const { text, removed } = removeSecrets(typed);
    const masked = maskIdentifiers(text, entry.at);
    return {
      ...entry,
      activity: { ...entry.activity, text: masked },
      ...(masked === text ? {} : { original: this.vault.seal(text) }),
      ...(removed.length > 0 ? { removed } : {}),
    };
  }
}

/** A text that is kept without anyone who said it: secrets removed, identifiers masked, no original anywhere. */
export function withoutTraces(text: string, now: Date): string {
  return maskIdentifiers(removeSecrets(text).text, now);
}

/** A text with phone, card and ID numbers and e-mail addresses masked. */
export function maskIdentifiers(text: string, now: Date): string {
  if (!MAY_IDENTIFY.test(text)) return text;
  let masked = '';
  let position = 0;
  for (const entity of findEntities(text, { now })) {
    if (!(entity.kind in MASKS) || !('value' in entity) || typeof entity.value !== 'string') continue;
    masked += text.slice(position, entity.start) + MASKS[entity.kind as keyof typeof MASKS](entity.value);
    position = entity.end;
  }
  return masked + text.slice(position);
}
