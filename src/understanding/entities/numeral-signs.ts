/** The signs that numbers are written with. */

export const DIGITS = digitTable('零〇一二三四五六七八九', '零零壹贰叁肆伍陆柒捌玖');
export const MULTIPLIERS: Readonly<Record<string, number>> = {
  十: 10,
  拾: 10,
  百: 100,
  佰: 100,
  千: 1000,
  仟: 1000,
  万: 10_000,
  亿: 100_000_000,
  兆: 1_000_000_000_000,
};
/** 兆 counts sums of yen or won; elsewhere it is a megabyte. */
const TRILLIONS = /^兆(?:[元圆日美韩]|[^,。]{1,8}亿)/;

/** Chinese digits said one by one, 幺三八 or 二〇二六, as Arabic digits; other characters stay. */
export function spellDigits(words: string): string {
  let digits = '';
  for (const character of words) digits += character === '幺' ? '1' : (DIGITS[character] ?? character);
  return digits;
}

export function isDigit(character: string): boolean {
  return character >= '0' && character <= '9';
}

/** `,234,567` behind up to three digits. */
export function readGroups(text: string, at: number): { digits: string; end: number } {
  let digits = '';
  let end = at;
  while (
    text.charAt(end) === ',' &&
    /^\d{3}$/.test(text.slice(end + 1, end + 4)) &&
    !isDigit(text.charAt(end + 4)) &&
    digits.length < 9
  ) {
    digits += text.slice(end + 1, end + 4);
    end += 4;
  }
  return { digits, end };
}

/** `.50`; nothing where the point ends a sentence, as in 存800.12月扣了. */
export function readDecimals(text: string, at: number): string | undefined {
  const decimals = /^\.\d{1,6}(?!\d)/.exec(text.slice(at, at + 9))?.[0];
  if (!decimals) return undefined;
  const behind = text.slice(at + decimals.length, at + decimals.length + 2);
  return /^(?:[月日号年天]|个月|\.\d)/.test(behind) ? undefined : decimals;
}

/** What the character multiplies by: 十 to 兆, behind Arabic digits w and k too (1w, 3K), not as the start of a word. */
export function multiplierAt(text: string, at: number, arabic: boolean): number | undefined {
  const character = text.charAt(at);
  if (character === '兆' && !TRILLIONS.test(text.slice(at, at + 10))) return undefined;
  const letter = arabic ? character.toLowerCase() : '';
  if ((letter !== 'w' && letter !== 'k') || /^[a-z]/i.test(text.charAt(at + 1))) return MULTIPLIERS[character];
  return letter === 'w' ? 10_000 : 1000;
}

function digitTable(...rows: string[]): Readonly<Record<string, string>> {
  const table: Record<string, string> = { 两: '2', 俩: '2' };
  for (const row of rows) for (const [index, character] of [...row].entries()) table[character] = String(Math.max(0, index - 1));
  return table;
}
