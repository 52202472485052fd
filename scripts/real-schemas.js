// Reviews schemas that nobody here wrote, and prints what became of every statement as a Markdown table. They come
// from Debian's packages (apt-get download) and from npm (npm pack), and stay in .cache: their licences are their own.
// Usage: node scripts/real-schemas.js [NAME…]
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

const root = join(import.meta.dirname, '..');
const cache = join(root, '.cache', 'schemas');
const command = ['--import', 'tsx', join(root, 'src', 'cli', 'architect.ts'), 'schema-review'];

/** Registry, package, the file or folder in it, and the licence as the package states it. */
const schemas = [
  ['apt', 'zabbix-server-pgsql', 'usr/share/zabbix-server-pgsql/schema.sql.gz', 'GPL-2'],
  ['apt', 'icinga2-ido-pgsql', 'usr/share/icinga2-ido-pgsql/schema/pgsql.sql', 'GPL-2'],
  ['apt', 'ejabberd', 'usr/share/ejabberd/sql/pg.new.sql', 'GPL-2'],
  ['apt', 'ejabberd', 'usr/share/ejabberd/sql/pg.sql', 'GPL-2'],
  ['apt', 'ejabberd', 'usr/share/ejabberd/sql/mysql.sql', 'GPL-2'],
  ['apt', 'ejabberd', 'usr/share/ejabberd/sql/lite.sql', 'GPL-2'],
  ['apt', 'ejabberd', 'usr/share/ejabberd/sql/mssql.sql', 'GPL-2'],
  ['apt', 'mediawiki', 'usr/share/mediawiki/maintenance/postgres/tables-generated.sql', 'GPL-2'],
  ['apt', 'mediawiki', 'usr/share/mediawiki/maintenance/tables-generated.sql', 'GPL-2'],
  ['apt', 'mediawiki', 'usr/share/mediawiki/maintenance/sqlite/tables-generated.sql', 'GPL-2'],
  ['apt', 'tt-rss', 'usr/share/tt-rss/schema/ttrss_schema_pgsql.sql', 'GPL-3'],
  ['apt', 'request-tracker5', 'usr/share/request-tracker5/etc/schema.Pg', 'GPL-2'],
  [
    'apt',
    'bacula-director-pgsql',
    'usr/share/dbconfig-common/data/bacula-director-pgsql/install/pgsql',
    'AGPL-3',
  ],
  ['apt', 'roundcube-core', 'usr/share/roundcube/SQL/postgres.initial.sql', 'GPL-3'],
  ['apt', 'roundcube-core', 'usr/share/roundcube/SQL/mysql.initial.sql', 'GPL-3'],
  ['apt', 'roundcube-core', 'usr/share/roundcube/SQL/sqlite.initial.sql', 'GPL-3'],
  ['apt', 'gammu-smsd', 'usr/share/doc/gammu-smsd/examples/pgsql.sql', 'GPL-2'],
  ['apt', 'pdns-backend-pgsql', 'usr/share/pdns-backend-pgsql/schema/schema.pgsql.sql', 'GPL-2'],
  ['npm', '@logto/schemas', 'package/tables', 'MPL-2.0'],
  ['npm', 'graphile-worker', 'package/sql', 'MIT'],
];

const wanted = process.argv.slice(2);
console.log(
  '| package, file | licence | dialect | tables | statements | applied | skipped | failed | error | warn | info | fixes tried / ran / cleared | data-dependent | s | MB |',
);
console.log('|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|');
for (const [registry, name, path, licence] of schemas) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  const found = fetchSchema(registry, name, path);
  if (found === null) continue;
  const started = performance.now();
  const ran = spawnSync(process.execPath, [...command, found.file, '--json'], {
    maxBuffer: 2 ** 28,
    cwd: root,
  });
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  const report = join(cache, `${name.replaceAll('/', '-')}-${path.split('/').at(-1)}.json`);
  writeFileSync(report, ran.stdout);
  console.log(
    row(
      `${name} ${found.version} \`${path.split('/').slice(-2).join('/')}\``,
      licence,
      JSON.parse(String(ran.stdout)),
      seconds,
    ),
  );
}

function row(label, licence, { status, input, coverage, summary }, seconds) {
  const { by_severity: by, fixes } = summary;
  const cells = [
    label,
    licence,
    `${input.dialect}${status === 'aborted' ? ' (aborted)' : ''}`,
    coverage.tables,
    input.statements,
    input.applied,
    input.skipped.length,
    input.failed.length,
    by.error,
    by.warn,
    by.info,
    `${fixes.proposed} / ${fixes.executed} / ${fixes.cleared}`,
    fixes.data_dependent,
    seconds,
    Math.round((summary.peak_rss_bytes ?? 0) / 1e6),
  ];
  return `| ${cells.join(' | ')} |`;
}

/** The file, fetched if it is not there yet; null, and a word, if the package cannot be had or has no such file. */
function fetchSchema(registry, name, path) {
  const folder = join(cache, name.replaceAll('/', '-'));
  if (!existsSync(folder)) {
    mkdirSync(folder, { recursive: true });
    try {
      if (registry === 'apt') unpackDeb(folder, name);
      else unpackNpm(folder, name);
    } catch {
      console.error(`${name}: not available from ${registry} here`);
    }
  }
  const file = join(folder, path);
  const version = versionOf(folder);
  if (!existsSync(file)) {
    console.error(`${name}: no ${path} in ${version}`);
    return null;
  }
  if (statSync(file).isDirectory() || !file.endsWith('.gz')) return { file, version };
  writeFileSync(file.slice(0, -3), gunzipSync(readFileSync(file)));
  return { file: file.slice(0, -3), version };
}

function unpackDeb(folder, name) {
  execFileSync('apt-get', ['download', name], { cwd: folder, stdio: 'ignore' });
  const deb = readdirSync(folder).find((entry) => entry.endsWith('.deb'));
  execFileSync('dpkg-deb', ['-x', deb, '.'], { cwd: folder });
}

function unpackNpm(folder, name) {
  execFileSync('npm', ['pack', '--silent', name], { cwd: folder, stdio: 'ignore' });
  const archive = readdirSync(folder).find((entry) => entry.endsWith('.tgz'));
  execFileSync('tar', ['-xzf', archive], { cwd: folder });
}

/** As the name of what was downloaded says it. */
function versionOf(folder) {
  const file = readdirSync(folder).find((entry) => /\.(deb|tgz)$/.test(entry)) ?? '';
  return decodeURIComponent(
    file.endsWith('.deb') ? (file.split('_')[1] ?? '') : (/-(\d[^-]*)\.tgz$/.exec(file)?.[1] ?? ''),
  );
}
