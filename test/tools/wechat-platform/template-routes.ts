import { z } from 'zod';
import type { ApiRoute } from './api-server';
import { eventFields, nextMessageId } from './inbound';
import { waitSeconds } from './pace';
import type { Pace } from './pace';
import type { Phone } from './phone';
import type { Phones } from './phones';
import { Refusal } from './refusal';

/** A message template that the account has, with its text: `{{thing1.DATA}}` is filled. */
export type Templates = Map<string, string>;

const FIELD = /\{\{(\w+)\.DATA\}\}/g;
const REPEATS_MS = 10 * 60_000;

const data = z.record(z.string(), z.object({ value: z.coerce.string() }));
const template = z.object({
  touser: z.string(),
  template_id: z.string(),
  url: z.string().optional(),
  client_msg_id: z.string().max(64).optional(),
  data,
});
const subscription = z.object({ touser: z.string(), template_id: z.string(), page: z.string().optional(), data });

const titleOf = (id: string): string => `${id} 的标题`;

/** 模板消息 and 订阅通知; neither asks for the 48 hours. */
export function templateRoutes({ phones, templates, pace }: { phones: Phones; templates: Templates; pace: Pace }): ApiRoute[] {
  const repeats = new Map<string, { msgid: bigint; until: number }>();
  const fill = (id: string, values: z.infer<typeof data>): string => {
    const text = templates.get(id);
    if (text === undefined) throw new Refusal(40037);
    const keys = [...text.matchAll(FIELD)].map(([, key]) => key!);
    if (keys.some((key) => !values[key]?.value) || Object.keys(values).some((key) => !keys.includes(key)))
      throw new Refusal(47003);
    return text.replace(FIELD, (_, key: string) => values[key]!.value);
  };
  return [
    {
      method: 'GET',
      path: '/cgi-bin/template/get_all_private_template',
      handle: () => ({
        template_list: [...templates].map(([template_id, content]) => ({
          template_id,
          title: titleOf(template_id),
          primary_industry: '金融业',
          deputy_industry: '银行',
          content,
          example: '',
        })),
      }),
    },
    {
      method: 'GET',
      path: '/wxaapi/newtmpl/gettemplate',
      handle: () => ({
        errcode: 0,
        errmsg: 'ok',
        data: [...templates].map(([priTmplId, content]) => ({
          priTmplId,
          title: titleOf(priTmplId),
          content,
          example: '',
          type: 2,
        })),
      }),
    },
    {
      method: 'POST',
      path: '/cgi-bin/message/template/send',
      async handle(call) {
        const body = call.json(template);
        const phone = phones.following(body.touser);
        const text = fill(body.template_id, body.data);
        const now = pace.clock.now().getTime();
        const key = body.client_msg_id && `${body.touser} ${body.client_msg_id}`;
        const repeated = key ? repeats.get(key) : undefined;
        if (repeated && repeated.until > now) return { errcode: 0, errmsg: 'ok', msgid: repeated.msgid };
        const msgid = nextMessageId();
        if (key) repeats.set(key, { msgid, until: now + REPEATS_MS });
        if (!phone.blocksTemplates) phone.receive({ kind: 'template', text, link: body.url }, 'template');
        const reported = report(phone, msgid);
        if (phone.reportsFirst) await reported;
        return { errcode: 0, errmsg: 'ok', msgid };
      },
    },
    {
      method: 'POST',
      path: '/cgi-bin/message/subscribe/bizsend',
      handle(call) {
        const body = call.json(subscription);
        const phone = phones.known(body.touser);
        const text = fill(body.template_id, body.data);
        const left = phone.subscriptions.get(body.template_id) ?? 0;
        if (left === 0) throw new Refusal(43101);
        phone.subscriptions.set(body.template_id, left - 1);
        if (!phone.blocksSubscriptions) phone.receive({ kind: 'template', text, link: body.page }, 'subscription');
        void reportSubscription(phone, body.template_id);
        return { errcode: 0, errmsg: 'ok' };
      },
    },
  ];

  /** A moment later the account hears what became of it. */
  async function report(phone: Phone, msgid: bigint): Promise<void> {
    await waitSeconds(pace, 0.05);
    const Status = phone.blocksTemplates ? 'failed:user block' : 'success';
    await phone.push(eventFields('TEMPLATESENDJOBFINISH', { MsgID: msgid, Status }));
  }

  /** The same for a subscription message, whose id is named here only. */
  async function reportSubscription(phone: Phone, TemplateId: string): Promise<void> {
    await waitSeconds(pace, 0.05);
    const [ErrorCode, ErrorStatus] = phone.blocksSubscriptions ? ['43101', 'user refuse to accept the msg'] : ['0', 'success'];
    const List = { TemplateId, MsgID: nextMessageId(), ErrorCode, ErrorStatus };
    await phone.push(eventFields('subscribe_msg_sent_event', { SubscribeMsgSentEvent: { List } }));
  }
}
