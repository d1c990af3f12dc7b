import { StorageError } from '../database';
import { isPlainObject, type Doc } from './value-order';

/** Keeps or drops fields as MongoDB's projection does: all ones, or all zeros; `_id` stays unless it is 0. */
export function project(doc: Doc, projection: Record<string, 0 | 1>): Doc {
  const { _id: id, ...fields } = projection;
  const paths = Object.keys(fields).map((path) => path.split('.'));
  const flags = new Set(Object.values(fields));
  if (flags.size === 2) throw new StorageError('unsupported', 'A projection keeps fields or drops fields, not both.');
  if (flags.has(1) || (flags.size === 0 && id === 1)) return keep(doc, id === 0 ? paths : [['_id'], ...paths]);
  return drop(doc, id === 0 ? [['_id'], ...paths] : paths);
}

type Paths = readonly (readonly string[])[];

function keep(doc: Doc, paths: Paths): Doc {
  return rebuild(doc, paths, (value, deeper) => (isPlainObject(value) ? keep(value, deeper) : undefined), false);
}

function drop(doc: Doc, paths: Paths): Doc {
  return rebuild(doc, paths, (value, deeper) => (isPlainObject(value) ? drop(value, deeper) : value), true);
}

function rebuild(doc: Doc, paths: Paths, inside: (value: unknown, deeper: Paths) => unknown, others: boolean): Doc {
  const result: Doc = {};
  for (const [name, value] of Object.entries(doc)) {
    const own = paths.filter((path) => path[0] === name);
    const whole = own.some((path) => path.length === 1);
    const deeper = own.map((path) => path.slice(1));
    const projected =
      own.length === 0 ? (others ? value : undefined) : whole ? (others ? undefined : value) : through(value, deeper, inside);
    if (projected !== undefined) result[name] = projected;
  }
  return result;
}

/** Projections reach into each element of an array. */
function through(value: unknown, deeper: Paths, inside: (value: unknown, deeper: Paths) => unknown): unknown {
  if (!Array.isArray(value)) return inside(value, deeper);
  return value.map((element) => through(element, deeper, inside)).filter((element) => element !== undefined);
}
