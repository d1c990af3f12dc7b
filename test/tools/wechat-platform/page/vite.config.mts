import { join } from 'node:path';
import { defineConfig } from 'vite';

const here = import.meta.dirname;

/** The phone, and what takes the place of WeChat's own script: at its path, as one classic script. */
export default defineConfig({
  root: here,
  base: './',
  publicDir: false,
  build: {
    outDir: '../../../../dist/phone',
    emptyOutDir: true,
    rolldownOptions: {
      input: { phone: join(here, 'index.html'), 'open/js/jweixin-1.6.0': join(here, 'jweixin.ts') },
      output: { entryFileNames: '[name].js' },
    },
  },
});
