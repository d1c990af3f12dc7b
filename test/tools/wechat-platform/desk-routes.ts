import { z } from 'zod';
import type { ApiRoute } from './api-server';
import type { ChatRecord } from './chat-record';
import { eventFields } from './inbound';
import type { NativeDesk } from './native-desk';
import type { Phones } from './phones';

const session = z.object({ kf_account: z.string(), openid: z.string() });
const query = z.object({ starttime: z.int(), endtime: z.int(), msgid: z.int().min(1), number: z.int() });
const OK = { errcode: 0, errmsg: 'ok' };

/** WeChat's own desk: sessions, workers, and the record of what was said. */
export function deskRoutes({ phones, desk, record }: { phones: Phones; desk: NativeDesk; record: ChatRecord }): ApiRoute[] {
  return [
    {
      method: 'POST',
      path: '/customservice/kfsession/create',
      handle(call) {
        const { kf_account, openid } = call.json(session);
        const phone = phones.following(openid);
        desk.create(kf_account, openid);
        void phone.push(eventFields('kf_create_session', { KfAccount: kf_account }));
        return OK;
      },
    },
    {
      method: 'POST',
      path: '/customservice/kfsession/close',
      handle(call) {
        const { kf_account, openid } = call.json(session);
        const phone = phones.known(openid);
        desk.close(kf_account, openid);
        void phone.push(eventFields('kf_close_session', { KfAccount: kf_account, CloseType: 'KF' }));
        return OK;
      },
    },
    {
      method: 'GET',
      path: '/customservice/kfsession/getsession',
      handle: ({ url }) => ({ ...OK, ...desk.session(phones.known(url.searchParams.get('openid')).openid) }),
    },
    {
      method: 'GET',
      path: '/customservice/kfsession/getsessionlist',
      handle: ({ url }) => ({ sessionlist: desk.sessionsOf(url.searchParams.get('kf_account') ?? '') }),
    },
    {
      method: 'GET',
      path: '/customservice/kfsession/getwaitcase',
      handle() {
        const waitcaselist = [...desk.waiting].map(([openid, { since }]) => ({ openid, latest_time: Math.floor(since / 1000) }));
        return { count: waitcaselist.length, waitcaselist };
      },
    },
    {
      method: 'GET',
      path: '/cgi-bin/customservice/getonlinekflist',
      handle() {
        const online = [...desk.workers].filter(([, here]) => here);
        return { kf_online_list: online.map(([kf_account], index) => ({ kf_account, status: 1, kf_id: String(1001 + index) })) };
      },
    },
    { method: 'POST', path: '/customservice/msgrecord/getmsglist', handle: (call) => record.list(call.json(query)) },
  ];
}
