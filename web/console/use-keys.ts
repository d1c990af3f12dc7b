import { useEffect, useEffectEvent } from 'react';
import { usePreferences } from './preferences';

/**
 * Single-key shortcuts, by `event.key` in lower case. They rest while somebody types, composes Chinese, or has a dialog open, and
 * when they are switched off. A handler that returns `false` leaves the key to the browser.
 */
export function useKeys(keys: Record<string, () => boolean | void>): void {
  const { singleKeys } = usePreferences();
  const press = useEffectEvent((event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented) return;
    if (isBusy(event.target)) return;
    const handler = keys[event.key.toLowerCase()];
    if (handler && handler() !== false) event.preventDefault();
  });
  useEffect(() => {
    if (!singleKeys) return;
    const listen = (event: KeyboardEvent): void => press(event);
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, [singleKeys]);
}

function isBusy(target: EventTarget | null): boolean {
  if (document.querySelector('.ant-modal-wrap:not([style*="display: none"]), .ant-drawer-open')) return true;
  return target instanceof HTMLElement && (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName));
}
