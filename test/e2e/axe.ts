import { readFileSync } from 'node:fs';
import type { RunOptions, AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';

const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const WCAG_22_AA = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa'];

interface AxeWindow {
  axe: { run: (root: Document, options: RunOptions) => Promise<AxeResults> };
}

/** What axe finds wrong by WCAG 2.2 AA, one line each. */
export async function violations(page: Page): Promise<string[]> {
  await page.evaluate(AXE); // a script element is refused by the page's own security policy
  await page.evaluate(async () => {
    const frame = () => new Promise((drawn) => requestAnimationFrame(drawn));
    const passing = () =>
      document.getAnimations().filter((one) => one.playState === 'running' && one.effect?.getTiming().iterations !== Infinity);
    do {
      await Promise.all(passing().map((one) => one.finished.catch(() => undefined)));
      await frame(); // what has just been put on the page begins to move
      await frame();
    } while (passing().length > 0);
  });
  const found = await page.evaluate(async (tags) => {
    const { axe } = window as unknown as AxeWindow;
    return (await axe.run(document, { runOnly: tags, resultTypes: ['violations'] })).violations;
  }, WCAG_22_AA);
  return found.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} ${target.join(' ')} ${failureSummary}`),
  );
}
