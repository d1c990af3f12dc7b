import { useEffect } from 'react';
import { useTexts } from './texts';

/** The browser's title, with how many wait: visible from another tab. */
export function usePageTitle(name: string, waiting = 0): void {
  const texts = useTexts();
  useEffect(() => {
    document.title = `${waiting > 0 ? `(${waiting}) ` : ''}${name} · ${texts.product}`;
  }, [name, waiting, texts]);
}
