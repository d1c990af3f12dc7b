import { composer } from './composer';
import type { Component, ViewContext } from './component';
import { connectionStrip } from './connection-strip';
import { h, setAttribute } from './dom';
import { header } from './header';
import { messageList } from './message-list';
import { refusals } from './refusals';

export interface Panel extends Component {
  input: HTMLTextAreaElement;
}

/** The whole conversation window. `isFullScreen` says whether it covers the page at this moment and so keeps the focus. */
export function panel(context: ViewContext, isFullScreen: () => boolean): Panel {
  const { chat, title, texts } = context;
  const writing = composer(context);
  const parts: Component[] = [
    header(context, () => chat.hide()),
    connectionStrip(context),
    messageList(context),
    refusals(context),
    writing,
  ];
  const element = h(
    'section',
    { class: 'panel', 'aria-label': title, tabindex: -1 },
    ...parts.map((part) => part.element),
    h('p', { class: 'drop', 'aria-hidden': 'true' }, texts.composer.drop),
  );
  takeDrops(element, (files) => chat.sendFiles(files));
  element.addEventListener('keydown', (event) => {
    if (event.key === 'Tab' && isFullScreen()) keepFocus(event, element);
  });

  let keyboard = false;
  element.addEventListener('keydown', () => (keyboard = true));
  element.addEventListener('pointerdown', () => (keyboard = false));
  return {
    element,
    input: writing.input,
    update(state) {
      const root = element.getRootNode() as ShadowRoot;
      const focused = root.activeElement;
      for (const part of parts) part.update(state);
      setAttribute(element, 'role', isFullScreen() ? 'dialog' : 'region');
      setAttribute(element, 'aria-modal', isFullScreen() ? 'true' : undefined);
      const lost = focused && !root.activeElement;
      if (lost && keyboard && state.open) writing.input.focus(); // a pressed choice is gone; on a phone the keyboard stays down
    },
  };
}

function takeDrops(element: HTMLElement, take: (files: File[]) => void): void {
  const mark = (over: boolean) => (event: DragEvent) => {
    if (!event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    element.classList.toggle('dropping', over);
  };
  element.addEventListener('dragover', mark(true));
  element.addEventListener('dragleave', mark(false));
  element.addEventListener('drop', (event) => {
    mark(false)(event);
    take(Array.from(event.dataTransfer?.files ?? []));
  });
}

/** Tab goes round within a window that covers the page. */
function keepFocus(event: KeyboardEvent, element: HTMLElement): void {
  const stops = Array.from(element.querySelectorAll<HTMLElement>('button, textarea, a[href], [tabindex="0"]')).filter(
    (stop) => stop.offsetParent !== null && !(stop as HTMLButtonElement).disabled,
  );
  const current = (element.getRootNode() as ShadowRoot).activeElement;
  const edge = event.shiftKey ? stops[0] : stops[stops.length - 1];
  if (current !== edge) return;
  event.preventDefault();
  (event.shiftKey ? stops[stops.length - 1] : stops[0])?.focus();
}
