export type SecretKind = 'password' | 'otp' | 'cvv';

const WORDS: readonly (readonly [SecretKind, RegExp])[] = [
  ['otp', /验证码|校验码|动态码|动态口令|短信码|\botp\b|verification code/giu],
  ['cvv', /cvv2?|cvn2?|安全码|背面三位|后三位数|签名栏/giu],
  ['password', /密码|口令|\bpin\b|password/giu],
];
const DIGIT = '[0-9０-９零〇一二三四五六七八九幺两]';
/** A code of 3–8 digits within a few words of its name, digits possibly spaced, full width or Chinese. */
const CODE_BEHIND = new RegExp(
  `^[^0-9０-９。；;\\n]{0,8}?(${DIGIT}(?:[\\s-]?${DIGIT}){2,7})(?![0-9０-９]|[元块万个天年月号笔])`,
  'u',
);
const WORD_BEHIND = /^\s*(?:是|为|[:：=])\s*([\w@#$%^&*!.\-]{4,32})/u;
const REPLACEMENT = '[已删除]';

/**
 * Removes what must never be kept: passwords, one-time codes, card security codes (C3 of JR/T 0171; domain §7).
 * Works on the text as typed; what is removed cannot be had back. Linear in the length of the text.
 */
export function removeSecrets(text: string): { text: string; removed: SecretKind[] } {
  const removed = new Set<SecretKind>();
  let result = text;
  for (const [kind, name] of WORDS) {
    const parts: string[] = [];
    let position = 0;
    for (const match of result.matchAll(name)) {
      const end = match.index + match[0].length;
      if (end < position) continue;
      const behind = result.slice(end, end + 48);
      const secret = (kind === 'otp' ? null : WORD_BEHIND.exec(behind)) ?? CODE_BEHIND.exec(behind);
      if (!secret?.[1]) continue;
      const start = end + behind.indexOf(secret[1], secret[0].length - secret[1].length);
      parts.push(result.slice(position, start), REPLACEMENT);
      position = start + secret[1].length;
      removed.add(kind);
    }
    result = parts.join('') + result.slice(position);
  }
  return { text: result, removed: [...removed] };
}
