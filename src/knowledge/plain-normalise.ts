/** The least that a search needs of a text: half width, lower case, only letters and digits. */
export function plainNormalise(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}
