type Attributes = Record<string, string | number | boolean | undefined | ((event: never) => void)>;
type Child = Node | string | undefined | false;

/**
 * An element with attributes and children. A function is an event listener (`onclick`), `true` an attribute without a value,
 * `undefined` and `false` no attribute. Texts are always text, never markup.
 */
export function h<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === 'function') element.addEventListener(key.slice(2), value as unknown as EventListener);
    else if (value !== undefined && value !== false) element.setAttribute(key, value === true ? '' : String(value));
  }
  element.append(...children.filter((child): child is Node | string => child !== undefined && child !== false && child !== ''));
  return element;
}

const SVG = 'http://www.w3.org/2000/svg';

/** Line icons on a grid of 24, and the mark: a shield that holds what was written down. */
const ICONS = {
  chat: 'M5 5.5h14a2 2 0 0 1 2 2v8a2 2 0 0 1-2 2h-6l-4.5 3.5v-3.5H5a2 2 0 0 1-2-2v-8a2 2 0 0 1 2-2zM7.5 10h9M7.5 13.5h5',
  close: 'M6 6l12 12M18 6L6 18',
  person:
    'M4.5 14v-2a7.5 7.5 0 0 1 15 0v2M4.5 13h2.5v5H6a1.5 1.5 0 0 1-1.5-1.5zM19.5 13H17v5h1a1.5 1.5 0 0 0 1.5-1.5zM18 18.5c0 1.5-2 2.5-5 2.5',
  send: 'M12 20V5M5.5 11.5L12 5l6.5 6.5',
  attach:
    'M4 6.5A1.5 1.5 0 0 1 5.5 5h13A1.5 1.5 0 0 1 20 6.5v11a1.5 1.5 0 0 1-1.5 1.5h-13A1.5 1.5 0 0 1 4 17.5zM4.5 16l4.5-4.5 4 4 2.5-2.5 4 4M15 9.5h.01',
  down: 'M12 5v14M5.5 12.5L12 19l6.5-6.5',
  file: 'M6.5 3.5h7l4 4v13h-11zM13.5 3.5v4h4',
} as const;

/** An icon, hidden from screen readers: what it stands beside says it in words. */
export function icon(name: keyof typeof ICONS, size = 22): SVGElement {
  return svg(size, 24, [
    {
      d: ICONS[name],
      fill: 'none',
      stroke: 'currentColor',
      'stroke-width': '1.8',
      'stroke-linecap': 'round',
      'stroke-linejoin': 'round',
    },
  ]);
}

export function brandMark(size: number): SVGElement {
  return svg(size, 32, [
    { d: 'M16 2 28 6v9c0 7.4-4.9 12.7-12 15C8.9 27.7 4 22.4 4 15V6z', fill: 'var(--xb-accent)' },
    {
      d: 'M9.5 12.5h13M9.5 16.5h13M9.5 20.5h7',
      fill: 'none',
      stroke: 'var(--xb-on-accent)',
      'stroke-width': '2.2',
      'stroke-linecap': 'round',
    },
  ]);
}

function svg(size: number, grid: number, paths: readonly Record<string, string>[]): SVGElement {
  const image = document.createElementNS(SVG, 'svg');
  for (const [key, value] of Object.entries({
    width: size,
    height: size,
    viewBox: `0 0 ${grid} ${grid}`,
    'aria-hidden': 'true',
    focusable: 'false',
  })) {
    image.setAttribute(key, String(value));
  }
  for (const attributes of paths) {
    const path = document.createElementNS(SVG, 'path');
    for (const [key, value] of Object.entries(attributes)) path.setAttribute(key, value);
    image.append(path);
  }
  return image;
}

/** Puts `children` in place of what is there. */
export function refill(element: Element, ...children: readonly Node[]): void {
  element.textContent = '';
  element.append(...children);
}

/** Sets a text only when it differs, so that nothing is announced twice. */
export function setText(element: Element, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}

/** Sets an attribute, or takes it away. */
export function setAttribute(element: Element, name: string, value: string | undefined): void {
  if (value === undefined) element.removeAttribute(name);
  else if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}
