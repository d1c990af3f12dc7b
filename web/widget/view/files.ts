import type { FileView, ViewMessage } from '../store';
import type { ViewContext } from './component';
import { h, icon } from './dom';

/** A file of a message: a picture to look at, anything else by its name. */
export function fileElement({ name, contentType, url }: FileView, { texts: { upload: texts } }: ViewContext): HTMLElement {
  const shown =
    contentType.startsWith('image/') && url ? h('img', { src: url, alt: texts.image(name), loading: 'lazy' }) : undefined;
  const content = shown ?? h('span', { class: 'file-name' }, icon('file', 20), name);
  if (!url || url.startsWith('blob:')) return h('div', { class: 'file' }, content);
  return h(
    'a',
    { class: 'file', href: url, target: '_blank', rel: 'noopener noreferrer', 'aria-label': texts.openFile(name) },
    content,
  );
}

/** How an upload stands: its progress, or why it has failed. */
export function uploadElement(
  { key, files, upload }: ViewMessage,
  { texts: { upload: texts, delivery }, chat }: ViewContext,
): HTMLElement | undefined {
  if (!upload) return undefined;
  const name = files[0]?.name ?? '';
  const cancel = h(
    'button',
    { type: 'button', class: 'link', 'aria-label': texts.cancelHint(name), onclick: () => chat.cancelUpload(key) },
    texts.cancel,
  );
  if (upload.failure) {
    const retry =
      upload.failure === 'failed' &&
      h('button', { type: 'button', class: 'link', onclick: () => chat.retry(key) }, delivery.retry);
    return h('div', { class: 'delivery failed', role: 'alert' }, texts[upload.failure], retry, cancel);
  }
  const { percent } = upload;
  return h(
    'div',
    { class: 'delivery' },
    h('progress', { max: 100, value: percent, 'aria-label': texts.progress(name) }),
    h('span', { class: 'percent' }, percent < 100 ? texts.sending(percent) : texts.checking),
    percent < 100 && cancel,
  );
}
