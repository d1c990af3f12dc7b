import { maskCard, maskEmail, maskIdNumber, maskPhone } from '../platform/masking';
import { findEntities } from './entities/find-entities';

const MASKS = { phone: maskPhone, card: maskCard, idNumber: maskIdNumber, email: maskEmail } as const;

/** Six digits in a row, however written, or an at sign: without them nothing needs masking. */
const MAY_IDENTIFY = /(?:[\d０-９零〇一二三四五六七八九幺][\s.-]{0,2}){6}|[@＠]/u;

/** A text with phone, card and ID numbers and e-mail addresses masked, however they are written. */
export function maskIdentifiers(text: string, now: Date): string {
  if (!MAY_IDENTIFY.test(text)) return text;
  let masked = '';
  let position = 0;
  for (const entity of findEntities(text, { now })) {
    if (!(entity.kind in MASKS) || !('value' in entity) || typeof entity.value !== 'string') continue;
    masked += text.slice(position, entity.start) + MASKS[entity.kind as keyof typeof MASKS](entity.value);
    position = entity.end;
  }
  return masked + text.slice(position);
}
