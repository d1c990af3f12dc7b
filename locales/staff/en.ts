import type { StaffMessages } from './messages';

export const en: StaffMessages = {
  posts: {
    complaints: 'Complaints team',
    legal: 'Legal team',
    education: 'Consumer rights team',
  },
  knowledge: { calendar: 'By date' },
  phoned: {
    reached: 'Told on the phone',
    not_reached: 'Phoned, no answer',
    withNote: (words, note) => `${words}: ${note}`,
  },
  facts: {
    facts: 'What happened',
    product: 'Product',
    amount: 'Amount',
    happened: 'When',
    request: 'Request',
    respondent: 'Branch or staff',
    due: 'Reply by',
  },
};
