import { StorageError } from '../database';
import { candidatesAt } from './field-path';
import { compareValues, equalValues, isPattern, isPlainObject, typeRank, type Doc } from './value-order';

export type Predicate = (doc: Doc) => boolean;
type ValueTest = (candidates: readonly unknown[]) => boolean;

/** Compiles a MongoDB filter of the port's subset. Anything outside it is refused as `unsupported`. */
export function compileFilter(filter: Doc): Predicate {
  const tests = Object.entries(filter).map(([name, condition]) => compileEntry(name, condition));
  if (tests.length === 1) return tests[0]!;
  return (doc) => tests.every((test) => test(doc));
}

/** Compiles a condition on one value, such as an element that `$pull` may take. */
export function compileValueTest(condition: unknown): (value: unknown) => boolean {
  const test = compileCondition(condition);
  return (value) => test(Array.isArray(value) ? [value, ...(value as unknown[])] : [value]);
}

/** Whether this is `{ $gt: 1 }` and its like, not a document to compare with. */
export function isOperators(condition: unknown): condition is Doc {
  return isPlainObject(condition) && Object.keys(condition)[0]?.startsWith('$') === true;
}

function compileEntry(name: string, condition: unknown): Predicate {
  if (!name.startsWith('$')) {
    const test = compileCondition(condition);
    return (doc) => test(candidatesAt(doc, name));
  }
  const branches = listOf(name, condition).map((branch) => compileFilter(branch as Doc));
  if (name === '$and') return (doc) => branches.every((branch) => branch(doc));
  if (name === '$or') return (doc) => branches.some((branch) => branch(doc));
  if (name === '$nor') return (doc) => !branches.some((branch) => branch(doc));
  throw unsupported(name);
}

function compileCondition(condition: unknown): ValueTest {
  if (isPattern(condition)) return matches(condition);
  if (!isOperators(condition)) return equals(condition);
  const tests = Object.entries(condition)
    .filter(([name]) => name !== '$options')
    .map(([name, operand]) => compileOperator(name, operand, condition));
  return tests.length === 1 ? tests[0]! : (candidates) => tests.every((test) => test(candidates));
}

function compileOperator(name: string, operand: unknown, condition: Doc): ValueTest {
  switch (name) {
    case '$eq':
      return equals(operand);
    case '$ne':
      return not(equals(operand));
    case '$in':
      return isIn(listOf(name, operand));
    case '$nin':
      return not(isIn(listOf(name, operand)));
    case '$gt':
      return compares(operand, (order) => order > 0);
    case '$gte':
      return compares(operand, (order) => order >= 0);
    case '$lt':
      return compares(operand, (order) => order < 0);
    case '$lte':
      return compares(operand, (order) => order <= 0);
    case '$exists':
      return (candidates) => candidates.some((value) => value !== undefined) === Boolean(operand);
    case '$regex':
      return matches(toPattern(operand, condition.$options));
    case '$not':
      return not(compileCondition(operand));
    default:
      throw unsupported(name);
  }
}

function equals(operand: unknown): ValueTest {
  return (candidates) => candidates.some((value) => equalValues(value, operand));
}

function isIn(operands: readonly unknown[]): ValueTest {
  const tests = operands.map((operand) => (isPattern(operand) ? matches(operand) : equals(operand)));
  return (candidates) => tests.some((test) => test(candidates));
}

/** Ordering operators compare within one type only: `{ $gt: 5 }` never matches a string. */
function compares(operand: unknown, holds: (order: number) => boolean): ValueTest {
  const rank = typeRank(operand);
  return (candidates) =>
    candidates.some((value) => {
      if (typeRank(value) !== rank || Number.isNaN(value) !== Number.isNaN(operand)) return false;
      return holds(compareValues(value, operand));
    });
}

function matches(pattern: RegExp): ValueTest {
  // Without `g` and `y`, which would make `test` remember where it stood.
  const stateless = new RegExp(pattern.source, pattern.flags.replace(/[gy]/g, ''));
  return (candidates) => candidates.some((value) => typeof value === 'string' && stateless.test(value));
}

function toPattern(operand: unknown, options: unknown): RegExp {
  if (isPattern(operand)) return operand;
  return new RegExp(String(operand), typeof options === 'string' ? options : '');
}

function not(test: ValueTest): ValueTest {
  return (candidates) => !test(candidates);
}

function listOf(name: string, operand: unknown): unknown[] {
  if (Array.isArray(operand)) return operand;
  throw new StorageError('unsupported', `The filter operator ${name} takes an array.`);
}

function unsupported(name: string): StorageError {
  return new StorageError('unsupported', `The filter operator ${name} is not part of the Database port.`);
}
