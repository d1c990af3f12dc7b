export type SecretKind = 'password' | 'otp' | 'cvv';

const WORDS: readonly (readonly [SecretKind, RegExp])[] = [
  ['otp', /验证码|校验码|动态码|动态口令|短信码|\botp\b|verification code/giu],
  ['cvv', /cvv2?|cvn2?|安全码|背面三位|后三位数|签名栏/giu],
  ['password', /密码|口令|\bpin\b|password/giu],
];
const DIGIT = '[0-9０-９零〇一二三四五六七八九幺两]';
const MARK = String.raw`[\w@#$%^&*!.\-]`;
/** Letters and digits in one: no word, and rarely anything but a code. What a phone or a program is called is told apart. */
const MIXED = String.raw`(?!iphone|ipad|ios|android|win\d|app|atm|pos|vip|xb\d{8}|[\w.+-]+@)(?=${MARK}{0,31}\d)(?=${MARK}{0,31}[a-z])${MARK}{4,32}`;
/** Behind a number: it counts something. */
const COUNTS = '[元块万个天年月号笔次位分秒条张岁期]';

/** A code of 3–8 digits within a few words of its name, digits possibly spaced, full width or Chinese. */
const CODE_BEHIND = new RegExp(`^[^0-9０-９。；;\\n]{0,8}?(${DIGIT}(?:[\\s-]?${DIGIT}){2,7})(?![0-9０-９]|${COUNTS})`, 'u');
const WORD_BEHIND = /^\s*(?:[就都]?是|为|(?:is\s*)?[:：=])\s*([\w@#$%^&*!.\-]{4,32})/iu;
const MIXED_BEHIND = new RegExp(String.raw`^[\s"'“‘「（(]*(?:[就都]?是|为|is\b|was\b|[:：=])?[\s"'“‘「（(]*(${MIXED})`, 'iu');
/** A password of more digits than a code stands right behind its name; a mobile number there is one to be reached by. */
const LONG_BEHIND = new RegExp(`^\\s*(?!1[3-9][0-9]{9}(?![0-9]))(${DIGIT}{9,12})(?![0-9０-９]|${COUNTS})`, 'u');
/** 639214就是验证码, Passw0rd 是我的登录密码, hunter2 is my password: in front of its name, and said to be it. */
const IN_FRONT = new RegExp(
  String.raw`(?<![\w０-９])(${MIXED}|${DIGIT}(?:[\s-]?${DIGIT}){2,11})[\s"'”’」）)]*` +
    String.raw`(?:[,，]?\s*[这那它]?[个串组]?(?:数字)?[就便正都才也]?(?:是|为|即|系|=|\bis\b|\bwas\b)|[,，]?[这那][个串组]|[（(])\s*` +
    String.raw`(?:我|你|您|他|她|们|的|刚|才|收到|发来|发给|银行|手机|短信|登[录陆]|支付|交易|取款|查询|信用|卡|网银|新|旧|原|老|设置?|改|my\s|the\s|your\s|login\s|sms\s){0,8}$`,
  'iu',
);
/** What a number in front is the number of. */
const NAMED = /(?:尾号|卡号|[账帐户单编工]号|电话|手机号|号码|后四位|金额)[:：是为\s]{0,2}$/u;
/** Who sends codes: 95588, 10086. */
const HOTLINE = /^(?:9[56]|1[02])\d{3}$/;
const MOBILE = /^1[3-9]\d{9}$/;
/** 密码支付, 密码器 and 密码锁 are no password. */
const ANOTHER_THING = /^(?:支付|输错|锁|器|箱|重置)/u;
const AROUND = 48;
const REPLACEMENT = '[已删除]';

interface Range {
  start: number;
  end: number;
}

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
      for (const secret of [inFront(result, match.index, end, position), behind(kind, result, end)]) {
        if (!secret) continue;
        parts.push(result.slice(position, secret.start), REPLACEMENT);
        position = secret.end;
        removed.add(kind);
      }
    }
    result = parts.join('') + result.slice(position);
  }
  return { text: result, removed: [...removed] };
}

/** The secret behind its name, which ends at `from`. */
function behind(kind: SecretKind, text: string, from: number): Range | undefined {
  const read = text.slice(from, from + AROUND);
  const secret =
    (kind === 'otp' ? null : WORD_BEHIND.exec(read)) ??
    MIXED_BEHIND.exec(read) ??
    (kind === 'password' ? LONG_BEHIND.exec(read) : null) ??
    CODE_BEHIND.exec(read);
  if (!secret?.[1]) return undefined;
  const start = from + read.indexOf(secret[1], secret[0].length - secret[1].length);
  return { start, end: start + secret[1].length };
}

/** The secret in front of its name, which stands from `to` to `nameEnd`; nothing before `floor` is looked at. */
function inFront(text: string, to: number, nameEnd: number, floor: number): Range | undefined {
  const from = Math.max(floor, to - AROUND);
  const read = text.slice(from, to);
  const secret = IN_FRONT.exec(read);
  if (!secret?.[1] || ANOTHER_THING.test(text.slice(nameEnd, nameEnd + 2))) return undefined;
  if (HOTLINE.test(secret[1]) || MOBILE.test(secret[1]) || NAMED.test(read.slice(0, secret.index))) return undefined;
  const start = from + secret.index;
  return { start, end: start + secret[1].length };
}
