import { timingSafeEqual } from 'node:crypto';
import type { CallHead } from '../../http/route';
import { XiaobaoError } from '../../platform/errors';
import { randomId } from '../../platform/ids';
import type { DirectLineTokens, TokenBearer } from './tokens';

/** Whom a Direct Line request speaks for: by a token, or by the secret, which speaks for anybody. */
export class Access {
  constructor(
    private readonly tokens: DirectLineTokens,
    private readonly secret = '',
  ) {}

  /**
   * The bearer of a request; its conversation must be the one in the path.
   * @throws XB_NO_TOKEN, XB_TOKEN_REFUSED and what `DirectLineTokens.verify` throws
   */
  bearer(head: CallHead): TokenBearer {
    const token = authorization(head);
    if (!token) throw new XiaobaoError('XB_NO_TOKEN');
    const bearer = this.isSecret(token) ? newBearer() : this.tokens.verify(token);
    const named = head.params.conversationId;
    if (named && named !== bearer.conversationId) throw new XiaobaoError('XB_TOKEN_REFUSED');
    return bearer;
  }

  /** @throws XB_BAD_SECRET unless the request knows the secret */
  checkSecret(head: CallHead): undefined {
    if (!this.isSecret(authorization(head) ?? '')) throw new XiaobaoError('XB_BAD_SECRET');
    return undefined;
  }

  private isSecret(given: string): boolean {
    const secret = Buffer.from(this.secret);
    const guess = Buffer.from(given);
    return secret.length > 0 && secret.length === guess.length && timingSafeEqual(secret, guess);
  }
}

/** A bearer of a conversation that nobody has yet. */
export function newBearer(userId?: string): TokenBearer {
  return { conversationId: randomId('conv'), userId: userId ?? randomId('dl') };
}

function authorization({ headers }: CallHead): string | undefined {
  return /^Bearer (.+)$/i.exec(headers.authorization ?? '')?.[1];
}
