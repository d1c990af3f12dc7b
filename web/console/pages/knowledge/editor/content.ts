import type { Content } from '../knowledge-types';

/** A text as it is stored: without the empty lines and pasted control characters that a form has and the server refuses. */
export function cleanContent(content: Content): Content {
  const { detail: written, plain: plainly, validTo, reviewBy, needsConfirmation, ...rest } = content;
  const detail = cleanText(written ?? '');
  const plain = cleanText(plainly ?? '');
  return {
    ...rest,
    title: cleanLine(content.title),
    answer: cleanText(content.answer),
    wordings: content.wordings.map(cleanLine).filter(Boolean),
    citations: content.citations.filter(({ instrument }) => instrument).map(cleanCitation),
    ...(detail ? { detail } : {}),
    ...(plain ? { plain } : {}),
    ...(validTo ? { validTo } : {}),
    ...(reviewBy ? { reviewBy } : {}),
    ...(needsConfirmation ? { needsConfirmation } : {}),
  };
}

/** Line breaks stay; white space around the whole says nothing. */
function cleanText(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\n]/gu, ' ')
    .trim();
}

/** One line, whatever was pasted. A reason is one too. */
export function cleanLine(text: string): string {
  return text.replace(/\p{Cc}+/gu, ' ').trim();
}

function cleanCitation({ article, ...rest }: Content['citations'][number]): Content['citations'][number] {
  return { ...rest, ...(article && cleanLine(article) ? { article: cleanLine(article) } : {}) };
}

/** Whether the server would store the same. */
export function sameContent(a: Content, b: Content): boolean {
  return canonical(cleanContent(a)) === canonical(cleanContent(b));
}

/** Whether one field says the same. */
export function sameField(a: unknown, b: unknown): boolean {
  return canonical(a) === canonical(b);
}

/** JSON whose keys stand in one order, whatever order they came in. */
function canonical(value: unknown): string {
  return (
    JSON.stringify(value, (_key, part: unknown) =>
      part && typeof part === 'object' && !Array.isArray(part)
        ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
        : part,
    ) ?? ''
  );
}

/** A new entry, before anybody has written on it. `today` as `YYYY-MM-DD`. */
export function emptyContent(title: string, category: string, today: string): Content {
  return {
    title,
    category,
    wordings: [],
    answer: '',
    citations: [],
    followUps: [],
    audience: { channels: [], readers: 'all', staffOnly: false },
    validFrom: today,
  };
}
