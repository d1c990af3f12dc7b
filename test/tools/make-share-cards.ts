/*
 * Makes the pictures that a shared page of the help centre is shown with, web/help-centre/share/<topic>.png, in the colours of
 * web/tokens.css. To be run again when those change, or a category comes.
 * `node test/tools/run-typescript.mjs test/tools/make-share-cards.ts`
 */
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { zhCN as words } from '../../locales/help/zh-CN';
import { CARD, CARD_FOLDER, GENERAL_CARD } from '../../src/help-centre/share-cards';
import { loadCategories } from '../../src/knowledge/categories';
import { projectRoot } from '../../src/platform/project-root';
import { launchBrowser } from './browser';

const cardOf = (title: string): string => `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><style>
${readFileSync(join(projectRoot, 'web', 'tokens.css'), 'utf8')}
body { margin: 0; width: ${CARD.width}px; height: ${CARD.height}px; display: grid; place-content: center; justify-items: center;
  box-sizing: border-box; border-top: 20px solid var(--xb-accent); background: var(--xb-ground); color: var(--xb-ink); font-family: var(--xb-font); }
svg { width: 128px; height: 128px; }
path { fill: var(--xb-accent); }
.lines { fill: none; stroke: var(--xb-on-accent); stroke-width: 2; stroke-linecap: round; }
h1 { margin: 36px 0 28px; font-size: 96px; font-weight: 600; line-height: 1.1; }
p { margin: 0; font-size: 34px; line-height: 1.6; color: var(--xb-muted); }
</style><body><svg viewBox="0 0 32 32"><path d="M16 2 28 6v9c0 7.4-4.9 12.7-12 15C8.9 27.7 4 22.4 4 15V6z"/>
<path class="lines" d="M9.5 12.5h13M9.5 16.5h13M9.5 20.5h7"/></svg>
<h1>${title}</h1><p>${words.office}</p><p>${words.lead}</p></body></html>`;

async function main(): Promise<void> {
  mkdirSync(CARD_FOLDER, { recursive: true });
  const browser = await launchBrowser();
  const page = await browser.newPage({ viewport: CARD });
  const cards = [[GENERAL_CARD, words.headline], ...loadCategories().map(({ key, name }) => [key, name])];
  for (const [name, title] of cards) {
    await page.setContent(cardOf(title!));
    await page.screenshot({ path: join(CARD_FOLDER, `${name}.png`) });
  }
  await browser.close();
}

void main();
