import { quoteIdent, quoteLiteral } from '../sql/quote.ts';
import { listOf, option, stringAt, textOf } from './rails-arguments.ts';

/** A `t.<kind> …` line as the columns that it makes. */
export function columnLines(kind: string, rest: string): readonly string[] {
  if (kind === 'timestamps')
    return ['created_at timestamp NOT NULL', 'updated_at timestamp NOT NULL'];
  const names = [
    ...(/^((?:["':][\w?]+["']?(?:,\s*|\s*$))+)/.exec(rest)?.[1] ?? '').matchAll(/["':]([\w?]+)/g),
  ].map((match) => match[1] ?? '');
  const suffix = nullability(rest);
  if (kind === 'references' || kind === 'belongs_to') {
    return names.flatMap((name) => {
      const type = option(rest, 'type') === 'uuid' ? 'uuid' : 'bigint';
      const own = `${quoteIdent(`${name}_id`)} ${type}${suffix}`;
      return /polymorphic:\s*true/.test(rest)
        ? [own, `${quoteIdent(`${name}_type`)} varchar${suffix}`]
        : [own];
    });
  }
  if (kind === 'virtual') return names.map((name) => `${quoteIdent(name)} ${generated(rest)}`);
  const type =
    kind === 'enum'
      ? quoteIdent(option(rest, 'enum_type') ?? 'text')
      : kind === 'column'
        ? (stringAt(rest.slice(rest.indexOf(',') + 1)) ?? 'text')
        : typeOf(kind, rest);
  return names.map(
    (name) =>
      `${quoteIdent(name)} ${type}${size(kind, rest)}${/array:\s*true/.test(rest) ? '[]' : ''}${defaultOf(kind, rest)}${suffix}`,
  );
}

function typeOf(kind: string, rest: string): string {
  const bytes = Number(/\blimit:\s*(\d+)/.exec(rest)?.[1] ?? 4);
  if (kind === 'integer' && bytes !== 4)
    return bytes < 3 ? 'smallint' : bytes > 4 ? 'bigint' : kind;
  return types[kind] ?? kind;
}

function generated(rest: string): string {
  const type = typeOf(option(rest, 'type') ?? 'text', rest);
  const kept = /\bstored:\s*true/.test(rest) ? 'STORED' : 'VIRTUAL';
  return `${type} GENERATED ALWAYS AS (${textOf(rest, 'as') ?? 'NULL'}) ${kept}`;
}

function size(kind: string, rest: string): string {
  const limit = /\blimit:\s*(\d+)/.exec(rest)?.[1];
  const precision = /\bprecision:\s*(\d+)/.exec(rest)?.[1];
  const scale = /\bscale:\s*(\d+)/.exec(rest)?.[1];
  if (kind === 'string' && limit !== undefined) return `(${limit})`;
  return kind === 'decimal' && precision !== undefined ? `(${precision},${scale ?? 0})` : '';
}

function defaultOf(kind: string, rest: string): string {
  const call = /default:\s*->\s*\{\s*"(.*?)"\s*\}/.exec(rest)?.[1];
  if (call !== undefined) return ` DEFAULT ${call}`;
  const text = /default:\s*"((?:[^"\\]|\\.)*)"/.exec(rest)?.[1];
  if (text !== undefined) return ` DEFAULT ${quoteLiteral(text.replaceAll('\\"', '"'))}`;
  const plain = /default:\s*([\w.+-]+)/.exec(rest)?.[1];
  if (plain !== undefined && plain !== 'nil') return ` DEFAULT ${plain}`;
  if (/default:\s*\{\s*\}/.test(rest)) return kind.startsWith('json') ? " DEFAULT '{}'" : '';
  return /default:\s*\[\s*\]/.test(rest) ? " DEFAULT '{}'" : '';
}

function nullability(rest: string): string {
  return /\bnull:\s*false/.test(rest) ? ' NOT NULL' : '';
}

/** The column that `create_table` makes unasked; null where it is told not to. */
export function primaryKey(options: string): string | null {
  if (/\bid:\s*false/.test(options)) return null;
  if (/primary_key:\s*\[/.test(options))
    return `PRIMARY KEY (${listOf(options).map(quoteIdent).join(', ')})`;
  const name = quoteIdent(option(options, 'primary_key') ?? 'id');
  const [, nested] = /\bid:\s*\{[^}]*\btype:\s*:(\w+)/.exec(options) ?? [];
  const kind = nested ?? option(options, 'id');
  const type =
    kind === 'uuid'
      ? 'uuid DEFAULT gen_random_uuid()'
      : kind === 'serial' || kind === 'integer'
        ? 'serial'
        : kind === 'string'
          ? 'varchar'
          : 'bigserial';
  return `${name} ${type} PRIMARY KEY`;
}

const types: Readonly<Record<string, string>> = {
  string: 'varchar',
  text: 'text',
  citext: 'citext',
  integer: 'integer',
  bigint: 'bigint',
  float: 'double precision',
  decimal: 'numeric',
  numeric: 'numeric',
  boolean: 'boolean',
  date: 'date',
  time: 'time',
  datetime: 'timestamp',
  timestamp: 'timestamp',
  timestamptz: 'timestamptz',
  json: 'json',
  jsonb: 'jsonb',
  uuid: 'uuid',
  binary: 'bytea',
  inet: 'inet',
  cidr: 'cidr',
  macaddr: 'macaddr',
  hstore: 'hstore',
  ltree: 'ltree',
  tsvector: 'tsvector',
  daterange: 'daterange',
  tstzrange: 'tstzrange',
  tsrange: 'tsrange',
  int4range: 'int4range',
  interval: 'interval',
  money: 'money',
  point: 'point',
  bit: 'bit',
  xml: 'xml',
  oid: 'oid',
  serial: 'serial',
  bigserial: 'bigserial',
  tinyint: 'smallint',
};
