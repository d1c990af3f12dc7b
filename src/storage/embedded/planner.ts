import type { SortOrder } from '../database';
import { conditionsOf, type Conditions, type FieldCondition } from './conditions';
import { encodeKey, PAST_PREFIX, typeBracket, type Direction } from './index-key';
import type { TableIndex } from './table-index';
import { compareValues, equalValues, isPlainObject, typeRank, type Doc, type Scalar } from './value-order';

/** Keys from `low` to just before `high`. */
export interface KeyRange {
  low: Buffer;
  high: Buffer;
}

/**
 * How the rows that may match are found.
 * `exact`: every row found matches, so the filter need not be tested again. `sorted`: rows come in the order asked for.
 */
export type Plan = { exact: boolean; sorted: boolean } & (
  { by: 'id'; ids: string[] } | { by: 'index'; index: TableIndex; ranges: KeyRange[]; backwards: boolean } | { by: 'table' }
);

type IndexPlan = Extract<Plan, { by: 'index' }>;

/** Chooses by id, else the index that pins most fields, else the whole table. */
export function planQuery(filter: Doc, sort: SortOrder | undefined, indexes: readonly TableIndex[]): Plan {
  const conditions = conditionsOf(filter);
  const unsorted = sort === undefined || Object.keys(sort).length === 0;
  const ids = idsOf(conditions.fields.get('_id'));
  if (ids) {
    const exact = conditions.complete && conditions.fields.size === 1 && Object.keys(conditions.fields.get('_id')!).length === 1;
    return { by: 'id', ids, exact, sorted: unsorted || ids.length <= 1 };
  }

  let best: { plan: IndexPlan; score: number } | undefined;
  for (const index of indexes) {
    const candidate = planIndex(index, conditions, unsorted ? undefined : sort);
    if (candidate && candidate.score > (best?.score ?? 0)) best = candidate;
  }
  return best?.plan ?? { by: 'table', exact: conditions.complete && conditions.fields.size === 0, sorted: unsorted };
}

function idsOf(condition: FieldCondition | undefined): string[] | undefined {
  const values = condition?.equals !== undefined ? [condition.equals] : condition?.oneOf;
  if (!values?.every((value) => typeof value === 'string')) return undefined;
  return [...new Set(values)];
}

function planIndex(index: TableIndex, conditions: Conditions, sort: SortOrder | undefined) {
  if (!impliesWhere(conditions.fields, index.where)) return undefined;
  const { prefixes, pinned } = pinPrefix(index, conditions.fields);
  const ranged = conditions.fields.get(index.paths[pinned] ?? '');
  const range = ranged && rangeOf(ranged, index.directions[pinned]!);
  const ranges = prefixes.map((prefix) => ({
    low: Buffer.concat([prefix, range?.low ?? Buffer.alloc(0)]),
    high: Buffer.concat([prefix, range?.high ?? PAST_PREFIX]),
  }));

  const order = sort && prefixes.length === 1 ? orderGiven(index, sort, conditions.fields, pinned) : undefined;
  const sorted = sort === undefined || prefixes.length === 0 || order !== undefined;
  const score = pinned * 4 + (range ? 2 : 0) + (order ? 1 : 0);
  const covered = new Set(index.paths.slice(0, pinned + (range ? 1 : 0)));
  const exact = conditions.complete && [...conditions.fields].every(([path, c]) => isCovered(path, c, covered, index.where));
  const plan: IndexPlan = { by: 'index', index, ranges, backwards: order === 'backwards', exact, sorted };
  return { plan, score };
}

/** The encoded values of the leading fields that the filter pins; one field at most may be pinned to several values. */
function pinPrefix(index: TableIndex, fields: Map<string, FieldCondition>): { prefixes: Buffer[]; pinned: number } {
  let prefixes: Buffer[] = [Buffer.alloc(0)];
  let several = false;
  let pinned = 0;
  for (const path of index.paths) {
    const condition = fields.get(path);
    const values = condition?.equals !== undefined ? [condition.equals] : several ? undefined : condition?.oneOf;
    if (!values) break;
    several ||= condition?.equals === undefined;
    const direction = index.directions[pinned]!;
    const encoded = distinct(values).map((value) => encodeKey([value], [direction]));
    prefixes = prefixes.flatMap((prefix) => encoded.map((bytes) => Buffer.concat([prefix, bytes])));
    pinned++;
  }
  return { prefixes, pinned };
}

