import type { ComplaintBook } from '../complaints/complaint-book';
import type { HandoffQueue } from '../handoff/queue';
import type { FaqEntry } from '../knowledge/entry';
import type { FaqSearch } from '../knowledge/search';
import type { Calendar, OfficeHours } from '../platform/calendar';
import type { Understand } from '../understanding/types';
import type { Services } from './services';

export interface ServiceParts {
  bank: Services['bank'];
  understand: Understand;
  /** Today's search and entries: replaced as a whole when something is published. */
  knowledge: {
    search: FaqSearch;
    entries: ReadonlyMap<string, FaqEntry>;
    source: Services['faq']['source'];
    disclaimer: Services['faq']['disclaimer'];
  };
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
  complaints,
  handoffs,
  calendar,
  officeHours,
}: ServiceParts): Services {
  return {
    bank,
    understand,
    faq: {
      search: (question) => knowledge.search.search(question),
      entry: (id) => knowledge.entries.get(id),
      source: knowledge.source,
      disclaimer: knowledge.disclaimer,
    },
    complaints,
    handoff: handoffs,
    office: {
      isOpen: (at) => calendar.isOpen(at, officeHours),
      nextOpening: (at) => calendar.nextOpening(at, officeHours),
    },
  };
}
