import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { ApiRoute } from './api-server';
import { readOutbound, showOutbound } from './outbound';
import type { Outbound } from './outbound';
import { unixTime } from './pace';
import type { Pace } from './pace';
import { Refusal } from './refusal';
import type { ServiceState, SyncedMessage, WecomConsumer } from './wecom-consumer';

const who = z.object({ open_kfid: z.string(), external_userid: z.string() });
const sync = z.object({
  open_kfid: z.string(),
  cursor: z.string().default(''),
  token: z.string().default(''),
  limit: z.int().min(1).max(1000).default(1000),
});
const send = z.looseObject({
  touser: z.string(),
  open_kfid: z.string(),
  msgid: z
    .string()
    .regex(/^[\w-]{1,32}$/)
    .optional(),
});
const transfer = who.extend({ service_state: z.int().min(0).max(4), servicer_userid: z.string().default('') });
const onEvent = z.looseObject({ code: z.string(), msgid: z.string().optional() });
const OK = { errcode: 0, errmsg: 'ok' };

export interface WecomParts {
  openKfid: string;
  pace: Pace;
  log: readonly SyncedMessage[];
  consumers: ReadonlyMap<string, WecomConsumer>;
  /** @throws Refusal 95007 unless a push has brought this token, within its ten minutes */
  checkPushToken: (token: string) => void;
}

/** 微信客服: reading what came, answering, and where a session stands. */
export function wecomRoutes({ openKfid, pace, log, consumers, checkPushToken }: WecomParts): ApiRoute[] {
  const sent = new Set<string>();
  const consumerOf = (open_kfid: string, id: string): WecomConsumer => {
    if (open_kfid !== openKfid) throw new Refusal(95000);
    const consumer = consumers.get(id);
    if (!consumer) throw new Refusal(40096);
    return consumer;
  };
  return [
    {
      method: 'POST',
      path: '/cgi-bin/kf/sync_msg',
      handle(call) {
        const { open_kfid, cursor, token, limit } = call.json(sync);
        if (open_kfid !== openKfid) throw new Refusal(95000);
        if (token) checkPushToken(token);
        const from = Number(/^c(\d+)$/.exec(cursor)?.[1] ?? 0);
        const msg_list = log.slice(from, from + limit);
        const to = from + msg_list.length;
        return { ...OK, next_cursor: `c${to}`, has_more: to < log.length ? 1 : 0, msg_list };
      },
    },
    {
      method: 'POST',
      path: '/cgi-bin/kf/send_msg',
      handle(call) {
        const body = call.json(send);
        const consumer = consumerOf(body.open_kfid, body.touser);
        const message = readOutbound(flattened(body));
        const msgid = body.msgid ?? randomUUID().replaceAll('-', '');
        // The documentation says that the id makes a message one of a kind, not what a second call answers.
        if (sent.has(msgid)) return { ...OK, msgid };
        consumer.spend();
        sent.add(msgid);
        show(consumer, message);
        return { ...OK, msgid };
      },
    },
    {
      method: 'POST',
      path: '/cgi-bin/kf/send_msg_on_event',
      handle(call) {
        const body = call.json(onEvent);
        const consumer = [...consumers.values()].find(({ welcome }) => welcome?.code === body.code);
        if (!consumer?.welcome || consumer.welcome.until < unixTime(pace)) throw new Refusal(95007);
        show(consumer, readOutbound(flattened(body)));
        consumer.welcome = undefined;
        return { ...OK, msgid: body.msgid ?? randomUUID().replaceAll('-', '') };
      },
    },
    {
      method: 'POST',
      path: '/cgi-bin/kf/service_state/get',
      handle(call) {
        const { open_kfid, external_userid } = call.json(who);
        const { state, servicer } = consumerOf(open_kfid, external_userid);
        return { ...OK, service_state: state, servicer_userid: servicer };
      },
    },
    {
      method: 'POST',
      path: '/cgi-bin/kf/service_state/trans',
      handle(call) {
        const { open_kfid, external_userid, service_state, servicer_userid } = call.json(transfer);
        consumerOf(open_kfid, external_userid).change(service_state as ServiceState, servicer_userid);
        return OK;
      },
    },
  ];

  function show(consumer: WecomConsumer, message: Outbound): void {
    consumer.history.add({ from: 'account', arrived: 'api', at: pace.clock.now(), ...showOutbound(message) });
  }
}

const menu = z.looseObject({
  msgmenu: z.looseObject({
    list: z.array(z.object({ type: z.literal('click'), click: z.object({ id: z.string(), content: z.string() }) })),
  }),
});

/** A menu whose lines are clicks, in the shape of the other platform; anything else as it is. */
function flattened(body: Record<string, unknown>): Record<string, unknown> {
  const { success, data } = menu.safeParse(body);
  if (!success) return body;
  return { ...data, msgmenu: { ...data.msgmenu, list: data.msgmenu.list.map(({ click }) => click) } };
}
