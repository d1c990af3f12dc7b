import { isPlainObject, type Doc } from './value-order';

/** The value at a dotted path that meets no array on its way; `undefined` when missing. */
export function valueAt(doc: Doc, path: string): unknown {
  if (!path.includes('.')) return doc[path];
  let value: unknown = doc;
  for (const name of path.split('.')) {
    if (!isPlainObject(value)) return undefined;
    value = value[name];
  }
  return value;
}

/**
 * Every value that a condition on this path is tested against: paths lead through arrays to each of their elements,
 * and an array at the end stands for itself and for its elements. A missing field gives `undefined`.
 */
export function candidatesAt(doc: Doc, path: string): unknown[] {
  if (!path.includes('.')) return withElements(doc[path]);
  const found: unknown[] = [];
  collect(doc, path.split('.'), 0, found);
  return found;
}

function collect(value: unknown, names: readonly string[], depth: number, found: unknown[]): void {
  if (depth === names.length) {
    found.push(...withElements(value));
    return;
  }
  const name = names[depth]!;
  if (Array.isArray(value)) {
    if (isPosition(name) && Number(name) < value.length) collect(value[Number(name)], names, depth + 1, found);
    for (const element of value) if (isPlainObject(element)) collect(element, names, depth, found);
  } else {
    collect(isPlainObject(value) ? value[name] : undefined, names, depth + 1, found);
  }
}

export function isPosition(name: string): boolean {
  return /^\d+$/.test(name);
}

function withElements(value: unknown): unknown[] {
  return Array.isArray(value) ? [value, ...(value as unknown[])] : [value];
}
