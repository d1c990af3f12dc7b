import type { NewMessage } from '../conversations/message';
import type { Vault } from '../platform/sealing';
import { maskIdentifiers } from '../understanding/mask-identifiers';
import { removeSecrets } from '../understanding/secrets';

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
