/** A piece of a text: plain, or with the address that it leads to. */
export interface TextPart {
  text: string;
  href?: string;
}

const LINK = /https?:\/\/[^\s<>"'，。；：！？、（）《》【】“”]+/;
/** Bank and service hotlines (95 and 5 or 6 digits in all, 12378 …), emergency numbers, 400 and 1010 lines. */
const HOTLINE =
  /95\d{3,4}(?!\d)|96110|1237[89]|12363|12386|12356|12315|12345|12321|12348|12110|110|120|119|1010\d{4}|400-?\d{3}-?\d{4}/;
const BOTH = new RegExp(`(${LINK.source})|(${HOTLINE.source})`, 'g');
/** What makes digits a part of something else: a longer number, a sum, a date, a code. */
const BEFORE = /[\w￥¥$.,:/-]$/;
const AFTER =
  /^(?:[\w%-]|[.,:/]\d|\s*(?:元|块|万|千|百|亿|年|月|天|日|号|岁|个|位|件|条|笔|次|分|秒|点|小时|字|页|yuan|RMB|CNY))/;

/** Splits a text into plain parts and links: web addresses, and hotlines as `tel:`. Joined again, the parts are the text. */
export function splitLinks(text: string): TextPart[] {
  const parts: TextPart[] = [];
  let from = 0;
  for (const match of text.matchAll(BOTH)) {
    const [found, link] = match;
    const shown = link ? found.replace(/[.,;:!?)\]]+$/, '') : found;
    const end = match.index + shown.length;
    if (!link && (BEFORE.test(text.slice(0, match.index)) || AFTER.test(text.slice(end)))) continue;
    if (match.index > from) parts.push({ text: text.slice(from, match.index) });
    parts.push({ text: shown, href: link ? shown : `tel:${shown.replace(/-/g, '')}` });
    from = end;
  }
  if (from < text.length) parts.push({ text: text.slice(from) });
  return parts;
}
