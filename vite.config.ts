import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

/** The playground's page. It ships with the package and works offline: everything is bundled. */
// oxlint-disable-next-line import/no-default-export -- Vite reads the default export
export default defineConfig({
  root: 'src/playground/page',
  base: './',
  resolve: {
    alias: { entities: fileURLToPath(new URL('src/playground/page/entities.ts', import.meta.url)) },
  },
  build: { outDir: '../../../dist/playground/page', emptyOutDir: true, target: 'es2022' },
});
