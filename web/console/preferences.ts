import { useSyncExternalStore } from 'react';

export type ThemeChoice = 'light' | 'dark' | 'system';
export type Language = 'zh-CN' | 'en';

/** How this computer shows the console. */
export interface Preferences {
  theme: ThemeChoice;
  language: Language;
  /** Shortcuts of one key may be switched off (WCAG 2.1.4). */
  singleKeys: boolean;
}

const KEY = 'xb.console.preferences';
const systemDark = window.matchMedia('(prefers-color-scheme: dark)');
const listeners = new Set<() => void>();
let preferences = read();
applyToPage();
systemDark.addEventListener('change', changed);

export function usePreferences(): Preferences {
  return useSyncExternalStore(subscribe, () => preferences);
}

/** The theme that is shown now, with `system` resolved. */
export function useShownTheme(): 'light' | 'dark' {
  return useSyncExternalStore(subscribe, shownTheme);
}

export function setPreferences(change: Partial<Preferences>): void {
  preferences = { ...preferences, ...change };
  try {
    localStorage.setItem(KEY, JSON.stringify(preferences));
  } catch {
    // A browser that keeps nothing shows the choice until the page is closed.
  }
  changed();
}

function shownTheme(): 'light' | 'dark' {
  if (preferences.theme !== 'system') return preferences.theme;
  return systemDark.matches ? 'dark' : 'light';
}

/** The page's attributes come before the listeners: the antd theme reads its colours from the page. */
function applyToPage(): void {
  document.documentElement.dataset.theme = shownTheme();
  document.documentElement.lang = preferences.language;
}

function changed(): void {
  applyToPage();
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function read(): Preferences {
  let kept: Partial<Preferences> = {};
  try {
    kept = (JSON.parse(localStorage.getItem(KEY) ?? '{}') ?? {}) as Partial<Preferences>;
  } catch {
    kept = {};
  }
  return {
    theme: kept.theme === 'light' || kept.theme === 'dark' ? kept.theme : 'system',
    language: kept.language === 'en' ? 'en' : 'zh-CN',
    singleKeys: kept.singleKeys !== false,
  };
}
