/** Masks of domain §7.2: what may be shown where the original may not. */

/** 138****1234 */
export function maskPhone(phone: string): string {
  return phone.length < 7 ? '****' : `${phone.slice(0, 3)}****${phone.slice(-4)}`;
}

/** 张*, 欧阳* (two-character surnames), 李*明 */
export function maskName(name: string): string {
  const characters = [...name];
  if (characters.length <= 1) return '*';
  if (characters.length === 2) return `${characters[0]}*`;
  if (COMPOUND_SURNAMES.has(characters.slice(0, 2).join(''))) return `${characters.slice(0, 2).join('')}*`;
  return `${characters[0]}*${characters.at(-1)}`;
}

/** A text with these names masked wherever they stand. */
export function maskNames(text: string, names: readonly string[]): string {
  return [...names]
    .sort((a, b) => b.length - a.length)
    .reduce((masked, name) => (name ? masked.replaceAll(name, maskName(name)) : masked), text);
}

/** 尾号1234 */
export function maskCard(card: string): string {
  return `尾号${card.slice(-4)}`;
}

/** 1****************7: the birth date never shows. */
export function maskIdNumber(idNumber: string): string {
  return `${idNumber.slice(0, 1)}${'*'.repeat(Math.max(0, idNumber.length - 2))}${idNumber.slice(-1)}`;
}

/** a***@x.com */
export function maskEmail(email: string): string {
  return email.replace(/^(.)[^@]*@/, '$1***@');
}

const COMPOUND_SURNAMES = new Set('欧阳 司马 上官 诸葛 东方 皇甫 尉迟 公孙 慕容 令狐 长孙 宇文 司徒 夏侯 端木 轩辕'.split(' '));
