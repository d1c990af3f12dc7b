import type { Component, ViewContext } from './component';
import { h, icon, setText } from './dom';

const LIMIT = 2000;
const NEAR_LIMIT = 200;

export interface Composer extends Component {
  input: HTMLTextAreaElement;
}

/** Where the consumer writes: grows with the text, Enter sends, files by button, by paste, and (see panel.ts) by dropping. */
export function composer({ texts: { composer: texts }, chat }: ViewContext): Composer {
  const counter = h('p', { class: 'counter', id: 'xb-counter', role: 'status' });
  const input = h('textarea', {
    rows: 1,
    class: 'input',
    placeholder: texts.placeholder,
    'aria-label': texts.label,
    'aria-describedby': 'xb-counter',
    enterkeyhint: 'send',
    autocomplete: 'off',
  });
  const picker = h('input', { type: 'file', multiple: true, class: 'unseen', tabindex: -1, 'aria-hidden': 'true' });
  const attach = h(
    'button',
    { type: 'button', class: 'tool attach', 'aria-label': texts.attach, onclick: () => picker.click() },
    icon('attach'),
  );
  const sendButton = h('button', { type: 'submit', class: 'send', 'aria-label': texts.send }, icon('send'));

  const tidy = (): void => {
    const left = LIMIT - input.value.trim().length;
    setText(counter, left < 0 ? texts.over(-left) : left <= NEAR_LIMIT ? texts.left(left) : '');
    counter.classList.toggle('over', left < 0);
    sendButton.disabled = left < 0 || left === LIMIT;
    input.style.height = 'auto';
    input.style.height = `${input.scrollHeight}px`; // the style sheet sets how far
  };
  const send = (): void => {
    if (sendButton.disabled) return;
    chat.say(input.value);
    input.value = '';
    tidy();
    input.focus();
  };

  input.addEventListener('input', tidy);
  input.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.shiftKey || isComposing(event)) return;
    event.preventDefault();
    send();
  });
  input.addEventListener('paste', (event) => {
    const files = Array.from(event.clipboardData?.files ?? []);
    if (files.length === 0) return;
    event.preventDefault();
    chat.sendFiles(files);
  });
  picker.addEventListener('change', () => {
    chat.sendFiles(Array.from(picker.files ?? []));
    picker.value = '';
  });

  const form = h('form', { class: 'composer' }, counter, attach, picker, input, sendButton);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    send();
  });
  return {
    element: form,
    input,
    update({ link, settings }) {
      attach.disabled = !settings;
      picker.accept = settings?.acceptedTypes.join(',') ?? '';
      form.classList.toggle('closed', link === 'refused');
      tidy();
    },
  };
}

/** While an input method is choosing characters, Enter belongs to it; older WebKit says so only by the key code 229. */
export function isComposing(event: KeyboardEvent): boolean {
  return event.isComposing || event.keyCode === 229;
}
