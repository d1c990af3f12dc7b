import { Chat } from './chat';
import { directLineApi } from './direct-line';
import { browserStore, openKeep } from './keep';
import type { StreamSocket } from './stream';
import { localeOf } from './texts';
import { uploadForm } from './upload-form';
import { updateOwnPage } from './view/own-page';
import { mountWidget } from './view/widget';

/*
 * <script src="https://bank.example/widget.js" async></script>
 *   data-title     the name in the header and on the button
 *   data-locale    zh-CN or en, until the consumer chooses
 *   data-mode      "page" fills the element with the id "xiaobao" instead of floating over the page
 */
const script = document.currentScript as HTMLScriptElement;
const base = new URL('.', script.src).href;
const mode = script.dataset.mode === 'page' ? 'page' : 'float';

function start(): void {
  let draw: () => void = () => undefined;
  const chat = new Chat({
    api: directLineApi(base, (input, init) => window.fetch(input, init)),
    keep: openKeep(browserStore(), `xiaobao:${base}:`),
    openSocket: (url) => new WebSocket(url) as StreamSocket,
    pause: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    startUpload: uploadForm,
    preview: (file) => URL.createObjectURL(file),
    newId: randomId,
    now: () => Date.now(),
    isVisible: () => document.visibilityState === 'visible',
    locale: localeOf(script.dataset.locale),
    onChange: () => draw(),
  });
  const place = mode === 'page' ? document.getElementById('xiaobao') : null;
  const host = place ?? document.body.appendChild(document.createElement('xiaobao-widget'));
  const update = mountWidget(host, { chat, mode, title: script.dataset.title });
  const redraw = (): void => {
    update(chat.state());
    if (mode === 'page') updateOwnPage(chat.state());
  };
  draw = oncePerFrame(redraw);

  window.addEventListener('online', () => chat.setOffline(false));
  window.addEventListener('offline', () => chat.setOffline(true));
  document.addEventListener('visibilitychange', () => chat.seen());
  window.addEventListener('pagehide', () => chat.suspend());
  window.addEventListener('pageshow', (event) => event.persisted && chat.resume());
  if (mode === 'page') chat.show();
  else chat.resume();
  redraw();
}

/** Many changes in one frame are one drawing; a hidden page draws too, a little later. */
function oncePerFrame(redraw: () => void): () => void {
  let due = false;
  const run = (): void => {
    due = false;
    redraw();
  };
  return () => {
    if (due) return;
    due = true;
    if (document.visibilityState === 'visible') requestAnimationFrame(run);
    else setTimeout(run, 100);
  };
}

function randomId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', start);
else start();
