import { z } from 'zod';
import type { Complaint } from '../../complaints/complaint';
import { defineRoute } from '../../http/define-route';
import type { AnyRoute } from '../../http/route';
import { XiaobaoError } from '../../platform/errors';
import { signedIn } from '../authenticate';
import type { Caller } from '../authenticate';
import { authorize, can } from '../policy';
import type { TicketSubject } from '../policy';
import { presentCase } from '../present-case';
import type { StaffServices } from '../services';
import { showMessages } from '../show-messages';
import { DESK_RATE } from './rates';

/** The part of the complaint book that is read here; newest first. */
export interface CaseRegister {
  findByNumber(number: string): Promise<Complaint | null>;
  ofConversation(conversationId: string): Promise<Complaint[]>;
  list(filter: { query?: string; limit: number }): Promise<Complaint[]>;
}

const LONGEST_LIST = 100;
const TRANSCRIPT_LENGTH = 300;
const query = z.object({ query: z.string().trim().max(100).default(''), status: z.string().trim().max(30).default('') });

/** The register of complaints, and the conversations they came from, to be read. */
export function caseRoutes(services: StaffServices): AnyRoute[] {
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
        return { body: { cases: wanted.map((complaint) => presentCase(complaint, account, services.clock.now())) } };
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
