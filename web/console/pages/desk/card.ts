import type { Attachment } from '../../staff-api';

/** A card of the bot, as far as an agent needs it. */
export interface Card {
  title?: string;
  texts: string[];
  rows: { label: string; value: string }[];
  choices: string[];
}

type Json = Record<string, unknown>;

/**
 * Reads the cards that bots send: hero cards, adaptive cards, and plain objects with a title and labelled values (the receipt, the
 * FAQ answer). Whatever is not understood is left out; an attachment that is no card gives `null`.
 */
export function readCard({ content }: Attachment): Card | null {
  if (!isObject(content)) return null;
  const card: Card = { texts: [], rows: [], choices: [] };
  collect(content, card, 0);
  const empty = !card.title && card.texts.length + card.rows.length + card.choices.length === 0;
  return empty ? null : card;
}

const DEEPEST = 6;
const TITLES = ['title'] as const;
const WORDS = ['subtitle', 'text', 'answer', 'note', 'source', 'disclaimer'] as const;
const CHOICES = ['buttons', 'actions'] as const;

function collect(node: Json, card: Card, depth: number): void {
  if (depth > DEEPEST) return;
  const label = words(node.label) ?? words(node.title) ?? words(node.name);
  const value = words(node.value);
  if (depth > 0 && label && value !== undefined) {
    card.rows.push({ label, value });
    return;
  }
  for (const key of TITLES) {
    const title = words(node[key]);
    if (title && !card.title) card.title = title;
    else if (title) card.texts.push(title);
  }
  for (const key of WORDS) {
    const text = words(node[key]);
    if (text) card.texts.push(text);
  }
  for (const key of CHOICES) card.choices.push(...titles(node[key]));
  for (const [key, child] of Object.entries(node)) {
    if ((CHOICES as readonly string[]).includes(key) || !Array.isArray(child)) continue;
    for (const one of child) if (isObject(one)) collect(one, card, depth + 1);
  }
}

function titles(list: unknown): string[] {
  if (!Array.isArray(list)) return [];
  return list.flatMap((one: unknown) => (isObject(one) ? (words(one.title) ?? words(one.label) ?? []) : (words(one) ?? [])));
}

function words(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value.trim() ? value.trim() : undefined;
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
