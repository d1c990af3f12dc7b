import type { WidgetTexts } from '../../../locales/widget/zh-CN';
import type { Chat, ChatState } from '../chat';

/** A part of the view: made once per language, brought up to date after every change. */
export interface Component {
  element: HTMLElement;
  update: (state: ChatState) => void;
}

/** What every part needs: the words, and what can be done. */
export interface ViewContext {
  texts: WidgetTexts;
  chat: Chat;
  /** The name of this service, as the embedding page wants it. */
  title: string;
  /** Says something to screen readers only. */
  announce: (text: string) => void;
}
