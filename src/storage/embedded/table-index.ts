import { StorageError, type IndexSpec } from '../database';
import { encodeKey, type Direction } from './index-key';
import { compileFilter, type Predicate } from './matching';
import { isPlainObject, type Doc } from './value-order';

/** A declared index as a column `k0`, `k1`, … of its table. */
export interface TableIndex {
  column: string;
  spec: IndexSpec;
  paths: readonly string[];
  directions: readonly Direction[];
  where: Doc | undefined;
  /** Which documents a partial index holds. */
  holds: Predicate | undefined;
  /** First names of all paths this index depends on: an update elsewhere leaves its keys as they are. */
  roots: ReadonlySet<string>;
}

export function tableIndex(spec: IndexSpec, position: number): TableIndex {
  const paths = Object.keys(spec.keys);
  return {
    column: `k${position}`,
    spec,
    paths,
    directions: Object.values(spec.keys),
    where: spec.where,
    holds: spec.where && compileFilter(spec.where),
    roots: new Set([...paths, ...Object.keys(spec.where ?? {})].map((path) => path.split('.')[0]!)),
  };
}

/** The key of a document, or null where a partial index does not hold it. Throws `unsupported` for values no index can hold. */
export function keyOf(index: TableIndex, doc: Doc): Buffer | null {
  if (index.holds && !index.holds(doc)) return null;
  const values = index.paths.map((path) => indexedValue(doc, path));
  return encodeKey(values, index.directions, index.spec.unique ? undefined : (doc._id as string));
}

function indexedValue(doc: Doc, path: string): unknown {
  if (!path.includes('.')) return doc[path];
  let value: unknown = doc;
  for (const name of path.split('.')) {
    if (Array.isArray(value)) throw new StorageError('unsupported', `The indexed field ${path} leads through an array.`);
    if (!isPlainObject(value)) return undefined;
    value = value[name];
  }
  return value;
}
