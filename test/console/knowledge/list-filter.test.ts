import {
  EVERYTHING,
  changeFilter,
  filterQuery,
  readFilter,
  writeFilter,
} from '../../../web/console/pages/knowledge/list/list-filter';
import { exportUrl } from '../../../web/console/pages/knowledge/knowledge-api';

const addressOf = (place: string): URLSearchParams => new URL(place, 'http://desk').searchParams;

test('a view lives in the address and comes back out of it', () => {
  const view = {
    ...EVERYTHING,
    query: '年费&费用',
    status: 'in_review' as const,
    category: 'credit_card',
    attention: 'stale' as const,
    sort: 'hits' as const,
    page: 3,
  };
  expect(readFilter(addressOf(writeFilter(view)))).toEqual(view);
  expect(writeFilter(EVERYTHING)).toBe('/knowledge');
});

test('an address that means nothing shows everything', () => {
  expect(readFilter(addressOf('/knowledge?status=secret&sort=__proto__&page=-1&attention=constructor'))).toEqual(EVERYTHING);
});

test('the server is asked in its own words, and another filter begins at the first page', () => {
  const view = changeFilter({ ...EVERYTHING, page: 4 }, { attention: 'expiring', sort: 'validTo' });
  expect(Object.fromEntries(filterQuery(view))).toEqual({
    sort: 'validTo',
    order: 'asc',
    page: '1',
    size: '50',
    expiringWithin: '30',
  });
});

test('the file holds every entry of the view, not its page', () => {
  const url = addressOf(exportUrl(filterQuery({ ...EVERYTHING, status: 'published', page: 2 }), 'xlsx', 'en'));
  expect(Object.fromEntries(url)).toEqual({
    sort: 'updatedAt',
    order: 'desc',
    status: 'published',
    format: 'xlsx',
    language: 'en',
  });
});
