import type { helpMessages } from '../../locales/help/messages';
import type { HelpSources } from './help-content';
import type { ShareCards } from './share-cards';
import type { HelpMessages } from '../../locales/help/messages';

export type HelpLocale = keyof typeof helpMessages;

/** How a page is read: its language and its reading level. Both stand in the address, so that every view has one of its own. */
export interface View {
  locale: HelpLocale;
  elder: boolean;
  say: HelpMessages;
  bank: { name: string; hotline: string };
  /** `https://help.bank.example`, without a slash at its end. */
  site: string;
  /** The line that answers of some topics must carry. */
  disclaimer: HelpSources['disclaimer'];
  /** What a shared page is shown with. */
  cards: ShareCards;
  /** The language that an address without `lang` has. */
  home: HelpLocale;
}

/** A path with what this view adds to it. */
export function linkTo(view: Pick<View, 'locale' | 'elder' | 'home'>, path: string, more: Record<string, string> = {}): string {
  const query = new URLSearchParams(more);
  if (view.locale !== view.home) query.set('lang', view.locale);
  if (view.elder) query.set('reading', 'elder');
  const text = query.toString();
  return text ? `${path}?${text}` : path;
}

/** A path in the home language: the one address of a page, whoever looks at it. */
export function homeLink(path: string, elderOnly: boolean, { home }: Pick<View, 'home'>): string {
  return linkTo({ locale: home, home, elder: elderOnly }, path);
}

export function entryPath(id: string): string {
  return `/help/entry/${encodeURIComponent(id)}`;
}
