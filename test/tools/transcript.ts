import type { Consumer, SeenActivity } from './consumer';

/**
 * Plays a transcript: lines `消费者 …` are said, lines `小保 …` are what must be heard, bubble for bubble and none left over.
 * `…` stands for any words, `{number}` catches a word (and fills later lines), `[a|b]` at the end are the buttons.
 *
 * @returns what the names in braces caught.
 */
export async function play(consumer: Consumer, transcript: string): Promise<Record<string, string>> {
  const caught: Record<string, string> = {};
  let waiting: SeenActivity[] = [];
  for (const line of transcript.split('\n').map((one) => one.trim())) {
    const [, speaker, words = ''] = /^(消费者|小保)\s+(.*)$/u.exec(line) ?? [];
    if (!speaker) continue;
    if (speaker === '消费者') {
      expectNothingLeft(waiting);
      waiting = await consumer.say(fill(words, caught));
    } else {
      const bubble = waiting.shift();
      if (!bubble) throw new Error(`Nothing more was said, where this was expected: ${words}`);
      expect(spoken(bubble)).toMatch(pattern(words, caught));
      Object.assign(caught, pattern(words, caught).exec(spoken(bubble))?.groups);
    }
  }
  expectNothingLeft(waiting);
  return caught;
}

function expectNothingLeft(waiting: readonly SeenActivity[]): void {
  expect(waiting.map(spoken)).toEqual([]);
}

/** A bubble as one line: its words, then its buttons. */
function spoken({ text, suggestedActions }: SeenActivity): string {
  const buttons = suggestedActions ? ` [${suggestedActions.actions.map((action) => action.title).join('|')}]` : '';
  return (text ?? '').replace(/\s*\n\s*/gu, ' ') + buttons;
}

function pattern(words: string, caught: Record<string, string>): RegExp {
  const escaped = fill(words, caught)
    .replace(/[.*+?^$()|[\]\\]/g, '\\$&')
    .replace(/…/gu, '.*')
    .replace(/\{(\w+)\}/g, '(?<$1>[\\w-]+)');
  return new RegExp(`^${escaped}${/\\\]$/.test(escaped) ? '' : '(?: \\[[^\\]]*\\])?'}$`, 'u');
}

function fill(words: string, caught: Record<string, string>): string {
  return words.replace(/\{(\w+)\}/g, (whole, name: string) => caught[name] ?? whole);
}
