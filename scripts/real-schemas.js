// Reviews schemas that nobody here wrote, and prints what became of every statement as a Markdown table. They come
// from Debian's packages (apt-get download) and stay in .cache: their licences are their own.
// Needs a build: npm run build && node scripts/real-schemas.js
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

const cache = join(import.meta.dirname, '..', '.cache', 'schemas');
const cli = join(import.meta.dirname, '..', 'dist', 'cli', 'architect.js');

/** Package, and the file in it. */
const schemas = [
  ['zabbix-server-pgsql', 'usr/share/zabbix-server-pgsql/schema.sql.gz'],
  ['icinga2-ido-pgsql', 'usr/share/icinga2-ido-pgsql/schema/pgsql.sql'],
  ['ejabberd', 'usr/share/ejabberd/sql/pg.new.sql'],
  ['ejabberd', 'usr/share/ejabberd/sql/pg.sql'],
  ['ejabberd', 'usr/share/ejabberd/sql/lite.sql'],
  ['ejabberd', 'usr/share/ejabberd/sql/mssql.sql'],
  ['mediawiki', 'usr/share/mediawiki/maintenance/postgres/tables-generated.sql'],
  ['mediawiki', 'usr/share/mediawiki/maintenance/tables-generated.sql'],
  ['tt-rss', 'usr/share/tt-rss/schema/ttrss_schema_pgsql.sql'],
  ['request-tracker5', 'usr/share/request-tracker5/etc/schema.Pg'],
  ['bacula-director-pgsql', 'usr/share/dbconfig-common/data/bacula-director-pgsql/install/pgsql'],
  ['roundcube-core', 'usr/share/roundcube/SQL/postgres.initial.sql'],
  ['roundcube-core', 'usr/share/roundcube/SQL/mysql.initial.sql'],
  ['roundcube-core', 'usr/share/roundcube/SQL/sqlite.initial.sql'],
  ['gammu-smsd', 'usr/share/doc/gammu-smsd/examples/pgsql.sql'],
  ['pdns-backend-pgsql', 'usr/share/pdns-backend-pgsql/schema/schema.pgsql.sql'],
];

console.log(
  '| file | dialect | tables | applied | skipped | failed | error | warn | info | fixes cleared / tried | s | MB |',
);
console.log('|---|---|---|---|---|---|---|---|---|---|---|---|');
for (const [name, path] of schemas) {
  const file = fetchSchema(name, path);
  if (file === null) continue;
  const started = performance.now();
  const ran = spawnSync(process.execPath, [cli, 'schema-review', file, '--json'], {
    maxBuffer: 2 ** 28,
  });
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  const { status, input, coverage, summary } = JSON.parse(String(ran.stdout));
  const { by_severity: by, fixes } = summary;
  const cells = [
    `${name} ${path.split('/').at(-1)}`,
    `${input.dialect}${status === 'complete' ? '' : ` (${status})`}`,
    coverage.tables,
    input.applied,
    input.skipped.length,
    input.failed.length,
    by.error,
    by.warn,
    by.info,
    `${fixes.cleared} / ${fixes.proposed}`,
    seconds,
    Math.round((summary.peak_rss_bytes ?? 0) / 1e6),
  ];
  console.log(`| ${cells.join(' | ')} |`);
}

/** The file, fetched if it is not there yet; null, and a word, if the package cannot be had. */
function fetchSchema(name, path) {
  const folder = join(cache, name);
  if (!existsSync(folder)) {
    mkdirSync(folder, { recursive: true });
    try {
      execFileSync('apt-get', ['download', name], { cwd: folder, stdio: 'ignore' });
      const deb = readdirSync(folder).find((entry) => entry.endsWith('.deb'));
      execFileSync('dpkg', ['-x', deb, '.'], { cwd: folder });
    } catch {
      console.error(`${name}: not available from apt here`);
    }
  }
  const file = join(folder, path);
  if (!existsSync(file)) return null;
  if (!file.endsWith('.gz')) return file;
  writeFileSync(file.slice(0, -3), gunzipSync(readFileSync(file)));
  return file.slice(0, -3);
}
