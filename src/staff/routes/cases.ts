import { z } from 'zod';
import type { Complaint } from '../../complaints/complaint';
import { defineRoute } from '../../http/define-route';
import type { AnyRoute } from '../../http/route';
import { signedIn } from '../authenticate';
import type { Caller } from '../authenticate';
import { authorize } from '../policy';
import { presentCase } from '../present-case';
import type { StaffServices } from '../services';
import { DESK_RATE } from './rates';

/** The part of the complaint book that is read here; newest first. */
export interface CaseRegister {
  list(filter: { query?: string; limit: number }): Promise<Complaint[]>;
}

const LONGEST_LIST = 100;
const query = z.object({ query: z.string().trim().max(100).default(''), status: z.string().trim().max(30).default('') });

/** The register of complaints, to be read. */
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
  ];
}
