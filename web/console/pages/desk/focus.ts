const QUEUE_ITEMS = '[data-queue-item]';

/** Puts the keyboard on the open conversation's entry in the queue, else on the first. */
export function focusQueue(): boolean {
  const item =
    document.querySelector<HTMLElement>(`${QUEUE_ITEMS}[aria-current]`) ?? document.querySelector<HTMLElement>(QUEUE_ITEMS);
  item?.focus();
  return Boolean(item);
}

/** Moves the keyboard one entry up or down in the queue. @returns whether there was one to go to */
export function stepInQueue(list: HTMLElement, step: 1 | -1): boolean {
  const items = [...list.querySelectorAll<HTMLElement>(QUEUE_ITEMS)];
  const here = items.findIndex((item) => item === document.activeElement);
  const next = items[here < 0 ? 0 : here + step];
  next?.focus();
  next?.scrollIntoView({ block: 'nearest' });
  return Boolean(next);
}
