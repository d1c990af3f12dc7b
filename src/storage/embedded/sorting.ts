import type { SortOrder } from '../database';
import { candidatesAt, valueAt } from './field-path';
import { compareValues, type Doc } from './value-order';

/** Sorts documents in memory, for orders no index gives. Equal ones stay in the order they came in. */
export function sortRows<R extends { doc: Doc }>(rows: Iterable<R>, sort: SortOrder): R[] {
  const fields = Object.entries(sort);
  const keyed = [...rows].map((row) => ({ row, keys: fields.map(([path, direction]) => sortKey(row.doc, path, direction)) }));
  keyed.sort((a, b) => {
    for (let i = 0; i < fields.length; i++) {
      const order = compareValues(a.keys[i], b.keys[i]) * fields[i]![1];
      if (order !== 0) return order;
    }
    return 0;
  });
  return keyed.map(({ row }) => row);
}

/** An array sorts by its least element upwards and by its greatest downwards. */
function sortKey(doc: Doc, path: string, direction: 1 | -1): unknown {
  const value = valueAt(doc, path);
  const elements: unknown[] = Array.isArray(value)
    ? value
    : value === undefined && path.includes('.')
      ? candidatesAt(doc, path)
      : [value];
  return elements.reduce((best, element) => (compareValues(element, best) * direction < 0 ? element : best), elements[0]);
}
