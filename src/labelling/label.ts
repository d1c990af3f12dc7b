import { z } from 'zod';

/** What a person says that a sentence means. */
export interface Label {
  text: string;
  /** A fine intent of `content/intents`. */
  intent: string;
}

const LONGEST_TEXT = 500;

const labelShape = z.object({ text: z.string().trim().min(1).max(LONGEST_TEXT), intent: z.string().max(60) });

/** Reads one line of a label file; a string says what is wrong with it. */
export function readLabel(line: string | undefined, known: ReadonlySet<string>): Label | string {
  if (line === undefined) return 'This line is too long.';
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return 'This line is not valid JSON.';
  }
  const result = labelShape.safeParse(value);
  if (!result.success) {
    const issue = result.error.issues[0];
    return `${issue?.path.join('.') || 'line'}: ${issue?.message ?? 'not valid'}`;
  }
  const { text, intent } = result.data;
  return known.has(intent) ? { text, intent } : `intent: "${intent}" is not declared in content/intents`;
}
