import { maskCard, maskEmail, maskIdNumber, maskPhone } from '../platform/masking';

/** A digit may be followed by one space or hyphen: 6222 0212 3456 7890. */
const DIGIT = String.raw`\d[ -]?`;
const NOT_INSIDE = String.raw`(?<![\w])`;
const NOT_GOING_ON = String.raw`(?![\w])`;

const ID_NUMBER = new RegExp(`${NOT_INSIDE}(?:${DIGIT}){17}[\\dXx]${NOT_GOING_ON}`, 'g');
const CARD = new RegExp(`${NOT_INSIDE}(?:${DIGIT}){12,18}\\d${NOT_GOING_ON}`, 'g');
const MOBILE = new RegExp(`${NOT_INSIDE}1[ -]?[3-9][ -]?(?:${DIGIT}){8}\\d${NOT_GOING_ON}`, 'g');
const LANDLINE = new RegExp(`${NOT_INSIDE}0\\d{2,3}[ -]?\\d{7,8}${NOT_GOING_ON}`, 'g');
const EMAIL = /(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}/g;

const EXCERPT_LENGTH = 120;

/**
 * Masks ID numbers, cards, phones and e-mail addresses inside running text (domain §7.2), for a reader who may see what was
 * said but not who said it. Names cannot be told from other words here.
 */
export function maskText(text: string): string {
  return text
    .replace(ID_NUMBER, (found) => maskIdNumber(digitsOf(found)))
    .replace(CARD, (found) => maskCard(digitsOf(found)))
    .replace(MOBILE, (found) => maskPhone(digitsOf(found)))
    .replace(LANDLINE, (found) => maskPhone(digitsOf(found)))
    .replace(EMAIL, maskEmail);
}

/** The beginning of a text, masked: at most 120 characters. */
export function maskedExcerpt(text: string): string {
  const characters = [...maskText(text)];
  return characters.length <= EXCERPT_LENGTH ? characters.join('') : `${characters.slice(0, EXCERPT_LENGTH - 1).join('')}…`;
}

/** The same for every string inside a card or another attachment. */
export function maskContent(content: unknown): unknown {
  if (typeof content === 'string') return maskText(content);
  if (Array.isArray(content)) return content.map(maskContent);
  if (content === null || typeof content !== 'object') return content;
  return Object.fromEntries(Object.entries(content).map(([name, value]) => [name, maskContent(value)]));
}

function digitsOf(found: string): string {
  return found.replace(/[ -]/g, '');
}
