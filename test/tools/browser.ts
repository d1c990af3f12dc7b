import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import type { Browser, Page } from 'playwright-core';
import { projectRoot } from '../../src/platform/project-root';
import { describeWhere } from './optional-suite';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Where this machine's Chromium is; `undefined` when it has none. XIAOBAO_TEST_CHROMIUM names another one. */
export function findChromium(): string | undefined {
  const named = process.env.XIAOBAO_TEST_CHROMIUM;
  return [...(named ? [named] : []), ...PLACES].find((path) => existsSync(path));
}

/** A suite in a real browser; where there is none, it is skipped and named as not run. */
export function describeInBrowser(name: string, suite: () => void): void {
  describeWhere('Chromium', findChromium() ? undefined : 'none found', name, suite);
}

/** Starts Chromium on a fresh profile that talks to nobody but the pages under test. */
export function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: findChromium(),
    headless: true,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

/** Keeps what the page looks like under `test-results/`, for people to look at. */
export async function keepScreenshot(page: Page, name: string): Promise<void> {
  const folder = join(projectRoot, 'test-results');
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`) });
}
