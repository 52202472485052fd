// Runs initdb once and keeps the result, so that a review starts in a second. Usage: bake-datadir.js FOLDER
import { mkdir, readFile, rename, access, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';

const folder = process.argv[2] ?? 'dist/data';
const manifest = new URL('../node_modules/@electric-sql/pglite/package.json', import.meta.url);
const { version } = JSON.parse(await readFile(manifest, 'utf8'));
const file = join(folder, `pglite-${version}.tar.gz`);
const exists = await access(file).then(
  () => true,
  () => false,
);
if (!exists) {
  const postgres = await PGlite.create();
  const dump = await postgres.dumpDataDir('gzip');
  await mkdir(folder, { recursive: true });
  // Written aside and renamed: two builds at once must not read half a file.
  const draft = `${file}.${process.pid}`;
  await writeFile(draft, Buffer.from(await dump.arrayBuffer()));
  await rename(draft, file);
  await postgres.close();
}
