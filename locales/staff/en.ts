import type { StaffMessages } from './messages';

export const en: StaffMessages = {
  posts: {
    complaints: 'Complaints team',
    legal: 'Legal team',
    education: 'Consumer rights team',
  },
};
