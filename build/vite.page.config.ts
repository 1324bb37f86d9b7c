import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

const PROJECT = fileURLToPath(new URL('..', import.meta.url));
const OUT = join(PROJECT, 'dist', 'page');

/** What PDF.js loads as it goes, in the folders of its package; served from the page's own origin. */
const PDF_FOLDERS = ['cmaps', 'standard_fonts', 'wasm', 'iccs'] as const;

function pdfAssets(): Plugin {
  let outDir = OUT;
  return {
    name: 'pdf-assets',
    apply: 'build',
    configResolved(config) {
      outDir = config.build.outDir;
    },
    async closeBundle() {
      const from = join(PROJECT, 'node_modules', 'pdfjs-dist');
      for (const folder of PDF_FOLDERS) await cp(join(from, folder), join(outDir, 'pdf', folder), { recursive: true });
    },
  };
}

/** The page: hashed assets, no inline script or style, no data: assets, source maps only when SOURCE_MAPS=1. */
export default defineConfig({
  root: join(PROJECT, 'renderer'),
  base: './',
  publicDir: false,
  plugins: [react(), pdfAssets()],
  build: {
    target: 'chrome140',
    outDir: OUT,
    emptyOutDir: true,
    assetsInlineLimit: 0,
    sourcemap: process.env.SOURCE_MAPS === '1',
    modulePreload: { polyfill: false },
    // The page policy and zod's settings must stand before any other module runs, however the chunks are cut.
    rolldownOptions: { output: { strictExecutionOrder: true } },
    chunkSizeWarningLimit: 1500,
  },
});
