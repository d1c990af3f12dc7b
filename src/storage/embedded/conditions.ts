import { isOperators } from './matching';
import { isScalar, typeRank, type Doc, type Scalar } from './value-order';

/** What a filter demands of one field, as far as an index can answer it. */
export interface FieldCondition {
  equals?: Scalar;
  oneOf?: Scalar[];
  above?: { value: Scalar; inclusive: boolean };
  below?: { value: Scalar; inclusive: boolean };
}

export interface Conditions {
  fields: Map<string, FieldCondition>;
  /** Whether the fields' conditions say everything the filter says. */
  complete: boolean;
}

/** Takes the simple conditions out of a filter: those that hold for every match, by field. */
export function conditionsOf(filter: Doc): Conditions {
  const conditions: Conditions = { fields: new Map(), complete: true };
  gather(filter, conditions);
  return conditions;
}

function gather(filter: Doc, into: Conditions): void {
  for (const [name, condition] of Object.entries(filter)) {
    if (name === '$and' && Array.isArray(condition)) for (const part of condition) gather(part as Doc, into);
    else if (name.startsWith('$') || !addField(name, condition, into)) into.complete = false;
  }
}

function addField(name: string, condition: unknown, into: Conditions): boolean {
  // A second condition on the same field is left to the matcher.
  if (into.fields.has(name)) return false;
  if (isScalar(condition)) {
    into.fields.set(name, { equals: condition ?? null });
    return true;
  }
  if (!isOperators(condition)) return false;
  const field: FieldCondition = {};
  let complete = true;
  for (const [operator, operand] of Object.entries(condition)) complete = addOperator(operator, operand, field) && complete;
  if (Object.keys(field).length > 0) into.fields.set(name, field);
  return complete;
}

function addOperator(operator: string, operand: unknown, field: FieldCondition): boolean {
  if (operator === '$in' && Array.isArray(operand) && operand.every(isScalar)) {
    field.oneOf = operand.map((value: Scalar | undefined) => value ?? null);
    return true;
  }
  if (!isScalar(operand)) return false;
  if (operator === '$eq') {
    field.equals = operand ?? null;
    return true;
  }
  const usableAsBound = typeRank(operand) !== 0 && !Number.isNaN(operand);
  if (!usableAsBound) return false;
  const bound = { value: operand as Scalar, inclusive: operator.endsWith('e') };
  if (operator === '$gt' || operator === '$gte') {
    if (field.above) return false;
    field.above = bound;
    return true;
  }
  if (operator === '$lt' || operator === '$lte') {
    if (field.below) return false;
    field.below = bound;
    return true;
  }
  return false;
}
