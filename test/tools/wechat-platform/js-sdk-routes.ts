import { z } from 'zod';
import type { Account } from './account';
import type { ApiRoute, Call, Content } from './api-server';
import type { PageTickets } from './page-tickets';
import type { Phones } from './phones';
import { Refusal } from './refusal';
import type { Templates } from './template-routes';

/** The cookie that says whose phone a browser is, as inside WeChat the browser knows: the phone's screen sets it. */
export const PHONE_COOKIE = 'phone';

const config = z.object({
  appId: z.string(),
  timestamp: z.string(),
  nonceStr: z.string(),
  signature: z.string(),
  url: z.string(),
});
const choice = z.object({ template: z.string(), allow: z.enum(['true', 'false']) });

interface Parts {
  account: Account;
  tickets: PageTickets;
  phones: Phones;
  templates: Templates;
}

/**
 * What pages inside WeChat need: the ticket they are signed with, and what the script of the JS-SDK (page/jweixin.ts) asks of WeChat
 * itself. In life that goes through the app; here through scripts of the origin that the script came from, which a page's policy lets in.
 */
export function jsSdkRoutes({ account, tickets, phones, templates }: Parts): ApiRoute[] {
  return [
    {
      method: 'GET',
      path: '/cgi-bin/ticket/getticket',
      handle({ url }) {
        if (url.searchParams.get('type') !== 'jsapi') throw new Refusal(40097);
        return { errcode: 0, errmsg: 'ok', ...tickets.get() };
      },
    },
    bridge('config', (call) => {
      if (!phoneOf(call)) return undefined;
      const asked = config.safeParse(queryOf(call));
      if (!asked.success || asked.data.appId !== account.appId) return { errMsg: 'config:fail, Error: invalid appid' };
      return { errMsg: tickets.signed(asked.data) ? 'config:ok' : 'config:fail, Error: invalid signature' };
    }),
    bridge('ask', (call) => {
      const template = call.url.searchParams.get('template') ?? '';
      const phone = phoneOf(call);
      if (!templates.has(template)) return { errCode: 20001, errMsg: 'No template data return, verify the template id exist' };
      if (phone?.blocksSubscriptions) return { errCode: 20004, errMsg: 'The main switch is switched off' };
      return { errMsg: 'ask:ok' };
    }),
    bridge('choose', (call) => {
      const chosen = choice.safeParse(queryOf(call));
      const phone = phoneOf(call);
      if (!chosen.success || !phone) return { errCode: 10003, errMsg: 'Request subscribe fail' };
      const { template } = chosen.data;
      const allow = chosen.data.allow === 'true';
      // Whoever chose is told at once; the account hears of it by and by.
      void phone.choosesSubscription(template, allow).catch(() => undefined);
      const subscribeDetails = JSON.stringify({ [template]: JSON.stringify({ status: allow ? 'accept' : 'cancel' }) });
      return { errMsg: 'subscribe:ok', subscribeDetails };
    }),
  ];

  function phoneOf({ headers }: Call) {
    const name = new RegExp(`(?:^|; )${PHONE_COOKIE}=([^;]+)`).exec(headers.cookie ?? '')?.[1];
    return name === undefined ? undefined : phones.of(decodeURIComponent(name));
  }
}

function queryOf({ url }: Call): Record<string, string> {
  return Object.fromEntries(url.searchParams);
}

/** Answers by a script that calls back; outside WeChat (`undefined`) there is nobody to answer. */
function bridge(name: string, handle: (call: Call) => object | undefined): ApiRoute {
  return {
    method: 'GET',
    path: `/open/bridge/${name}`,
    open: true,
    handle(call): Content {
      const id = Number(call.url.searchParams.get('id'));
      const answer = handle(call);
      const bytes = answer ? `wxBridge(${id}, ${JSON.stringify(answer).replaceAll('<', '\\u003c')});` : '';
      return { contentType: 'text/javascript; charset=utf-8', bytes };
    },
  };
}
