import type { PhoneScreen } from '../phone-screen';

type Button = PhoneScreen['menu'][number];

/** The account's menu at the foot of the chat; a button with others below it opens them. */
export function drawMenu(bar: HTMLElement, menu: readonly Button[], click: (name: string) => void): void {
  const drawn = JSON.stringify(menu);
  if (bar.dataset.drawn === drawn) return;
  bar.dataset.drawn = drawn;
  bar.replaceChildren(...menu.map((button) => (button.below.length > 0 ? opening(button, click) : touchable(button, click))));
}

function opening({ name, below }: Button, click: (name: string) => void): HTMLElement {
  const box = document.createElement('details');
  const list = document.createElement('div');
  list.append(...below.map((one) => touchable(one, click)));
  list.addEventListener('click', () => (box.open = false));
  box.addEventListener('keydown', ({ key }) => {
    if (key === 'Escape') box.open = false;
  });
  box.append(Object.assign(document.createElement('summary'), { textContent: name }), list);
  return box;
}

function touchable({ name, url }: { name: string; url?: string }, click: (name: string) => void): HTMLElement {
  const button = Object.assign(document.createElement('button'), { type: 'button', textContent: name });
  button.addEventListener('click', () => {
    if (url) window.open(url, '_blank', 'noreferrer');
    click(name);
  });
  return button;
}
