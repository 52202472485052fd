// Runs initdb once and keeps the result, so that a review starts in half a second. Usage: bake-datadir.js FOLDER
// What a review does not need is left out, since each start reads all of it into memory: 15 of the 16 MB of the first
// WAL segment and the two template databases (nobody creates databases here). Not compressed: to unpack it took longer
// than to read it.
import { mkdir, readFile, rename, access, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';

const folder = process.argv[2] ?? 'dist/data';
const manifest = new URL('../node_modules/@electric-sql/pglite/package.json', import.meta.url);
const { version } = JSON.parse(await readFile(manifest, 'utf8'));
const file = join(folder, `pglite-${version}.tar`);
const exists = await access(file).then(
  () => true,
  () => false,
);
if (!exists) {
  const postgres = await PGlite.create({ initDbStartParams: ['--wal-segsize=1'] });
  await postgres.exec('update pg_database set datistemplate = false');
  for (const name of ['template0', 'template1']) await postgres.exec(`drop database ${name}`);
  await postgres.exec('checkpoint');
  const dump = await postgres.dumpDataDir('none');
  await mkdir(folder, { recursive: true });
  // Written aside and renamed: two builds at once must not read half a file.
  const draft = `${file}.${process.pid}`;
  await writeFile(draft, Buffer.from(await dump.arrayBuffer()));
  await rename(draft, file);
  await postgres.close();
}
