import { useKeys } from '../../use-keys';

/** J and K, and the arrows, go through whatever is marked `data-row`; Enter opens it as links and buttons do. */
export function useRowKeys(more: Record<string, () => boolean | void> = {}): void {
  useKeys({ j: () => step(1), k: () => step(-1), arrowdown: () => step(1), arrowup: () => step(-1), ...more });
}

/** Moves the focus; `false` where there is nowhere to go, so that the page scrolls. */
function step(by: 1 | -1): boolean {
  const rows = [...document.querySelectorAll<HTMLElement>('[data-row]')].filter((row) => row.offsetParent !== null);
  const at = rows.findIndex((row) => row === document.activeElement);
  const next = rows[at === -1 ? (by === 1 ? 0 : -1) : at + by];
  if (!next) return false;
  next.focus();
  next.scrollIntoView({ block: 'nearest' });
  return true;
}
