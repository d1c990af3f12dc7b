import type { ComplaintBook } from '../complaints/complaint-book';
import type { HandoffQueue } from '../handoff/queue';
import type { Knowledge } from '../knowledge/knowledge';
import { noticePagePath } from '../conversations/notice-page';
import { pagePath } from '../identity/page-links';
import type { PageLinks } from '../identity/page-links';
import type { Persons } from '../identity/persons';
import type { Calendar, OfficeHours } from '../platform/calendar';
import type { Understand } from '../understanding/types';
import type { Services } from './services';

export interface ServiceParts {
  bank: Services['bank'];
  understand: Understand;
  knowledge: Pick<Knowledge, 'search' | 'entry'>;
  disclaimer: Services['faq']['disclaimer'];
  complaints: ComplaintBook;
  persons: Persons;
  /** The links of the secure pages, where consumers can reach those. */
  pages: PageLinks | undefined;
  /** Whether consumers of WeChat can allow a notice. */
  hasNoticePage: boolean;
  handoffs: HandoffQueue;
  calendar: Calendar;
  officeHours: OfficeHours;
}

/** What flows may look at, over the parts of the program. */
export function createServices({
  bank,
  understand,
  knowledge,
  disclaimer,
  complaints,
  persons,
  pages,
  hasNoticePage,
  handoffs,
  calendar,
  officeHours,
}: ServiceParts): Services {
  return {
    bank,
    understand,
    faq: {
      search: knowledge.search,
      entry: (id, reader) => knowledge.entry(id, reader),
      disclaimer,
    },
    complaints: {
      mintNumber: (turnId, receivedAt) => complaints.mintNumber(turnId, receivedAt),
      deadline: (receivedAt) => complaints.deadline(receivedAt),
      findByNumber: (number) => complaints.findByNumber(number),
      knowsPhoneTail: (complaint, lastFour) => complaints.knowsPhoneTail(complaint, lastFour),
      ofConsumer: async (conversationId) => complaints.ofConversations(await persons.conversationsOf(conversationId)),
      isOfConsumer: async (complaint, conversationId) =>
        (await persons.conversationsOf(conversationId)).includes(complaint.conversationId),
    },
    ...(pages ? { pages: { path: pagePath, complaintOf: (linkId) => pages.complaintOf(linkId) } } : {}),
    ...(hasNoticePage ? { noticePage: { path: noticePagePath } } : {}),
    handoff: handoffs,
    office: {
      isOpen: (at) => calendar.isOpen(at, officeHours),
      nextOpening: (at) => calendar.nextOpening(at, officeHours),
    },
  };
}
