import { writing } from './en/writing';
import { approval } from './en/approval';
import { learning } from './en/learning';
import type { KnowledgeTexts } from './zh-CN';
import { plural } from '../plural';

/** The studio in English. */
export const en: KnowledgeTexts = {
  ...writing,
  ...approval,
  ...learning,
  /** Between the parts of a list, and after a heading that goes on. */
  comma: ', ',
  colon: ': ',
  navLabel: 'Knowledge pages',
  pages: {
    list: 'Entries',
    review: 'In review',
    calendar: 'Dates',
    misses: 'Unanswered',
    usage: 'Usage',
    test: 'Batch test',
  },
  readOnly: 'You can search and read. Changes are made by the education post.',
  noEntry: 'There is no such entry',
  noEntryText: 'The link may be incomplete, or the entry is gone.',
  loadFailed: 'This could not be loaded',
  toList: 'Back to entries',
  untitled: '(no title yet)',
  done: 'Done',
  more: 'More',

  statuses: {
    draft: 'Draft',
    in_review: 'In review',
    published: 'Published',
    expired: 'Expired',
    withdrawn: 'Withdrawn',
    scheduled: 'Scheduled',
  },
  besides: { draft: 'New draft', in_review: 'New text in review' },
  scheduledFor: (day) => `From ${day}`,

  fields: {
    title: 'Standard question',
    category: 'Category',
    wordings: 'Other wordings',
    answer: 'Answer',
    detail: 'Details',
    plain: 'Plain version',
    citations: 'Legal basis',
    followUps: 'Offered next',
    audience: 'Audience',
    validFrom: 'Valid from',
    validTo: 'Last valid day',
    reviewBy: 'Review by',
    needsConfirmation: 'To be confirmed by the bank',
    approver: 'Approver',
  },

  import: {
    title: 'Import entries',
    hint: 'Excel (.xlsx), .tsv, .csv and .qna. Checked first; nothing is changed before you say so.',
    drop: 'Choose a file, or drop it here',
    checking: 'Checking…',
    checkFailed: 'The file could not be checked',
    actions: { create: 'New', change: 'Changed', same: 'Unchanged', refuse: 'Refused' },
    row: (number) => `Row ${number}`,
    changes: (fields) => `changes: ${fields}`,
    filterLabel: 'Filter by action',
    all: 'All',
    allOrNothing: 'If one row is refused, import none',
    apply: (count) => `Import ${plural(count, 'row')}`,
    nothing: 'Nothing to import',
    draftsOnly: 'What is imported is a draft; consumers see it once it is approved.',
    held: (refused, able) =>
      `${plural(refused, 'row')} cannot be imported. Mend the file, or untick the box below and import the other ${able}.`,
    rowsLabel: 'What happens to each row',
    noRows: 'No such rows.',
    running: (done, total) => `Importing ${done} of ${total}`,
    mayClose: 'You may close this window; the import goes on. “Import” shows how far it is.',
    done: (create, change) => `Imported: ${create} new, ${change} changed.`,
    doneBut: (done, left) => `${plural(done, 'row')} imported, ${left} left out.`,
    notImported: 'Rows left out',
    failed: 'The import did not finish.',
    failedAt: (done, total) => `${done} of ${plural(total, 'row')} imported.`,
    failedAll: 'No row was imported.',
    goOn: 'Go on importing',
    another: 'Another file',
    more: (count) => `${plural(count, 'more row')} not shown`,
  },

  errors: {
    ownWork: 'You wrote this. A colleague has to review and publish it.',
    state: 'The entry has just changed its state. Reload before you act.',
    duplicate: 'There is one like this already.',
    stale: 'A colleague has just changed this entry.',
    gate: 'The checks before publication found something.',
    busy: 'A colleague is publishing at this moment. Nothing has changed; publish it again shortly.',
    missing: 'The entry is gone.',
    tooLarge: 'The file is too large: 20 MB at most. Import it in parts.',
  },
};
