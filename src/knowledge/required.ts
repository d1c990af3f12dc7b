import type { Day } from '../platform/shanghai';
import type { Category } from './categories';
import type { EntryContent } from './entry';
import type { Finding, LintRules } from './lint';

/** Fewer ways of asking than this, and consumers do not find it. */
const WORDINGS_WANTED = 3;
/** What an answer may leave to be filled in. */
const PLACEHOLDERS = new Set(['{BANK_HOTLINE}']);

export interface RequiredContext {
  /** Of the entry that is checked. */
  id?: string;
  categories: readonly Category[];
  /** Whether consumers can be led to an entry. */
  isLive: (id: string) => boolean;
  rules: LintRules;
  day: Day;
}

/** What an entry lacks, or holds that no entry may hold. `wanted`: only a warning. */
export function checkRequired(content: EntryContent, context: RequiredContext): { wanted: Finding[]; needed: Finding[] } {
  const { messages } = context.rules;
  const needed: Finding[] = [];
  const wanted: Finding[] = [];
  for (const field of ['title', 'answer', 'category'] as const)
    if (!content[field].trim()) needed.push({ rule: 'required', field, found: '', reason: messages.missing });
  if (content.category && !context.categories.some(({ key }) => key === content.category))
    needed.push({ rule: 'required', field: 'category', found: content.category, reason: messages.unknownCategory });
  if (content.reviewBy === undefined) needed.push({ rule: 'required', field: 'reviewBy', found: '', reason: messages.missing });
  if (content.validTo !== undefined && content.validTo < context.day)
    needed.push({ rule: 'dates', field: 'validTo', found: content.validTo, reason: messages.over });
  needed.push(...checkTexts(content, messages), ...checkOwnFollowUp(content, context));

  if (content.wordings.length < WORDINGS_WANTED) {
    const reason = messages.fewWordings.replace('{count}', `${WORDINGS_WANTED}`);
    wanted.push({ rule: 'wordings', field: 'wordings', found: `${content.wordings.length}`, reason });
  }
  if (content.citations.length === 0)
    wanted.push({ rule: 'citation', field: 'citations', found: '', reason: messages.noCitation });
  for (const id of content.followUps)
    if (id !== context.id && !context.isLive(id))
      wanted.push({ rule: 'followUp', field: 'followUps', found: id, reason: messages.unknownFollowUp });
  return { wanted, needed };
}

function checkTexts(content: EntryContent, messages: LintRules['messages']): Finding[] {
  return (['title', 'answer', 'detail', 'plain'] as const).flatMap((field) => {
    const text = content[field] ?? '';
    const markup = /<\/?[a-z!][^>]*>?/i.exec(text)?.[0];
    const placeholder = text.match(/\{[^}]*\}?/g)?.find((found) => !PLACEHOLDERS.has(found));
    return [
      ...(markup === undefined ? [] : [{ rule: 'markup', field, found: markup, reason: messages.markup }]),
      ...(placeholder === undefined ? [] : [{ rule: 'placeholder', field, found: placeholder, reason: messages.placeholder }]),
    ];
  });
}

function checkOwnFollowUp({ followUps }: EntryContent, { id, rules }: RequiredContext): Finding[] {
  return id !== undefined && followUps.includes(id)
    ? [{ rule: 'followUp', field: 'followUps', found: id, reason: rules.messages.ownFollowUp }]
    : [];
}
