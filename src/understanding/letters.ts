/** Only letters and digits, lower case: what a search needs of a normalised text. */
export function lettersOf(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}