function distinct(values: readonly Scalar[]): Scalar[] {
  return values.filter((value, i) => values.findIndex((other) => equalValues(value, other)) === i);
}

/** The range of one field's encoded values. In a descending field the greater values come first. */
function rangeOf({ above, below }: FieldCondition, direction: Direction): KeyRange | undefined {
  const sample = above ?? below;
  if (!sample || (above && below && typeRank(above.value) !== typeRank(below.value))) return undefined;
  const bracket = typeBracket(sample.value, direction);
  const [start, end] = direction === 1 ? [above, below] : [below, above];
  const edge = (bound: { value: Scalar; inclusive: boolean }, past: boolean) => {
    const bytes = encodeKey([bound.value], [direction]);
    return past ? Buffer.concat([bytes, PAST_PREFIX]) : bytes;
  };
  return {
    low: start ? edge(start, !start.inclusive) : bracket.low,
    high: end ? edge(end, end.inclusive) : bracket.high,
  };
}

/** Whether walking the index gives the sort order: fields that are pinned do not matter, the others follow in turn. */
function orderGiven(index: TableIndex, sort: SortOrder, fields: Map<string, FieldCondition>, pinned: number) {
  const wanted = Object.entries(sort).filter(([path]) => fields.get(path)?.equals === undefined);
  // A pinned path may also stand in the order asked for; it was filtered out above, so compare with what follows the prefix.
  const follows = wanted.every(([path], i) => index.paths[pinned + i] === path);
  if (!follows) return undefined;
  const signs = wanted.map(([, direction], i) => direction * index.directions[pinned + i]!);
  if (signs.every((sign) => sign === 1)) return 'forwards';
  return signs.every((sign) => sign === -1) ? 'backwards' : undefined;
}

function isCovered(path: string, condition: FieldCondition, covered: Set<string>, where: Doc | undefined): boolean {
  const parts = Object.keys(condition);
  const pinnedAlone = parts.length === 1 && (condition.equals !== undefined || condition.oneOf !== undefined);
  const rangeAlone = condition.equals === undefined && condition.oneOf === undefined;
  if (covered.has(path)) return pinnedAlone || rangeAlone;
  return (
    pinnedAlone &&
    condition.equals !== undefined &&
    where !== undefined &&
    path in where &&
    equalValues(where[path], condition.equals)
  );
}

/** Whether every match of the filter is in the partial index. */
function impliesWhere(fields: Map<string, FieldCondition>, where: Doc | undefined): boolean {
  return Object.entries(where ?? {}).every(([path, demanded]) => {
    const given = fields.get(path);
    return given !== undefined && partsOf(demanded).every(([operator, operand]) => implies(given, operator, operand));
  });
}

function partsOf(demanded: unknown): [string, unknown][] {
  return isPlainObject(demanded) ? Object.entries(demanded) : [['$eq', demanded]];
}

function implies(given: FieldCondition, operator: string, operand: unknown): boolean {
  const values = given.equals !== undefined ? [given.equals] : given.oneOf;
  if (operator === '$eq') return values?.every((value) => equalValues(value, operand)) ?? false;
  if (operator === '$exists') return values?.every((value) => value !== null) ?? true;
  const upwards = operator.startsWith('$gt');
  const holds = (value: Scalar, strict: boolean) => {
    if (typeRank(value) !== typeRank(operand)) return false;
    const order = upwards ? compareValues(value, operand) : compareValues(operand, value);
    return strict ? order > 0 : order >= 0;
  };
  if (values) return values.every((value) => holds(value, !operator.endsWith('e')));
  const bound = upwards ? given.above : given.below;
  return bound !== undefined && holds(bound.value, !operator.endsWith('e') && bound.inclusive);
}
