import { en } from '../../locales/bot/en';
import { zhCN } from '../../locales/bot/zh-CN';
import type { Consumer, SeenActivity } from './consumer';
import type { Phone } from './wechat-platform/phone';

/** How a channel shows what Xiaobao says, as one text. */
interface Channel {
  /** Says it. @returns what is answered, which over a channel that does not tell where an answer ends is waited for */
  ask(words: string, expected: RegExp): Promise<string>;
  /** What stands between two messages; `…` never stands for a line break. */
  joint: '\n' | ' ';
  /** The pattern of the choices under a message; without titles that of any, or none. */
  choices(titles?: readonly string[]): string;
}

/**
 * Plays a transcript: lines `消费者 …` are said, lines `小保 …` are what must be heard, bubble for bubble and none left over.
 * `…` stands for any words, `{number}` catches a word (and fills later lines), `[a|b]` at the end are the choices.
 *
 * @returns what the names in braces caught.
 */
export function play(consumer: Consumer, transcript: string): Promise<Record<string, string>> {
  return perform(directLine(consumer), transcript);
}

/** The same over WeChat, where one message holds as many bubbles as it has room for, and choices are numbered lines. */
export function playOverWechat(phone: Phone, transcript: string): Promise<Record<string, string>> {
  return perform(wechat(phone), transcript);
}

async function perform(channel: Channel, transcript: string): Promise<Record<string, string>> {
  const caught: Record<string, string> = {};
  for (const { words, answers } of readTurns(transcript)) {
    const expected = new RegExp(`^${answers.map((answer) => pattern(answer, caught, channel)).join(channel.joint)}$`, 'u');
    const heard = await channel.ask(fill(words, caught), expected);
    expect(heard).toMatch(expected);
    Object.assign(caught, expected.exec(heard)?.groups);
  }
  return caught;
}

interface PlayedTurn {
  words: string;
  answers: string[];
}

function readTurns(transcript: string): PlayedTurn[] {
  const turns: PlayedTurn[] = [];
  for (const line of transcript.split('\n')) {
    const [, speaker, words = ''] = /^\s*(消费者|小保)\s+(.*?)\s*$/u.exec(line) ?? [];
    if (speaker === '消费者') turns.push({ words, answers: [] });
    else if (speaker) turns.at(-1)!.answers.push(words);
  }
  return turns;
}

function pattern(line: string, caught: Record<string, string>, { choices }: Channel): string {
  const [, words = '', titles] = /^(.*?)(?: \[(.*)\])?$/u.exec(fill(line, caught))!;
  return literally(words) + (titles === undefined ? choices() : choices(titles.split('|').map(literally)));
}

function literally(words: string): string {
  return words
    .replace(/[.*+?^$()|[\]\\]/g, '\\$&')
    .replace(/…/gu, '.*')
    .replace(/\{(\w+)\}/g, '(?<$1>[\\w-]+)');
}

function fill(words: string, caught: Record<string, string>): string {
  return words.replace(/\{(\w+)\}/g, (whole, name: string) => caught[name] ?? whole);
}

function inOneLine(text: string): string {
  return text.replace(/\s+/gu, ' ').trim();
}

function directLine(consumer: Consumer): Channel {
  return {
    ask: async (words) => (await consumer.say(words)).map(bubbleInOneLine).join('\n'),
    joint: '\n',
    choices: (titles) => (titles ? ` \\[${titles.join('\\|')}\\]` : '(?: \\[[^\\]]*\\])?'),
  };
}

function bubbleInOneLine({ text = '', suggestedActions }: SeenActivity): string {
  const choices = suggestedActions ? ` [${suggestedActions.actions.map(({ title }) => title).join('|')}]` : '';
  return inOneLine(text) + choices;
}

/** Of several lists in one answer only the last has numbers. */
function wechat(phone: Phone): Channel {
  const { history } = phone;
  let read = history.bubbles.length;
  const unread = (): string =>
    history.bubbles
      .slice(read)
      .filter(({ from }) => from !== 'user')
      .map(({ text }) => inOneLine(text))
      .join(' ');
  const hint = `(?:${zhCN.wechat.answerByNumber}|${en.wechat.answerByNumber})`;
  return {
    async ask(words, expected) {
      await phone.says(words);
      // What came instead is shown by the comparison.
      await history.until(() => expected.test(unread())).catch(() => undefined);
      const heard = unread();
      read = history.bubbles.length;
      return heard;
    },
    joint: ' ',
    choices(titles) {
      if (!titles) return `(?:(?: · [^·]*)+| 1\\. .*${hint})?`;
      const [plain, numbered] = ['·', '\\d\\.'].map((mark) => titles.map((title) => ` ${mark} ${title}`).join(''));
      return `(?:${plain}|${numbered} ${hint})`;
    },
  };
}
