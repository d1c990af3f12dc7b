/** The text as the classifier reads it: half width and lower case. */
export function toPlainText(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}
