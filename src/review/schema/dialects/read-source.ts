import type { Failed, Skipped, Source } from '../load/script.ts';
import type { Dialect } from './dialect.ts';
import { detectDialect } from './detect.ts';

/** A schema in PostgreSQL's SQL, whatever it was written in. */
export interface ReadSource {
  readonly dialect: Dialect;
  /** How it was told and what its translation leaves open, a sentence. */
  readonly note: string;
  readonly sources: readonly Source[];
  readonly skipped: readonly Skipped[];
  readonly failed: readonly Failed[];
}

type Translation = Pick<ReadSource, 'sources' | 'skipped' | 'failed'> & { readonly more?: string };

/** Tells the dialect of the files, unless it is given, and translates them. */
export async function readSource(
  sources: readonly Source[],
  given: Dialect | null,
): Promise<ReadSource> {
  const dialect = given ?? detectDialect(sources);
  const translation = await translate(sources, dialect);
  const how = given === null ? `Read as ${names[dialect]}` : `Read as ${names[dialect]}, as told`;
  return {
    dialect,
    note: `${how}. ${notes[dialect]}${translation.more ?? ''}`.trim(),
    ...translation,
  };
}

async function translate(sources: readonly Source[], dialect: Dialect): Promise<Translation> {
  switch (dialect) {
    case 'postgres':
      return { sources, skipped: [], failed: [] };
    case 'mysql':
    case 'mariadb': {
      const { translateMysql } = await import('./mysql.ts');
      return collect(sources.map((source) => ({ failed: [], ...translateMysql(source) })));
    }
    case 'sqlite': {
      const { readSqlite } = await import('./sqlite.ts');
      const read = await readSqlite(joined(sources));
      return collect([{ skipped: [], ...read }]);
    }
    case 'prisma': {
      const { readPrisma } = await import('./prisma.ts');
      const { provider, ...read } = await readPrisma(joined(sources));
      const more =
        provider === null
          ? ''
          : ` Its provider is ${provider}: types that only that has became Prisma's defaults.`;
      return { ...collect([{ skipped: [], ...read }]), more };
    }
    case 'rails': {
      const { translateRails } = await import('./rails.ts');
      return collect(sources.map((source) => ({ failed: [], ...translateRails(source) })));
    }
    case 'dbml': {
      const { translateDbml } = await import('./dbml.ts');
      return collect(sources.map((source) => ({ failed: [], ...translateDbml(source) })));
    }
    case 'sqlserver': {
      const { translateSqlServer } = await import('./sqlserver.ts');
      return collect(sources.map(translateSqlServer));
    }
  }
}

interface One {
  readonly source: Source;
  readonly skipped: readonly Skipped[];
  readonly failed: readonly Failed[];
}

function collect(read: readonly One[]): Translation {
  return {
    sources: read.map((one) => one.source),
    skipped: read.flatMap((one) => one.skipped),
    failed: read.flatMap((one) => one.failed),
  };
}

function joined(sources: readonly Source[]): Source {
  return {
    name: sources[0]?.name ?? 'schema',
    text: sources.map((source) => source.text).join('\n'),
  };
}

const names: Readonly<Record<Dialect, string>> = {
  postgres: 'PostgreSQL',
  mysql: 'MySQL',
  mariadb: 'MariaDB',
  sqlite: 'SQLite',
  prisma: 'Prisma',
  rails: 'Rails schema.rb',
  dbml: 'DBML',
  sqlserver: 'SQL Server',
};

const translated =
  'It was translated to PostgreSQL and reviewed there; fixes are in PostgreSQL’s SQL and ran on the translation.';

const notes: Readonly<Record<Dialect, string>> = {
  postgres: '',
  mysql: translated,
  mariadb: translated,
  sqlite: `SQLite itself ran it. ${translated}`,
  prisma: 'This is the SQL that Prisma would run.',
  rails: 'This is the SQL that Rails would run.',
  dbml: `Best effort. ${translated}`,
  sqlserver: `Best effort. ${translated}`,
};
