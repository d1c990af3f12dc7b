/**
 * The page on which a consumer allows one notice: asks WeChat's script for the button that the page has a place for, and says what
 * came of it. The words come from the server, one for each state.
 */
type State = 'ready' | 'allowed' | 'refused' | 'switchedOff' | 'outside' | 'failed';

/** What we use of WeChat's JS-SDK 1.6. */
interface Sdk {
  config(given: object): void;
  /** Also called where `error` was. */
  ready(then: () => void): void;
  error(then: () => void): void;
}

/** Elsewhere than in WeChat its script says nothing at all. */
const NO_ANSWER_MS = 5000;
/** 用户关闭了主开关 */
const SWITCHED_OFF = 20004;

const status = document.querySelector<HTMLElement>('.status')!;
const tag = document.querySelector('wx-open-subscribe')!;
const retry = document.querySelector<HTMLElement>('.retry')!;

function say(state: State): void {
  status.textContent = status.dataset[state] ?? '';
  status.dataset.state = state;
  retry.hidden = state !== 'outside' && state !== 'failed';
}

function start(): void {
  dressTag();
  const { wx } = window as Window & { wx?: Sdk };
  if (!wx) return say('outside');
  let answered = false;
  const answer = (state: State): void => {
    clearTimeout(silence);
    if (!answered) say(state);
    answered = true;
  };
  const silence = setTimeout(() => say('outside'), NO_ANSWER_MS);
  // Comes after `ready`, where this WeChat is too old for the button.
  document.addEventListener('WeixinOpenTagsError', () => say('outside'));
  wx.error(() => answer('failed'));
  wx.ready(() => answer('ready'));
  const { appId, timestamp, nonceStr, signature } = status.dataset;
  // It takes no empty list of interfaces, though we use none.
  const asked = { jsApiList: ['closeWindow'], openTagList: ['wx-open-subscribe'] };
  wx.config({ appId, timestamp: Number(timestamp), nonceStr, signature, ...asked });
}

/** The button is drawn where the page's style sheet does not reach: its style is given the values of the tokens. */
function dressTag(): void {
  const tokens = getComputedStyle(document.documentElement);
  for (const style of tag.querySelectorAll('[slot="style"]'))
    style.textContent = style.textContent.replace(/var\((--[\w-]+)\)/g, (_, name: string) =>
      tokens.getPropertyValue(name).trim(),
    );
}

tag.addEventListener('success', (event) => say(chosen((event as CustomEvent<unknown>).detail)));
tag.addEventListener('error', (event) => {
  const { errCode } = (event as CustomEvent<{ errCode?: unknown } | undefined>).detail ?? {};
  say(Number(errCode) === SWITCHED_OFF ? 'switchedOff' : 'failed');
});

/** `{errMsg, subscribeDetails}`: the details are JSON, by template, and so is what each of them holds. */
function chosen(detail: unknown): State {
  try {
    const { subscribeDetails } = detail as { subscribeDetails: string };
    const templates = JSON.parse(subscribeDetails) as Record<string, string>;
    const { status } = JSON.parse(templates[tag.getAttribute('template') ?? '']!) as { status?: unknown };
    if (status === 'accept') return 'allowed';
    return status === 'reject' || status === 'cancel' ? 'refused' : 'failed';
  } catch {
    return 'failed';
  }
}

start();

export {};
