import { z } from 'zod';
import type { ApiRoute } from './api-server';
import type { MediaStore } from './media';
import { mediaOf, readOutbound, showOutbound } from './outbound';
import type { Pace } from './pace';
import type { Phones } from './phones';
import { Refusal } from './refusal';

const TYPING_MS = 15_000;
const RECENT_MS = 30_000;

const send = z.looseObject({
  touser: z.string(),
  msgtype: z.string(),
  customservice: z.object({ kf_account: z.string() }).optional(),
});
const typing = z.object({ touser: z.string(), command: z.string() });

/** Customer-service messages, the typing sign, and who a consumer is. */
export function messageRoutes({ phones, media, pace }: { phones: Phones; media: MediaStore; pace: Pace }): ApiRoute[] {
  const now = (): number => pace.clock.now().getTime();
  return [
    {
      method: 'POST',
      path: '/cgi-bin/message/custom/send',
      handle(call) {
        const body = call.json(send);
        const phone = phones.following(body.touser);
        const message = readOutbound(body);
        for (const id of mediaOf(message)) media.get(id);
        phone.quota.spend(now());
        phone.receive(showOutbound(message), 'api', body.customservice?.kf_account);
        return { errcode: 0, errmsg: 'ok' };
      },
    },
    {
      method: 'POST',
      path: '/cgi-bin/message/custom/typing',
      handle(call) {
        const { touser, command } = call.json(typing);
        const phone = phones.following(touser);
        if (command !== 'Typing' && command !== 'CancelTyping') throw new Refusal(45072);
        if (now() - phone.lastActed > RECENT_MS) throw new Refusal(45080);
        if (command === 'Typing' && phone.typingUntil > now()) throw new Refusal(45081);
        phone.typing(command === 'Typing' ? now() + TYPING_MS : 0);
        return { errcode: 0, errmsg: 'ok' };
      },
    },
    {
      method: 'GET',
      path: '/cgi-bin/user/info',
      handle({ url }) {
        const phone = phones.known(url.searchParams.get('openid'));
        const { openid, followedAt } = phone;
        if (followedAt === undefined) return { subscribe: 0, openid };
        return {
          subscribe: 1,
          openid,
          language: 'zh_CN',
          subscribe_time: followedAt,
          remark: '',
          groupid: 0,
          tagid_list: [],
          subscribe_scene: 'ADD_SCENE_SEARCH',
        };
      },
    },
  ];
}
