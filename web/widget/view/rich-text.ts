import { splitLinks } from '../links';
import { h } from './dom';

/** A text as it was written, with its web addresses and hotlines to press. Never markup. */
export function richText(text: string): DocumentFragment {
  const fragment = document.createDocumentFragment();
  for (const part of splitLinks(text)) {
    if (!part.href) fragment.append(part.text);
    else if (part.href.startsWith('tel:')) fragment.append(h('a', { href: part.href, class: 'tel' }, part.text));
    else fragment.append(h('a', { href: part.href, target: '_blank', rel: 'noopener noreferrer' }, part.text));
  }
  return fragment;
}
