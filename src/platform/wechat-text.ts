/**
 * WeChat takes about 2048 bytes of a text; 600 Chinese characters are 1800 (domain §6). Emoji are why bytes count too. Both leave
 * room for the line that says that more is to come.
 */
const CHARACTER_LIMIT = 580;
const BYTE_LIMIT = 2000;

/** What is never cut: a link, a number with its marks, a word of Latin letters, else one character as a reader sees it. */
const ATOM =
  /https?:\/\/[\w\-.~:/?#[\]@!$&'()*+,;=%]+|[\d０-９]+(?:[.,:/\-％%*][\d０-９*]+)*[%％千百万亿]*[年月日时分天元]?|[A-Za-z][A-Za-z'-]*/uy;
const SENTENCE_END = /[。！？；!?;\n]$/u;
const PAUSE = /[，、,：:\s]$/u;

const graphemes = new Intl.Segmenter('zh', { granularity: 'grapheme' });

/** Whether a text goes as one message. */
export function fits(text: string): boolean {
  return Buffer.byteLength(text) <= BYTE_LIMIT && [...text].length <= CHARACTER_LIMIT;
}

/**
 * Cuts a text into parts that each go as one message: behind a sentence, else at a pause, never inside a number, a link or an
 * emoji (unless that alone is too long). The same text gives the same parts.
 */
export function cutText(text: string): string[] {
  const parts: string[] = [];
  let rest = text;
  while (!fits(rest)) {
    const taken = firstPart(rest);
    parts.push(taken.trimEnd());
    rest = rest.slice(taken.length).trimStart();
  }
  return [...parts, rest].filter((part) => part.trim() !== '');
}

/**
 * A text with its choices beneath it, one a line.
 * @param answerByNumber says that a number answers: the choices get theirs
 */
export function withChoices(text: string, choices: readonly string[], answerByNumber?: string): string {
  const lines = choices.map((choice, index) => (answerByNumber ? `${index + 1}. ${choice}` : `· ${choice}`));
  const last = answerByNumber && lines.length > 0 ? [answerByNumber] : [];
  return [text, ...lines, ...last].filter(Boolean).join('\n');
}

function firstPart(text: string): string {
  let whole = '';
  let characters = 0;
  let bytes = 0;
  let sentence = 0;
  let pause = 0;
  for (const atom of atomsOf(text)) {
    characters += [...atom].length;
    bytes += Buffer.byteLength(atom);
    if (characters > CHARACTER_LIMIT || bytes > BYTE_LIMIT) break;
    whole += atom;
    if (SENTENCE_END.test(atom)) sentence = whole.length;
    else if (PAUSE.test(atom)) pause = whole.length;
  }
  if (whole === '') return hardPart(text);
  // A cut far from the end would cost a message more than it helps the reader.
  const least = whole.length / 3;
  if (sentence >= least) return whole.slice(0, sentence);
  return pause >= least ? whole.slice(0, pause) : whole;
}

/** Something that is longer than a message all by itself. */
function hardPart(text: string): string {
  let part = '';
  for (const character of text) {
    if (!fits(part + character)) break;
    part += character;
  }
  return part;
}

function* atomsOf(text: string): Generator<string> {
  for (let at = 0; at < text.length;) {
    ATOM.lastIndex = at;
    // Marks behind a link belong to the sentence.
    const atom = ATOM.exec(text)?.[0].replace(/(?<=^https?:.*)[.,;:!?)'\]]+$/u, '') || firstGrapheme(text, at);
    yield atom;
    at += atom.length;
  }
}

/** A character of everyday Chinese or ASCII that nothing is joined to. */
const PLAIN = /[\u4e00-\u9fff\u3000-\u3029\u3030\uff01-\uff5e\x20-\x7e\n](?![\p{M}\u200d\ufe0f])/uy;

function firstGrapheme(text: string, at: number): string {
  PLAIN.lastIndex = at;
  const plain = PLAIN.exec(text)?.[0];
  if (plain) return plain;
  // A grapheme is short; looking at a window keeps a long text linear.
  const [first] = graphemes.segment(text.slice(at, at + 64));
  return first?.segment ?? text.charAt(at);
}
