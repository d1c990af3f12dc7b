import { z } from 'zod';
import type { Account } from './account';
import type { ApiRoute } from './api-server';
import { Refusal } from './refusal';
import type { Tokens } from './tokens';

const wish = z.object({
  grant_type: z.string(),
  appid: z.string(),
  secret: z.string(),
  force_refresh: z.boolean().default(false),
});

/** Getting an access_token, the stable way and the old one. */
export function tokenRoutes(account: Account, tokens: Tokens): ApiRoute[] {
  const check = (given: { grant_type: string | null; appid: string | null; secret: string | null }): void => {
    if (given.grant_type !== 'client_credential') throw new Refusal(40002);
    if (given.appid !== account.appId) throw new Refusal(40013);
    if (given.secret !== account.appSecret) throw new Refusal(40125);
  };
  return [
    {
      method: 'POST',
      path: '/cgi-bin/stable_token',
      open: true,
      handle(call) {
        const given = call.json(wish);
        check(given);
        return tokens.getStable(given.force_refresh);
      },
    },
    {
      method: 'GET',
      path: '/cgi-bin/token',
      open: true,
      handle({ url: { searchParams: query } }) {
        check({ grant_type: query.get('grant_type'), appid: query.get('appid'), secret: query.get('secret') });
        return tokens.getPlain();
      },
    },
  ];
}
