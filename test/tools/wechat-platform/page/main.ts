import type { PhoneScreen } from '../phone-screen';
import { drawBubbles, isAtEnd } from './bubbles';
import { drawMenu } from './menu';

/** What is touched goes to the simulator; what it comes to is read from the screen. */
type Act = (act: Record<string, string>) => void;

const RETRY_MS = 1000;
const byId = <T extends HTMLElement>(id: string): T => document.getElementById(id) as T;

const name = byId<HTMLSelectElement>('name');
let screen: PhoneScreen | undefined;
let looking = new AbortController();

const act: Act = (what) =>
  void fetch('phone/act', { method: 'POST', body: JSON.stringify({ name: name.value, act: what }) }).catch(() => lost(true));

name.value = new URLSearchParams(location.search).get('name') ?? name.value;
name.addEventListener('change', () => {
  history.replaceState(undefined, '', `?name=${encodeURIComponent(name.value)}`);
  screen = undefined;
  looking.abort();
});

byId<HTMLFormElement>('say').addEventListener('submit', (event) => {
  event.preventDefault();
  const input = byId<HTMLInputElement>('text');
  const text = input.value.trim();
  if (text) act({ do: 'say', text });
  input.value = '';
});

byId('follow').addEventListener('click', () => act({ do: screen?.follows ? 'unfollow' : 'follow' }));
byId('picture').addEventListener('click', () => byId('file').click());
byId<HTMLInputElement>('file').addEventListener('change', (event) => void sendPicture(event.target as HTMLInputElement));

const voice = byId<HTMLDialogElement>('voice');
byId('speak').addEventListener('click', () => voice.showModal());
voice.addEventListener('close', () => {
  const heard = byId<HTMLTextAreaElement>('heard').value.trim();
  if (voice.returnValue === 'send' && heard) act({ do: 'speak', heard });
  voice.returnValue = '';
});

const codes = byId<HTMLDialogElement>('codes');
byId('scan').addEventListener('click', () => codes.showModal());
codes.addEventListener('close', () => {
  if (codes.returnValue) act({ do: 'scan', ticket: codes.returnValue });
  codes.returnValue = '';
});

void look();

/** Draws the screen, and again whenever it has changed. */
async function look(): Promise<never> {
  for (;;) {
    looking = new AbortController();
    try {
      const query = new URLSearchParams({ name: name.value, version: String(screen?.version ?? -1) });
      const response = await fetch(`phone/screen?${query}`, { signal: looking.signal });
      screen = (await response.json()) as PhoneScreen;
      lost(false);
      draw(screen);
    } catch {
      if (looking.signal.aborted) continue;
      lost(true);
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
    }
  }
}

function draw({ follows, typing, bubbles, quota, menu, scenes }: PhoneScreen): void {
  const list = byId('bubbles');
  const atEnd = isAtEnd(list);
  drawMenu(byId('menu'), follows ? menu : [], (button) => act({ do: 'click', name: button }));
  byId('typing').hidden = !typing;
  byId('follow').textContent = follows ? '取消关注' : '关注';
  for (const control of document.querySelectorAll<HTMLInputElement>('#say *, #picture, #speak')) control.disabled = !follows;
  byId('quota').textContent = describe(quota, follows);
  byId('posters').replaceChildren(
    ...scenes.map(({ ticket, key }) => Object.assign(document.createElement('button'), { value: ticket, textContent: key })),
  );
  if (scenes.length === 0) byId('posters').textContent = '还没有二维码。用 npx xiaobao wechat qrcode 可以生成。';
  // Last: what stands around the list has its height by now.
  drawBubbles(list, bubbles, atEnd, (content) => act({ do: 'pick', content }));
}

function describe({ left, minutes }: PhoneScreen['quota'], follows: boolean): string {
  if (!follows) return '还没有关注，服务号不能发消息。';
  if (minutes === 0) return '回复时限已过，服务号不能主动发消息。';
  const time = minutes > 120 ? `${Math.ceil(minutes / 60)} 小时` : `${minutes} 分钟`;
  return `服务号还可主动发 ${left} 条，${time}内有效。`;
}

async function sendPicture(input: HTMLInputElement): Promise<void> {
  const file = input.files?.[0];
  input.value = '';
  if (!file) return;
  const url = await new Promise<string>((resolve) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result as string);
    reader.readAsDataURL(file);
  });
  act({ do: 'picture', base64: url.slice(url.indexOf(',') + 1), contentType: file.type });
}

function lost(gone: boolean): void {
  byId('lost').hidden = !gone;
}
