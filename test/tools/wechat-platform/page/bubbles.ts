import type { ScreenBubble } from '../phone-screen';

const ARRIVED: Record<string, string> = {
  passive: '被动回复',
  api: '客服消息',
  template: '模板消息',
  subscription: '订阅通知',
  desk: '微信客服台',
};

/** Whether the reader is at the latest bubble. To be asked before anything is drawn that takes room from the list. */
export function isAtEnd(list: HTMLElement): boolean {
  return list.scrollHeight - list.scrollTop - list.clientHeight < 40;
}

/** Draws what is new and what has changed, and ends at the latest bubble where the reader was there or has just added one. */
export function drawBubbles(
  list: HTMLElement,
  bubbles: readonly ScreenBubble[],
  wasAtEnd: boolean,
  pick: (content: string) => void,
): void {
  const follows = wasAtEnd || bubbles.slice(list.children.length).some(({ from }) => from === 'user');
  const toEnd = (): void => {
    if (follows) list.scrollTop = list.scrollHeight;
  };
  bubbles.forEach((bubble, index) => {
    const drawn = JSON.stringify(bubble);
    const old = list.children[index] as HTMLElement | undefined;
    if (old?.dataset.drawn === drawn) return;
    const item = drawBubble(bubble, pick);
    item.dataset.drawn = drawn;
    item.querySelector('img')?.addEventListener('load', toEnd); // a picture is tall only then
    if (old) old.replaceWith(item);
    else list.append(item);
  });
  while (list.children.length > bubbles.length) list.lastElementChild?.remove();
  toEnd();
}

function drawBubble(bubble: ScreenBubble, pick: (content: string) => void): HTMLElement {
  const item = document.createElement('li');
  item.className = bubble.from;
  const body = document.createElement('div');
  body.className = `bubble ${bubble.kind}`;
  if (bubble.kind === 'image' && bubble.mediaId) body.append(picture(`open/media?media_id=${bubble.mediaId}`, '图片'));
  else if (bubble.kind === 'news' && bubble.link) body.append(article(bubble, bubble.link));
  else if (bubble.choices) body.append(...menuLines(bubble, bubble.choices, pick));
  else body.append(...linked(bubble));
  item.append(body);
  const caption = captionOf(bubble);
  if (caption) item.append(Object.assign(document.createElement('small'), { textContent: caption }));
  return item;
}

/** The words of a menu message; those of its lines that can be touched are buttons. */
function menuLines({ text }: ScreenBubble, choices: readonly { content: string }[], pick: (content: string) => void): Node[] {
  return text.split('\n').map((line) => {
    if (!choices.some(({ content }) => content === line))
      return Object.assign(document.createElement('p'), { textContent: line });
    const button = Object.assign(document.createElement('button'), { type: 'button', textContent: line });
    button.addEventListener('click', () => pick(line));
    return button;
  });
}

function linked({ text, link }: ScreenBubble): Node[] {
  const words = document.createElement('span');
  for (const part of text.split(/(https?:\/\/[^\s\u3000-\uffef]+)/)) {
    words.append(/^https?:/.test(part) ? anchor(part, part) : part);
  }
  return link ? [words, anchor(link, '查看')] : [words];
}

function anchor(href: string, text: string): HTMLAnchorElement {
  return Object.assign(document.createElement('a'), { href, textContent: text, target: '_blank', rel: 'noreferrer' });
}

function picture(src: string, alt: string): HTMLImageElement {
  return Object.assign(document.createElement('img'), { src, alt });
}

/** 图文: the whole card leads to the page. */
function article({ text, picture: cover }: ScreenBubble, link: string): HTMLAnchorElement {
  const [title = '', ...description] = text.split('\n');
  const card = anchor(link, '');
  if (cover) card.append(picture(cover, ''));
  card.append(Object.assign(document.createElement('strong'), { textContent: title }));
  if (description.length > 0) card.append(Object.assign(document.createElement('p'), { textContent: description.join('\n') }));
  return card;
}

function captionOf({ from, arrived, tries, at }: ScreenBubble): string {
  const time = new Date(at).toLocaleTimeString('zh-CN', { hour: '2-digit', minute: '2-digit', timeZone: 'Asia/Shanghai' });
  if (from === 'account') return `${time} · ${ARRIVED[arrived] ?? arrived}`;
  if (!tries || tries.length === 0) return time;
  if (tries.at(-1) !== 200) return `${time} · 推送 ${tries.length} 次，没有应答`;
  return tries.length === 1 ? time : `${time} · 第 ${tries.length} 次推送才有应答`;
}
