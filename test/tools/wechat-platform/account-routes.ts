import { renderSVG } from 'uqr';
import { z } from 'zod';
import type { Account } from './account';
import type { ApiRoute } from './api-server';
import type { Menu } from './menu';
import type { Quotas } from './quotas';
import { Refusal } from './refusal';
import type { Scenes } from './scenes';

const check = z.object({ action: z.string(), check_operator: z.string().default('DEFAULT') });
const OK = { errcode: 0, errmsg: 'ok' };

interface Parts {
  account: Account;
  menu: Menu;
  scenes: Scenes;
  quotas: Quotas;
}

/** What an account sets up: menu, scene codes, callback, and how much it may still call. */
export function accountRoutes({ account, menu, scenes, quotas }: Parts): ApiRoute[] {
  return [
    {
      method: 'POST',
      path: '/cgi-bin/menu/create',
      handle(call) {
        menu.publish(call.json(z.unknown()));
        return OK;
      },
    },
    { method: 'GET', path: '/cgi-bin/menu/get', handle: () => ({ menu: { button: menu.get() } }) },
    {
      method: 'GET',
      path: '/cgi-bin/menu/delete',
      handle() {
        menu.remove();
        return OK;
      },
    },
    { method: 'POST', path: '/cgi-bin/qrcode/create', handle: (call) => scenes.create(call.json(z.unknown())) },
    {
      // On a host of its own (mp.weixin.qq.com) and a JPEG in life.
      method: 'GET',
      path: '/cgi-bin/showqrcode',
      open: true,
      handle({ url }) {
        const scene = scenes.byTicketOrUrl(url.searchParams.get('ticket') ?? '');
        if (!scene) throw new Refusal(40066);
        return { contentType: 'image/svg+xml', bytes: renderSVG(scene.url) };
      },
    },
    {
      method: 'POST',
      path: '/cgi-bin/callback/check',
      async handle(call) {
        const { action } = call.json(check);
        if (!['dns', 'ping', 'all'].includes(action)) throw new Refusal(40202);
        if (!account.callbackUrl) throw new Refusal(40201);
        const { hostname } = new URL(account.callbackUrl);
        const reached = await fetch(account.callbackUrl).then(
          () => true,
          () => false,
        );
        const dns = [{ ip: hostname, real_operator: 'CAP' }];
        const ping = [
          { ip: hostname, from_operator: 'CAP', package_loss: reached ? '0%' : '100%', time: reached ? '1.2ms' : '' },
        ];
        return { ...(action !== 'ping' && { dns }), ...(action !== 'dns' && { ping }) };
      },
    },
    { method: 'GET', path: '/cgi-bin/get_api_domain_ip', handle: () => ({ ip_list: ['127.0.0.1'] }) },
    { method: 'GET', path: '/cgi-bin/getcallbackip', handle: () => ({ ip_list: ['127.0.0.1'] }) },
    {
      method: 'POST',
      path: '/cgi-bin/openapi/quota/get',
      handle(call) {
        const { cgi_path } = call.json(z.object({ cgi_path: z.string() }));
        return { ...OK, quota: quotas.of(cgi_path) };
      },
    },
    {
      method: 'POST',
      path: '/cgi-bin/clear_quota',
      handle(call) {
        const { appid } = call.json(z.object({ appid: z.string() }));
        if (appid !== account.appId) throw new Refusal(40013);
        quotas.clear();
        return OK;
      },
    },
  ];
}
