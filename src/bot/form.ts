import type { DialogTurn, Said } from './dialog';
import { isCorrection } from './answers';

/** One thing a form wants to know. */
export interface Field<Data, Value> {
  /** An optional one may be skipped. */
  optional?: boolean;
  /** Whether it matters, given what is known; default: always. */
  wanted?(data: Partial<Data>): boolean;
  label(turn: DialogTurn): string;
  ask(turn: DialogTurn, data: Partial<Data>): Said;
  /** Said when an answer could not be read, before the question stands again. */
  retry?(turn: DialogTurn): Said;
  /** What a message says about this field; `asked` when its question is open, `again` when it was not answered at first. */
  read(turn: DialogTurn, asked: boolean, data: Partial<Data>, again: boolean): Value | undefined;
  /** Joins something said later to what is known; without it a later mention changes nothing unless it corrects. */
  join?(known: Value, more: Value): Value;
  show(value: Value, turn: DialogTurn): string;
  /** Any words answer its question, so it takes only a message that corrected nothing else. */
  anyWords?: boolean;
  /** Not shown in summaries. */
  hidden?: boolean;
}

/** Fields in the order in which they are asked. */
export type Fields<Data extends object> = { [Key in keyof Data]-?: Field<Data, NonNullable<Data[Key]>> };

export interface FormState<Data> {
  data: Partial<Data>;
  /** The field whose question is open. */
  asked: (keyof Data & string) | null;
  /** The field that was asked for again, because nothing answered its question. */
  again?: keyof Data & string;
  skipped: (keyof Data & string)[];
  /** Fields asked so far, for going back. */
  trail: (keyof Data & string)[];
}

export interface Heard<Data> {
  form: FormState<Data>;
  learned: (keyof Data & string)[];
  corrected: (keyof Data & string)[];
}

export function emptyForm<Data>(): FormState<Data> {
  return { data: {}, asked: null, skipped: [], trail: [] };
}

/** Fills in whatever the message says, in any order, several fields at once; a correction replaces what was understood. */
export function listen<Data extends object>(fields: Fields<Data>, form: FormState<Data>, turn: DialogTurn): Heard<Data> {
  const data = { ...form.data };
  const learned: Heard<Data>['learned'] = [];
  const corrected: Heard<Data>['corrected'] = [];
  const correcting = isCorrection(turn.text);
  const inOrder = keys(fields).sort((a, b) => Number(fields[a].anyWords ?? false) - Number(fields[b].anyWords ?? false));
  for (const key of inOrder) {
    const field = fields[key];
    if (field.anyWords && corrected.length > 0) continue;
    const asked = form.asked === key;
    const value = field.read(turn, asked, data, asked && form.again === key);
    if (value === undefined) continue;
    const known = data[key];
    if (known === undefined || known === null) {
      data[key] = value;
      learned.push(key);
    } else if (asked || (correcting && !field.join)) {
      data[key] = value;
      corrected.push(key);
    } else if (field.join && !correcting) {
      data[key] = field.join(known, value);
    }
  }
  const answered = form.asked !== null && (learned.includes(form.asked) || corrected.includes(form.asked));
  return { form: { ...form, data, asked: answered ? null : form.asked }, learned, corrected };
}

/** The next field to ask for; `null` when everything that matters is known. */
export function nextField<Data extends object>(fields: Fields<Data>, form: FormState<Data>): (keyof Data & string) | null {
  return (
    keys(fields).find((key) => {
      const value = form.data[key];
      return (value === undefined || value === null) && !form.skipped.includes(key) && (fields[key].wanted?.(form.data) ?? true);
    }) ?? null
  );
}

export function askFor<Data>(form: FormState<Data>, key: keyof Data & string): FormState<Data> {
  return { ...form, asked: key, trail: form.asked === key ? form.trail : [...form.trail.filter((past) => past !== key), key] };
}

export function skip<Data>(form: FormState<Data>, key: keyof Data & string): FormState<Data> {
  return { ...form, asked: null, skipped: [...form.skipped, key] };
}

/** Opens the question before the present one again; `null` at the first. */
export function goBack<Data>(form: FormState<Data>): FormState<Data> | null {
  const trail = form.asked === form.trail.at(-1) ? form.trail.slice(0, -1) : form.trail;
  const previous = trail.at(-1);
  return previous ? reopen({ ...form, trail }, previous) : null;
}

/** Forgets one answer, so that it is asked for again. */
export function reopen<Data>(form: FormState<Data>, key: keyof Data & string): FormState<Data> {
  const data = { ...form.data };
  delete data[key];
  return { ...form, data, asked: key, skipped: form.skipped.filter((one) => one !== key) };
}

/** Known answers as label and value, in the form's order. */
export function shown<Data extends object>(
  fields: Fields<Data>,
  form: FormState<Data>,
  turn: DialogTurn,
  only?: readonly (keyof Data & string)[],
): { key: keyof Data & string; label: string; value: string }[] {
  return keys(fields).flatMap((key) => {
    const value = form.data[key];
    if (fields[key].hidden || value === undefined || value === null || (only && !only.includes(key))) return [];
    return [{ key, label: fields[key].label(turn), value: fields[key].show(value, turn) }];
  });
}

function keys<Data extends object>(fields: Fields<Data>): (keyof Data & string)[] {
  return Object.keys(fields) as (keyof Data & string)[];
}
