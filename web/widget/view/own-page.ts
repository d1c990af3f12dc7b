import type { ChatState } from '../chat';

/** Carries the consumer's choices and the bank's settings over to the text of our own page. */
export function updateOwnPage({ locale, elder, settings }: ChatState): void {
  const { documentElement } = document;
  documentElement.lang = locale;
  documentElement.classList.toggle('elder', elder);
  if (!settings) return;
  for (const place of document.querySelectorAll('[data-bank]')) place.textContent = settings.bankName;
  for (const place of document.querySelectorAll<HTMLAnchorElement>('a[data-hotline]')) {
    place.textContent = settings.hotline;
    place.href = `tel:${settings.hotline.replace(/-/g, '')}`;
  }
}
