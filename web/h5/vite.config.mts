import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig } from 'vite';
import type { Plugin } from 'vite';

const here = import.meta.dirname;

/** The scripts and the look of the secure pages and of the page for notices; their words come from the server (src/channels). */
export default defineConfig({
  root: here,
  publicDir: false,
  plugins: [pageCss()],
  build: {
    outDir: '../../dist/web/h5',
    emptyOutDir: true,
    // Chromium 78 is what older WeChat browsers on Android are built on.
    target: ['es2019', 'chrome78', 'safari13'],
    lib: { entry: { page: 'main.ts', notices: 'notices.ts' }, formats: ['es'], fileName: (_, name) => `${name}.js` },
  },
});

function pageCss(): Plugin {
  const read = (file: string): string => readFileSync(join(here, file), 'utf8');
  return {
    name: 'page-css',
    generateBundle() {
      this.emitFile({ type: 'asset', fileName: 'page.css', source: `${read('../tokens.css')}\n${read('page.css')}` });
    },
  };
}
