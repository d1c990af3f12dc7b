import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Clock } from '../../platform/clock';
import { XiaobaoError } from '../../platform/errors';

/** Whom a token speaks for: one user in one conversation, nobody else, nowhere else. */
export interface TokenBearer {
  conversationId: string;
  userId: string;
}

interface Claims {
  conv: string;
  /** directlinejs reads this claim; the page cannot change it. */
  user: string;
  exp: number;
}

/** Seconds. Clients refresh every 15 minutes whatever they are told, so it must be longer than that. */
export const TOKEN_LIFETIME = 30 * 60;
/** How long after its expiry a token may still be exchanged by the page that holds it, to resume a conversation. */
const RESUME_WITHIN = 30 * 24 * 60 * 60;

const HEADER = encode({ alg: 'HS256', typ: 'JWT' });

/** Direct Line tokens: JWTs signed with HS256. */
export class DirectLineTokens {
  constructor(
    private readonly key: Buffer,
    private readonly clock: Clock,
  ) {}

  issue(bearer: TokenBearer): string {
    const claims: Claims = { conv: bearer.conversationId, user: bearer.userId, exp: this.seconds() + TOKEN_LIFETIME };
    const signed = `${HEADER}.${encode(claims)}`;
    return `${signed}.${this.sign(signed).toString('base64url')}`;
  }

  /** @throws XB_TOKEN_REFUSED when it is expired, altered or not ours (403: clients then renew; 401 would stop them for good). */
  verify(token: string): TokenBearer {
    const claims = this.read(token);
    if (!claims || claims.exp < this.seconds()) throw new XiaobaoError('XB_TOKEN_REFUSED');
    return { conversationId: claims.conv, userId: claims.user };
  }

  /** The bearer of an old token that may be exchanged for a new one; `undefined` when it is too old or not ours. */
  resumable(token: string): TokenBearer | undefined {
    const claims = this.read(token);
    return claims && claims.exp + RESUME_WITHIN > this.seconds()
      ? { conversationId: claims.conv, userId: claims.user }
      : undefined;
  }

  private read(token: string): Claims | undefined {
    const [header, payload, signature, ...rest] = token.split('.');
    if (!header || !payload || !signature || rest.length > 0 || header !== HEADER) return undefined;
    const given = Buffer.from(signature, 'base64url');
    const expected = this.sign(`${header}.${payload}`);
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined;
    return JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as Claims;
  }

  private sign(text: string): Buffer {
    return createHmac('sha256', this.key).update(text).digest();
  }

  private seconds(): number {
    return Math.floor(this.clock.now().getTime() / 1000);
  }
}

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
