import { CallError } from './direct-line';
import type { DirectLineApi, Token, WidgetSettings } from './direct-line';
import type { Keep } from './keep';

/** The server gives no token to pages of this origin: trying again would not help. */
export class PageRefused extends CallError {}

export interface TokenKeeperOptions {
  api: DirectLineApi;
  keep: Keep;
  onSettings: (settings: WidgetSettings) => void;
}

/** Half of a token's life. */
const RENEW_EVERY = 15 * 60_000;

/** Holds the token of the page's one conversation, renews it in time, and takes it over from an earlier visit. */
export class TokenKeeper {
  private token: Token | undefined;
  private renewedAt = 0;
  private renewing: Promise<Token> | undefined;

  constructor(private readonly options: TokenKeeperOptions) {}

  /** Whether this browser holds the token of a conversation, valid or expired. */
  hasAny(): boolean {
    return this.kept() !== undefined;
  }

  /**
   * A valid token; whoever asks during a renewal gets the same one, so that one page has one conversation.
   * @throws PageRefused, CallError
   */
  async valid(): Promise<Token> {
    if (this.token && Date.now() - this.renewedAt < RENEW_EVERY) return this.token;
    this.renewing ??= this.renew().finally(() => (this.renewing = undefined));
    return this.renewing;
  }

  /** Takes a token that came with another answer. */
  adopt({ conversationId, token, expires_in }: Token): Token {
    this.token = { conversationId, token, expires_in };
    this.renewedAt = Date.now();
    this.options.keep.write('token', token);
    return this.token;
  }

  /** The server does not take the token any more; the next one is asked for with the old one. */
  refused(): void {
    this.token = undefined;
  }

  private async renew(): Promise<Token> {
    const { api, onSettings } = this.options;
    if (this.token) return this.adopt(await api.refreshToken(this.token.token));
    const given = await api.giveToken(this.kept()).catch((error: unknown) => {
      throw error instanceof CallError && error.status === 403 ? new PageRefused(403) : error;
    });
    onSettings(given.settings);
    return this.adopt(given);
  }

  private kept(): string | undefined {
    return this.options.keep.read<string>('token');
  }
}
