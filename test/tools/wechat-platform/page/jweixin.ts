/**
 * What a page sees of WeChat's JS-SDK 1.6 and of its open tag `wx-open-subscribe`, as documented: nothing outside WeChat; `ready` after each
 * verification and `error` before it where that failed; the tag drawn only where the page was verified and asked for it. Written from the
 * documentation, not from WeChat's script.
 */
interface Given {
  appId: string;
  timestamp: number;
  nonceStr: string;
  signature: string;
  jsApiList: string[];
  openTagList?: string[];
}
interface Answer {
  errMsg: string;
  errCode?: number;
  subscribeDetails?: string;
}
type Listener = (answer: Answer) => void;
type Sheet = (allow: boolean) => void;

const TAG = 'wx-open-subscribe';
const ORIGIN = new URL((document.currentScript as HTMLScriptElement).src).origin;

const waiting = new Map<number, Listener>();
const onReady: Listener[] = [];
const onError: Listener[] = [];
let calls = 0;

/** Asks WeChat itself, which answers by a script, or outside WeChat never. */
function ask(what: string, query: Record<string, string>): Promise<Answer> {
  const id = ++calls;
  const script = document.createElement('script');
  script.src = `${ORIGIN}/open/bridge/${what}?${new URLSearchParams({ ...query, id: String(id) })}`;
  return new Promise((resolve) => {
    waiting.set(id, resolve);
    document.head.append(script);
  });
}

async function config({ appId, timestamp, nonceStr, signature, jsApiList, openTagList = [] }: Given): Promise<void> {
  const url = location.href.split('#', 1)[0]!;
  const given = { appId, timestamp: String(timestamp), nonceStr, signature, url };
  const answer: Answer = jsApiList.length > 0 ? await ask('config', given) : { errMsg: 'config:fail, Error: jsApiList is empty' };
  if (answer.errMsg !== 'config:ok') onError.forEach((then) => then(answer));
  else if (openTagList.includes(TAG)) customElements.define(TAG, SubscribeTag);
  onReady.forEach((then) => then(answer));
}

/** Draws what its template holds; a touch asks whoever holds the phone. */
class SubscribeTag extends HTMLElement {
  connectedCallback(): void {
    const templates = [...this.querySelectorAll('script[type="text/wxtag-template"]')];
    const root = this.attachShadow({ mode: 'open' });
    root.innerHTML = templates.map(({ innerHTML }) => innerHTML).join('');
    root.addEventListener('click', () => void this.touched());
  }

  private async touched(): Promise<void> {
    const template = this.getAttribute('template') ?? '';
    const answer = await ask('ask', { template });
    if (answer.errCode !== undefined) return this.tell('error', answer);
    showSheet((allow) => {
      void ask('choose', { template, allow: String(allow) }).then((chosen) =>
        this.tell(chosen.errCode === undefined ? 'success' : 'error', chosen),
      );
    });
  }

  private tell(event: 'success' | 'error', detail: Answer): void {
    this.dispatchEvent(new CustomEvent(event, { detail }));
  }
}

const SHEET_STYLE = `
  dialog { margin: auto 0 0; width: 100%; max-width: none; border: 0; border-radius: 12px 12px 0 0; padding: 20px;
    color: #111; background: #fff; font: 17px/1.5 sans-serif; }
  dialog::backdrop { background: rgb(0 0 0 / 50%); }
  form { display: flex; gap: 12px; justify-content: center; }
  button { min-width: 120px; min-height: 44px; border: 0; border-radius: 8px; background: #ededed; color: #111; font: inherit; }
  button[value=allow] { background: #07823f; color: #fff; }`;

/** WeChat's own question, over the page. */
function showSheet(then: Sheet): void {
  const host = document.createElement('div');
  const root = host.attachShadow({ mode: 'open' });
  root.innerHTML = `<style>${SHEET_STYLE}</style><dialog aria-label="消息通知"><p>服务号申请发送一次性通知</p>
    <form method="dialog"><button value="cancel">取消</button><button value="allow">允许</button></form></dialog>`;
  document.body.append(host);
  const dialog = root.querySelector('dialog')!;
  dialog.addEventListener('close', () => {
    host.remove();
    then(dialog.returnValue === 'allow');
  });
  dialog.showModal();
}

Object.assign(window, {
  wx: {
    config: (given: Given) => void config(given),
    ready: (then: Listener) => void onReady.push(then),
    error: (then: Listener) => void onError.push(then),
  },
  wxBridge(id: number, answer: Answer) {
    waiting.get(id)?.(answer);
    waiting.delete(id);
  },
});

export {};
