import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join, resolve } from 'node:path';
import { defineConfig, type Plugin } from 'vite';

const outDir = 'dist/review/diagram/bundle';

/** The fonts stand beside the bundle; `svg/fonts.ts` looks for them there. */
const copyFonts: Plugin = {
  name: 'copy-fonts',
  writeBundle() {
    const { resolve: find } = createRequire(import.meta.url);
    mkdirSync(resolve(outDir, 'fonts'), { recursive: true });
    for (const font of [
      '@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf',
      '@expo-google-fonts/inter/600SemiBold/Inter_600SemiBold.ttf',
      'dejavu-fonts-ttf/ttf/DejaVuSans.ttf',
    ]) {
      copyFileSync(find(font), resolve(outDir, 'fonts', basename(font)));
    }
  },
};

/** Whose work is in the bundle, and on what terms: a licence asks to stay with what it covers. */
const nameAuthors: Plugin = {
  name: 'name-authors',
  writeBundle(_, bundle) {
    const modules = Object.values(bundle).flatMap((file) =>
      file.type === 'chunk' ? file.moduleIds : [],
    );
    const inPackage = /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/;
    const found = modules.flatMap((id) => inPackage.exec(id.replace('\0', ''))?.[0] ?? []);
    const fonts = ['@expo-google-fonts/inter', 'dejavu-fonts-ttf'].map((name) =>
      resolve('node_modules', name),
    );
    const notices = [...new Set([...found, ...fonts])].toSorted().map(noticeOf);
    writeFileSync(resolve(outDir, 'THIRD-PARTY.txt'), notices.join('\n'));
  },
};

function noticeOf(folder: string): string {
  const about = join(folder, 'package.json');
  const { name, version, license } = existsSync(about)
    ? JSON.parse(readFileSync(about, 'utf8'))
    : {};
  const texts = readdirSync(folder)
    .filter((file) => /^(?:licen[cs]e|copying|notice)/i.test(file))
    .map((file) => readFileSync(join(folder, file), 'utf8').trim());
  return [`# ${name} ${version} (${license})`, ...texts, ''].join('\n\n');
}

/**
 * What draws diagrams, in one folder of 5 MB: Mermaid's parsers and Graphviz would take 150 MB in node_modules. Only
 * the native rasteriser stays a package.
 */
// oxlint-disable-next-line import/no-default-export -- Vite reads the default export
export default defineConfig({
  plugins: [copyFonts, nameAuthors],
  ssr: { noExternal: true, external: ['@resvg/resvg-js'], target: 'node' },
  build: {
    ssr: 'src/review/diagram/worker.ts',
    outDir,
    emptyOutDir: true,
    copyPublicDir: false,
    target: 'node20',
    minify: true,
    rolldownOptions: {
      output: { entryFileNames: 'worker.js', chunkFileNames: '[name]-[hash].js' },
    },
  },
});
