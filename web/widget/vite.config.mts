import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig } from 'vite';
import type { Plugin } from 'vite';
import { en } from '../../locales/widget/en';
import { zhCN } from '../../locales/widget/zh-CN';
import { splitLinks } from './links';

const here = import.meta.dirname;

export default defineConfig({
  root: here,
  publicDir: false,
  plugins: [consumerPage()],
  build: {
    outDir: '../../dist/web/widget',
    emptyOutDir: true,
    // Chromium 78 is what older WeChat browsers on Android are built on.
    target: ['es2019', 'chrome78', 'safari13'],
    cssTarget: ['chrome78', 'safari13'],
    lib: { entry: 'main.ts', name: 'XiaobaoWidget', formats: ['iife'], fileName: () => 'widget.js' },
  },
});

/** Writes the page that the server shows at `/`: its words from the locales, in both languages at once; CSS shows one. */
function consumerPage(): Plugin {
  const read = (file: string): string => readFileSync(join(here, file), 'utf8');
  return {
    name: 'consumer-page',
    generateBundle() {
      const html = read('index.html')
        .replace(/\{\{title\}\}/g, zhCN.page.title)
        .replace(
          /\{\{(\w+)\}\}/g,
          (_, key: keyof typeof zhCN.page) =>
            `<span lang="zh-CN">${words(zhCN.page[key])}</span><span lang="en">${words(en.page[key])}</span>`,
        );
      this.emitFile({ type: 'asset', fileName: 'index.html', source: html });
      this.emitFile({ type: 'asset', fileName: 'page.css', source: `${read('../tokens.css')}\n${read('page.css')}` });
    },
  };
}

/** Other hotlines can be called at once; the bank's own is filled in by the widget, which knows the settings. */
function words(text: string): string {
  const linked = splitLinks(text).map((part) => (part.href ? `<a href="${part.href}">${part.text}</a>` : part.text));
  return linked.join('').replace('{hotline}', '<a data-hotline></a>');
}
