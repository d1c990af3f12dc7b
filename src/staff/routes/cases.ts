import { z } from 'zod';
import type { Classification, Complaint } from '../../complaints/complaint';
import { defineRoute } from '../../http/define-route';
import type { AnyRoute } from '../../http/route';
import { XiaobaoError } from '../../platform/errors';
import { signedIn } from '../authenticate';
import type { Caller } from '../authenticate';
import { authorize, can } from '../policy';
import type { Actor, TicketSubject } from '../policy';
import { presentCase } from '../present-case';
import type { CaseView } from '../present-case';
import type { StaffServices } from '../services';
import { showMessages } from '../show-messages';
import { DESK_RATE } from './rates';

/** The part of the complaint book that is read here; newest first. */
export interface CaseRegister {
  findByNumber(number: string): Promise<Complaint | null>;
  ofConversation(conversationId: string): Promise<Complaint[]>;
  ofConversations(conversationIds: readonly string[]): Promise<Complaint[]>;
  list(filter: { query?: string; limit: number }): Promise<Complaint[]>;
  /** The phone that the complainant left, unmasked. */
  phoneOf(complaint: Complaint): string | undefined;
  classify(number: string, given: Classification, by: string, at: Date): Promise<Complaint | null>;
}

const LONGEST_LIST = 100;
const TRANSCRIPT_LENGTH = 300;
const query = z.object({ query: z.string().trim().max(100).default(''), status: z.string().trim().max(30).default('') });

/** The register of complaints, and the conversations they came from, to be read. */
export function caseRoutes(services: StaffServices): AnyRoute[] {
  const { accounts, audit, clock, complaints, taxonomyKeys: keys } = services;
  const classification = z.strictObject({
    channel: z.enum(keys.channel),
    business: z.enum(keys.business),
    cause: z.enum(keys.cause),
    requests: z.array(z.enum(keys.requests)).max(keys.requests.length),
    flags: z.array(z.enum(keys.flags)).max(keys.flags.length),
  });
  const show = async (found: readonly Complaint[], reader: Actor): Promise<CaseView[]> => {
    const nameOf = await accounts.namesOf(found.flatMap(({ taxonomy }) => taxonomy.confirmed?.by ?? []));
    return found.map((complaint) => presentCase(complaint, reader, clock.now(), nameOf));
  };

  return [
    defineRoute<undefined, z.infer<typeof query>, Caller>({
      method: 'GET',
      path: '/api/desk/cases',
      rate: DESK_RATE,
      authenticate: signedIn(services),
      query,
      async handle({ query: { query: words, status }, principal: { account } }) {
        authorize(account, 'listCases');
        const found = await services.complaints.list({ query: words || undefined, limit: LONGEST_LIST });
        const wanted = status ? found.filter((complaint) => complaint.status === status) : found;
        return { body: { cases: await show(wanted, account) } };
      },
    }),

    defineRoute<z.infer<typeof classification>, undefined, Caller>({
      method: 'PUT',
      path: '/api/desk/cases/:number/classification',
      rate: DESK_RATE,
      authenticate: signedIn(services),
      body: classification,
      async handle({ params: { number = '' }, body, principal: { account } }) {
        authorize(account, 'classifyCases');
        const classified = await complaints.classify(number, body, account._id, clock.now());
        if (!classified) throw new XiaobaoError('XB_NO_CASE');
        await audit.record({ action: 'case_classified', actor: account._id, subject: number });
        const [view] = await show([classified], account);
        return { body: { case: view } };
      },
    }),

    defineRoute<undefined, undefined, Caller>({
      method: 'GET',
      path: '/api/desk/conversations/:id',
      rate: DESK_RATE,
      authenticate: signedIn(services),
      async handle({ params: { id = '' }, principal: { account } }) {
        // A complaint is 投诉处理岗's, also while another post has its conversation, or when it never reached a person.
        const registered: TicketSubject = { skill: 'complaints' };
        authorize(account, 'readCase', registered);
        if ((await services.complaints.ofConversation(id)).length === 0) throw new XiaobaoError('XB_NO_CONVERSATION');
        const ticket = await services.queue.latestFor(id);
        const messages = await services.log.readLast(id, TRANSCRIPT_LENGTH);
        return {
          body: {
            messages: await showMessages(services, messages, ticket ?? registered, account),
            ticketId: ticket && can(account, 'readTicket', ticket) ? ticket._id : undefined,
          },
        };
      },
    }),
  ];
}
