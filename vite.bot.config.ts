import { relative, resolve } from 'node:path';
import { defineConfig, type Plugin } from 'vite';

const sources = resolve(import.meta.dirname, 'src');

/**
 * A module that looks for a file beside itself (an entry of the sandbox, the agents) must find it from the bundle as
 * from its own place. So its address stays the one that tsc gives it; all chunks lie in dist itself.
 */
const keepAddresses: Plugin = {
  name: 'keep-addresses',
  transform(code, id) {
    const own = relative(sources, id);
    if (own.startsWith('..') || !code.includes('import.meta.')) return null;
    if (/import\.meta\.(?!url)/.test(code)) throw new Error(`${own}: only import.meta.url is kept`);
    const address = `new URL('./${own.replace(/\.ts$/, '.js')}', import.meta.url).href`;
    return { code: code.replaceAll('import.meta.url', address), map: null };
  },
};

/** Node reads maps at each start, and that of other people's code is ten megabytes. Their code is not minified. */
const mapOwnCodeOnly: Plugin = {
  name: 'map-own-code-only',
  generateBundle(_, bundle) {
    const packages = Object.values(bundle).flatMap((file) =>
      file.type === 'chunk' && file.name.startsWith('vendor') ? [file] : [],
    );
    if (packages.length === 0) throw new Error('the bundle has no chunk for the packages');
    for (const chunk of packages) {
      delete bundle[`${chunk.fileName}.map`];
      chunk.code = chunk.code.replace(/\n\/\/# sourceMappingURL=.*\s*$/, '\n');
    }
  },
};

/**
 * What parsing one file takes at its peak is kept by malloc, so no file holds them all. A file takes along what its
 * package imports, BullMQ's ioredis among it.
 */
const large = ['@anthropic-ai', 'bullmq', 'undici'];

/** The bot's process in few files, over what tsc wrote: see docs/adr/0006-bundle-the-bot.md. */
// oxlint-disable-next-line import/no-default-export -- Vite reads the default export
export default defineConfig({
  plugins: [keepAddresses, mapOwnCodeOnly],
  ssr: { noExternal: true, target: 'node' },
  build: {
    ssr: 'src/main.ts',
    outDir: 'dist',
    emptyOutDir: false,
    copyPublicDir: false,
    target: 'node20',
    sourcemap: true,
    rolldownOptions: {
      // Optional and native: each package goes without when it cannot be required.
      external: ['bufferutil', 'utf-8-validate', 'msgpackr-extract'],
      // gray-matter can evaluate front matter in JavaScript; the loader refuses that language.
      checks: { eval: false },
      output: {
        entryFileNames: 'main.js',
        chunkFileNames: 'main.[name].js',
        codeSplitting: {
          groups: [
            ...large.map((name) => ({
              name: `vendor.${name.replace('@', '')}`,
              test: (id: string) => id.includes(`/node_modules/${name}/`),
            })),
            { name: 'vendor', test: /\/node_modules\// },
          ],
        },
        // V8 keeps a source with one wide character in twice the memory.
        charset: 'ascii',
        comments: false,
        sourcemapExcludeSources: true,
        // CommonJS names that packages use; Node 20.11 and later know them.
        banner: ({ name }) =>
          name.startsWith('vendor')
            ? 'const { dirname: __dirname, filename: __filename } = import.meta;'
            : '',
      },
    },
  },
});
