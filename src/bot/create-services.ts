import type { ComplaintBook } from '../complaints/complaint-book';
import type { HandoffQueue } from '../handoff/queue';
import type { Knowledge } from '../knowledge/knowledge';
import type { Calendar, OfficeHours } from '../platform/calendar';
import type { Understand } from '../understanding/types';
import type { Services } from './services';

export interface ServiceParts {
  bank: Services['bank'];
  understand: Understand;
  knowledge: Pick<Knowledge, 'search' | 'entry'>;
  disclaimer: Services['faq']['disclaimer'];
  complaints: ComplaintBook;
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
    complaints,
    handoff: handoffs,
    office: {
      isOpen: (at) => calendar.isOpen(at, officeHours),
      nextOpening: (at) => calendar.nextOpening(at, officeHours),
    },
  };
}
