import tokens from '../../tokens.css?inline';
import { textsOf } from '../texts';
import type { Chat, ChatState } from '../chat';
import type { ViewContext } from './component';
import { isComposing } from './composer';
import { h, refill } from './dom';
import { launcher } from './launcher';
import { panel } from './panel';
import frame from '../styles/frame.css?inline';
import conversation from '../styles/conversation.css?inline';
import cards from '../styles/cards.css?inline';
import { followViewport, lockPage } from './viewport';

/** Where the widget lives: floating over a page of the bank, or filling a place on our own page. */
export type Mode = 'float' | 'page';

export interface WidgetOptions {
  chat: Chat;
  mode: Mode;
  /** Instead of the name in our texts. */
  title?: string;
}

const PHONE = '(max-width: 719px)';

/** Draws the widget into `host`, closed off from the page's own styles. @returns what brings it up to date. */
export function mountWidget(host: HTMLElement, { chat, mode, title }: WidgetOptions): (state: ChatState) => void {
  const shadow = host.attachShadow({ mode: 'open' });
  applyStyles(shadow, [tokens.replace(/:root/g, ':host'), frame, conversation, cards]);
  const live = h('p', { class: 'unseen', 'aria-live': 'polite' });
  const root = h('div', { class: `xb ${mode}` });
  shadow.append(root, live);

  const phone = window.matchMedia(PHONE);
  const isFullScreen = (): boolean => phone.matches && chat.state().open;
  const build = (state: ChatState) => {
    const texts = textsOf(state.locale);
    const context: ViewContext = { texts, chat, title: title ?? texts.title, announce: (words) => (live.textContent = words) };
    const parts = { window: panel(context, isFullScreen), button: launcher(context), locale: state.locale };
    root.lang = state.locale;
    refill(root, parts.button.element, parts.window.element);
    return parts;
  };

  let shown = build(chat.state());
  let wasOpen = false;
  const update = (state: ChatState): void => {
    if (shown.locale !== state.locale) {
      const draft = shown.window.input.value;
      shown = build(state);
      shown.window.input.value = draft;
      root.querySelector<HTMLElement>('.language')?.focus();
    }
    root.classList.toggle('elder', state.elder);
    root.classList.toggle('open', state.open);
    shown.button.update(state);
    shown.window.update(state);
    lockPage(isFullScreen());
    if (state.open !== wasOpen) {
      const inPlace = mode === 'page' && !phone.matches;
      // A conversation that is simply there when the page opens does not take the focus, nor call up a phone's keyboard.
      if (!state.open) shown.button.element.focus();
      else if (!inPlace && !phone.matches) shown.window.input.focus();
      else if (!inPlace && mode === 'float') shown.window.element.focus();
    }
    wasOpen = state.open;
  };

  root.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || isComposing(event)) return;
    if (mode === 'float' || phone.matches) chat.hide();
  });
  phone.addListener(() => {
    if (mode === 'page' && !phone.matches) chat.show(); // beside the text there is nothing to close
    update(chat.state());
  });
  followViewport(root);
  return update;
}

/** Style sheets made by script are allowed where the page's security policy forbids style elements. */
function applyStyles(shadow: ShadowRoot, sheets: readonly string[]): void {
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(sheets.join('\n'));
    shadow.adoptedStyleSheets = [sheet];
  } catch {
    shadow.append(h('style', {}, sheets.join('\n')));
  }
}
