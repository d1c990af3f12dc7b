import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Clock } from '../../platform/clock';
import { randomId } from '../../platform/ids';
import type { AccessTokens, AccessTokensOptions } from './access-token';
import { checked } from './api-client';
import { callWithToken } from './call-with-token';

/** What `wx.config` takes: WeChat lets a page use its JS-SDK where all of it agrees with the page's own address. */
export interface PageSignature {
  appId: string;
  /** Seconds since 1970. */
  timestamp: number;
  nonceStr: string;
  signature: string;
}

export interface PageSigning {
  appId: string;
  tickets: AccessTokens;
  clock: Clock;
}

/** `expires_in` in seconds. */
export const ticketAnswer = z.object({ ticket: z.string().min(1).max(1024), expires_in: z.number().int().positive() });
export const TICKET_REQUEST = { method: 'GET', path: '/cgi-bin/ticket/getticket', query: { type: 'jsapi' } } as const;

/** The ticket that an account's pages are signed with (jsapi_ticket). WeChat gives few a day: it is kept as a token is. */
export function askPageTicket(base: string, tokens: AccessTokens): AccessTokensOptions['ask'] {
  return async () => {
    const { ticket, expires_in } = checked(ticketAnswer, (await callWithToken(base, tokens, TICKET_REQUEST)).json);
    return { token: ticket, expiresIn: expires_in };
  };
}

/** @param url of the page, as its browser has it; what follows a # does not count. @throws WechatError, WechatSilence */
export async function signPage({ appId, tickets, clock }: PageSigning, url: string): Promise<PageSignature> {
  const timestamp = Math.floor(clock.now().getTime() / 1000);
  const nonceStr = randomId('page');
  return { appId, timestamp, nonceStr, signature: pageSignature(await tickets.get(), nonceStr, timestamp, url) };
}

/** SHA-1, in hex, over the four by name, in this order (JS-SDK 附录1). */
export function pageSignature(ticket: string, nonceStr: string, timestamp: number, url: string): string {
  const [address] = url.split('#', 1);
  return createHash('sha1')
    .update(`jsapi_ticket=${ticket}&noncestr=${nonceStr}&timestamp=${timestamp}&url=${address}`)
    .digest('hex');
}
