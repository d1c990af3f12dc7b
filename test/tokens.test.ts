import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../src/platform/project-root';

const TEXT = ['ink', 'muted', 'accent', 'accent-strong', 'danger', 'warning', 'ok'];
const GROUNDS = ['surface', 'ground', 'sunken'];
const css = readFileSync(join(projectRoot, 'web', 'tokens.css'), 'utf8');

describe.each([
  ['light', ':root {'],
  ['dark', ":root[data-theme='dark'] {"],
])('The colours of the pages, %s', (_theme, opening) => {
  const block = css.slice(css.indexOf(opening)).split('}')[0]!;
  const colours = new Map([...block.matchAll(/--xb-([\w-]+): #([\da-f]{6});/g)].map(([, name, hex]) => [name!, hex!]));
  const colour = (name: string): string => colours.get(name) ?? fail(`web/tokens.css has no --xb-${name} in ${opening}`);

  test.each(TEXT)('%s is read on every ground a text stands on (WCAG 2.2 AA, 4.5:1)', (text) => {
    const soft = `${text.replace('-strong', '')}-soft`;
    const grounds = [...GROUNDS, ...(colours.has(soft) ? [soft] : [])];

    const tooWeak = grounds.filter((ground) => contrast(colour(text), colour(ground)) < 4.5);

    expect(tooWeak).toEqual([]);
  });
});

function fail(what: string): never {
  throw new Error(what);
}

/** https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio */
function contrast(one: string, other: string): number {
  const [darker, lighter] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (lighter! + 0.05) / (darker! + 0.05);
}

function luminance(hex: string): number {
  const [red, green, blue] = [0, 2, 4]
    .map((at) => parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}
