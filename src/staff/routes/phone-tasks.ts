import { z } from 'zod';
import { staffMessages } from '../../../locales/staff/messages';
import type { NewMessage } from '../../conversations/message';
import { PHONE_OUTCOMES } from '../../handoff/phone-task';
import type { PhoneCall } from '../../handoff/phone-task';
import { defineRoute } from '../../http/define-route';
import type { AnyRoute } from '../../http/route';
import { XiaobaoError } from '../../platform/errors';
import { derivedId } from '../../platform/ids';
import { signedIn } from '../authenticate';
import type { Caller } from '../authenticate';
import { authorize } from '../policy';
import type { Actor, PhoneTaskAction } from '../policy';
import type { StaffServices } from '../services';
import { listPhoneTasks, phoneMatter } from '../show-phone-tasks';
import type { PhoneMatter } from '../show-phone-tasks';
import { DESK_RATE } from './rates';

const outcomeBody = z.strictObject({
  outcome: z.enum(PHONE_OUTCOMES),
  /** What of the answer the caller saw, from the list. */
  upTo: z.number().int().min(1),
  note: z.string().trim().max(500).default(''),
});

/** Who is to be phoned, since an answer could not be delivered: read, given the number, settled. */
export function phoneTaskRoutes(services: StaffServices): AnyRoute[] {
  const { phoneTasks, audit, clock } = services;
  const base = { rate: DESK_RATE, authenticate: signedIn(services) } as const;

  /** @throws XB_NO_PHONE_TASK, XB_FORBIDDEN, XB_PHONE_TASK_CHANGED where nobody needs to phone any more */
  async function dueMatter(actor: Actor, action: PhoneTaskAction, id = ''): Promise<PhoneMatter> {
    const task = await phoneTasks.find(id);
    if (!task) throw new XiaobaoError('XB_NO_PHONE_TASK');
    const matter = await phoneMatter(services, task);
    authorize(actor, action, matter);
    if (!matter.due) throw new XiaobaoError('XB_PHONE_TASK_CHANGED');
    return matter;
  }

  return [
    defineRoute<undefined, undefined, Caller>({
      ...base,
      method: 'GET',
      path: '/api/desk/phone-tasks',
      async handle({ principal: { account } }) {
        authorize(account, 'openDesk');
        return { body: { tasks: await listPhoneTasks(services, account) } };
      },
    }),

    defineRoute<undefined, undefined, Caller>({
      ...base,
      method: 'POST',
      path: '/api/desk/phone-tasks/:id/contact',
      async handle({ params, principal: { account } }) {
        const { task, contact } = await dueMatter(account, 'readPhone', params.id);
        const phone = contact.phone();
        if (!phone) throw new XiaobaoError('XB_NO_PHONE');
        await audit.record({ action: 'contact_read', actor: account._id, subject: task.id });
        return { body: { phone } };
      },
    }),

    defineRoute<z.infer<typeof outcomeBody>, undefined, Caller>({
      ...base,
      method: 'POST',
      path: '/api/desk/phone-tasks/:id/outcome',
      body: outcomeBody,
      async handle({ params, body: { outcome, upTo, note }, principal: { account } }) {
        const matter = await dueMatter(account, 'settlePhoneTask', params.id);
        const { task } = matter;
        const call = { at: clock.now(), by: account._id, outcome, ...(note ? { note } : {}) };
        if (!(await phoneTasks.called(task.id, upTo, call))) throw new XiaobaoError('XB_PHONE_TASK_CHANGED');
        await audit.record({ action: 'consumer_phoned', actor: account._id, subject: task.id, detail: outcome });
        await services.log.append(task.conversationId, callNote(matter, call));
        return { status: 204 };
      },
    }),
  ];
}

/** What colleagues read of it in the conversation. */
function callNote({ task, skill, ticket }: PhoneMatter, { at, by, outcome, note }: PhoneCall): NewMessage {
  const { posts, phoned } = staffMessages[ticket?.packet.locale ?? 'zh-CN'];
  return {
    id: derivedId('msg', task.id, by, at.toISOString()),
    at,
    author: { kind: 'agent', id: by, name: posts[skill] },
    audience: 'staff',
    activity: { type: 'message', text: note ? phoned.withNote(phoned[outcome], note) : phoned[outcome] },
  };
}
