import type { StatusFilter } from '../knowledge-types';

export const STATUS_FILTERS: readonly StatusFilter[] = ['draft', 'in_review', 'scheduled', 'published', 'expired', 'withdrawn'];
export const SORTS = ['updatedAt', 'title', 'hits', 'useless', 'validTo', 'reviewBy'] as const;
export type Sort = (typeof SORTS)[number];

/** What somebody should act on, with the question that the server is asked for it. */
export const ATTENTION = {
  expiring: ['expiringWithin', '30'],
  reviewing: ['reviewWithin', '30'],
  unused: ['unusedFor', '90'],
  stale: ['staleCitations', 'true'],
} as const;
export type Attention = keyof typeof ATTENTION;

/** The view of the list. It lives in the address, so that it can be kept as a bookmark and sent to a colleague. */
export interface ListFilter {
  query: string;
  status: StatusFilter | '';
  category: string;
  author: string;
  instrument: string;
  attention: Attention | '';
  sort: Sort;
  page: number;
}

export const EVERYTHING: ListFilter = {
  query: '',
  status: '',
  category: '',
  author: '',
  instrument: '',
  attention: '',
  sort: 'updatedAt',
  page: 1,
};

export const PAGE_SIZE = 50;

/** Reads the view out of an address; what an address cannot mean counts as not asked for. */
export function readFilter(address: URLSearchParams): ListFilter {
  const text = (name: string): string => address.get(name) ?? '';
  const page = Number(address.get('page') ?? 1);
  return {
    query: text('query'),
    status: STATUS_FILTERS.find((one) => one === text('status')) ?? '',
    category: text('category'),
    author: text('author'),
    instrument: text('instrument'),
    attention: (Object.keys(ATTENTION) as Attention[]).find((one) => one === text('attention')) ?? '',
    sort: SORTS.find((one) => one === text('sort')) ?? 'updatedAt',
    page: Number.isInteger(page) && page > 0 ? page : 1,
  };
}

/** The view as an address; what is as usual is left out. */
export function writeFilter(filter: ListFilter): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(filter)) {
    if (value !== EVERYTHING[name as keyof ListFilter]) query.set(name, `${value}`);
  }
  return query.size > 0 ? `/knowledge?${query}` : '/knowledge';
}

/** A view after a change; whatever changes, one starts at the first page again. */
export function changeFilter(filter: ListFilter, change: Partial<ListFilter>): ListFilter {
  return { ...filter, page: 1, ...change };
}

/** What the server is asked for a view. */
export function filterQuery({ attention, sort, page, query, ...rest }: ListFilter): URLSearchParams {
  const asked = new URLSearchParams({ sort, order: ORDERS[sort], page: `${page}`, size: `${PAGE_SIZE}` });
  if (query.trim()) asked.set('query', query.trim());
  for (const [name, value] of Object.entries(rest)) if (value) asked.set(name, value);
  if (attention) {
    const [name, value] = ATTENTION[attention];
    asked.set(name, value);
  }
  return asked;
}

/** What hurts first stands on top. */
const ORDERS: Record<Sort, 'asc' | 'desc'> = {
  updatedAt: 'desc',
  title: 'asc',
  hits: 'desc',
  useless: 'desc',
  validTo: 'asc',
  reviewBy: 'asc',
};
