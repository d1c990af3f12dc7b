/** Tells the style sheet what the on-screen keyboard leaves free, so that the line being typed stays in view. */
export function followViewport(root: HTMLElement): void {
  const viewport = window.visualViewport;
  if (!viewport) return;
  const measure = (): void => {
    root.style.setProperty('--xb-free-height', `${Math.round(viewport.height)}px`);
    root.style.setProperty('--xb-free-top', `${Math.round(viewport.offsetTop)}px`);
  };
  viewport.addEventListener('resize', measure);
  viewport.addEventListener('scroll', measure);
  measure();
}

let before: string | undefined;

/** Keeps the page behind a window that covers it from scrolling. */
export function lockPage(locked: boolean): void {
  const { style } = document.documentElement;
  if (locked && before === undefined) {
    before = style.overflow;
    style.overflow = 'hidden';
  } else if (!locked && before !== undefined) {
    style.overflow = before;
    before = undefined;
  }
}
