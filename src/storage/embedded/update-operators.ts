import { StorageError } from '../database';
import { isPosition } from './field-path';
import { compileFilter, compileValueTest, isOperators } from './matching';
import { compareValues, equalValues, isPattern, isPlainObject, type Doc } from './value-order';

/** One compiled update: `apply` changes the document in place; `roots` are the first names of the paths it may change. */
export interface Update {
  apply(doc: Doc, inserting: boolean): void;
  roots: ReadonlySet<string>;
}

type Change = (present: unknown) => unknown;

/** Compiles an update document of the port's operators. Refuses others, and two operators on one path, as `unsupported`. */
export function compileUpdate(update: Doc): Update {
  const steps: { names: string[]; change: Change; onInsertOnly: boolean }[] = [];
  for (const [operator, fields] of Object.entries(update)) {
    for (const [path, operand] of Object.entries(fields as Doc)) {
      if (operand === undefined) continue;
      const names = path.split('.');
      if (names.includes('__proto__')) throw refused(`${path} is not a field name.`);
      steps.push({ names, change: compileChange(operator, path, operand), onInsertOnly: operator === '$setOnInsert' });
    }
  }
  if (steps.length > 1) refuseConflicts(steps.map((step) => step.names.join('.')));
  return {
    roots: new Set(steps.map((step) => step.names[0]!)),
    apply(doc, inserting) {
      for (const { names, change, onInsertOnly } of steps) if (inserting || !onInsertOnly) changeAt(doc, names, change);
    },
  };
}

/** The document an upsert starts from: the fields that the filter demands to equal something. */
export function seedFromFilter(filter: Doc): Doc {
  const seed: Doc = {};
  const demand = (part: Doc): void => {
    for (const [name, condition] of Object.entries(part)) {
      if (name === '$and') for (const branch of condition as Doc[]) demand(branch);
      else if (!name.startsWith('$') && !isPattern(condition)) {
        const value = isOperators(condition) ? condition.$eq : condition;
        if (value !== undefined) changeAt(seed, name.split('.'), () => copyOf(value));
      }
    }
  };
  demand(filter);
  return seed;
}

function compileChange(operator: string, path: string, operand: unknown): Change {
  switch (operator) {
    case '$set':
    case '$setOnInsert':
      return () => copyOf(operand);
    case '$unset':
      return () => undefined;
    case '$inc':
      return (present) => {
        if (typeof operand !== 'number') throw refused(`$inc of ${path} takes a number.`);
        if (present !== undefined && typeof present !== 'number')
          throw refused(`${path} is not a number; $inc cannot add to it.`);
        return (present ?? 0) + operand;
      };
    case '$min':
      return (present) => (present === undefined || compareValues(operand, present) < 0 ? copyOf(operand) : present);
    case '$max':
      return (present) => (present === undefined || compareValues(operand, present) > 0 ? copyOf(operand) : present);
    case '$push':
      return pushing(path, operand);
    case '$addToSet':
      return (present) => addMissing(arrayAt(path, present), eachOf(operand));
    case '$pull': {
      const taken = pullTest(operand);
      return (present) => (present === undefined ? undefined : arrayAt(path, present).filter((element) => !taken(element)));
    }
    default:
      throw refused(`The update operator ${operator} is not part of the Database port.`);
  }
}

function pushing(path: string, operand: unknown): Change {
  const slice = isEach(operand) ? operand.$slice : undefined;
  const unknown = isEach(operand) ? Object.keys(operand).find((name) => name !== '$each' && name !== '$slice') : undefined;
  if (unknown) throw refused(`The modifier ${unknown} of $push is not part of the Database port.`);
  return (present) => {
    const all = [...arrayAt(path, present), ...eachOf(operand).map(copyOf)];
    if (typeof slice !== 'number') return all;
    return slice < 0 ? all.slice(slice) : all.slice(0, slice);
  };
}

function addMissing(present: readonly unknown[], added: readonly unknown[]): unknown[] {
  const all = [...present];
  for (const value of added) if (!all.some((element) => equalValues(element, value))) all.push(copyOf(value));
  return all;
}

/** `$pull` takes elements that equal a value, pass operators, or (as documents) match a filter. */
function pullTest(operand: unknown): (element: unknown) => boolean {
  if (!isPlainObject(operand) || isOperators(operand)) return compileValueTest(operand);
  const matches = compileFilter(operand);
  return (element) => isPlainObject(element) && matches(element);
}

function isEach(operand: unknown): operand is { $each: unknown[]; $slice?: unknown } {
  return isPlainObject(operand) && Array.isArray(operand.$each);
}

function eachOf(operand: unknown): unknown[] {
  return isEach(operand) ? operand.$each : [operand];
}

function arrayAt(path: string, present: unknown): unknown[] {
  if (present === undefined) return [];
  if (Array.isArray(present)) return present;
  throw refused(`${path} is not an array.`);
}

/** Replaces the value at a path by what `change` makes of it, making objects on the way only when there is something to put in. */
function changeAt(doc: Doc, names: readonly string[], change: Change): void {
  let holder: Doc | unknown[] = doc;
  for (let depth = 0; ; depth++) {
    const name = names[depth]!;
    if (Array.isArray(holder) && !isPosition(name))
      throw refused(`${names.slice(0, depth).join('.')} is an array; ${name} is no position in it.`);
    const slots = holder as Doc;
    if (depth === names.length - 1) {
      put(holder, name, change(slots[name]));
      return;
    }
    let inner = slots[name];
    if (inner === undefined) {
      if (change(undefined) === undefined) return;
      inner = {};
      put(holder, name, inner);
    }
    if (!isPlainObject(inner) && !Array.isArray(inner)) throw refused(`${names.slice(0, depth + 1).join('.')} holds no fields.`);
    holder = inner as Doc | unknown[];
  }
}

function put(holder: Doc | unknown[], name: string, value: unknown): void {
  if (Array.isArray(holder)) {
    const position = Number(name);
    if (value === undefined && position >= holder.length) return;
    while (holder.length < position) holder.push(null);
    holder[position] = value ?? null;
  } else if (value === undefined) delete holder[name];
  else holder[name] = value;
}

function refuseConflicts(paths: string[]): void {
  const sorted = [...paths].sort();
  const clash = sorted.find((path, i) => i > 0 && `${path}.`.startsWith(`${sorted[i - 1]}.`));
  if (clash) throw refused(`Two operators of the update change ${clash}.`);
}

/** Values are copied in, so that no later change to the stored document shows in the caller's objects. */
function copyOf<V>(value: V): V {
  if (Array.isArray(value)) return value.map(copyOf) as V;
  if (!isPlainObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, copyOf(inner)])) as V;
}

function refused(message: string): StorageError {
  return new StorageError('unsupported', message);
}
