import type { Vault } from '../platform/sealing';
import { freshMemory } from './dialog';
import type { Locale, Memory } from './dialog';

/** The bot's memory as the conversation record keeps it: sealed, since a half-filled form holds a name and a phone number. */
export class MemorySeal {
  constructor(
    private readonly vault: Vault,
    private readonly defaultLocale: Locale,
  ) {}

  open(state: object): Memory {
    const fresh = freshMemory(this.defaultLocale);
    if (!('sealed' in state)) return fresh;
    return { ...fresh, ...(JSON.parse(this.vault.open(state.sealed as Parameters<Vault['open']>[0])) as Partial<Memory>) };
  }

  close(memory: Memory): object {
    return { sealed: this.vault.seal(JSON.stringify(memory)) };
  }
}
