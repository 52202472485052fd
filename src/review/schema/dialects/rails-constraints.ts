import { quoteIdent } from '../sql/quote.ts';
import { listOf, option, stringAt, textOf } from './rails-arguments.ts';
import { tableName } from './rails-index.ts';
import { singular } from './rails-singular.ts';

/** A `t.check_constraint …` or `add_check_constraint …` and its kin, from behind the table on; null if it is another. */
export function constraintSql(kind: string, rest: string): string | null {
  switch (kind) {
    case 'check_constraint':
      return `${named(rest)}CHECK (${stringAt(rest) ?? 'true'})${validity(rest)}`;
    case 'unique_constraint': {
      const distinct = /\bnulls_not_distinct:\s*true/.test(rest) ? ' NULLS NOT DISTINCT' : '';
      return `${named(rest)}UNIQUE${distinct} (${quoted(columnsAt(rest))})${deferrability(rest)}`;
    }
    case 'exclusion_constraint': {
      const where = textOf(rest, 'where');
      const rows = where === undefined ? '' : ` WHERE (${where})`;
      const using = option(rest, 'using') ?? 'gist';
      return `${named(rest)}EXCLUDE USING ${using} (${stringAt(rest) ?? ''})${rows}${deferrability(rest)}`;
    }
    default:
      return null;
  }
}

/** An `add_foreign_key …` whose tables are known, from behind them on. */
export function foreignKeySql(target: string, rest: string): string {
  const columns = columnsOf(rest, 'column') ?? [`${singular(target)}_id`];
  const keys = columnsOf(rest, 'primary_key') ?? ['id'];
  const actions = (['delete', 'update'] as const).map((event) => {
    const action = ACTIONS[option(rest, `on_${event}`) ?? ''];
    return action === undefined ? '' : ` ON ${event.toUpperCase()} ${action}`;
  });
  return `${named(rest)}FOREIGN KEY (${quoted(columns)}) REFERENCES ${tableName(target)} (${quoted(keys)})${actions.join('')}${deferrability(rest)}${validity(rest)}`;
}

const ACTIONS: Readonly<Record<string, string>> = {
  cascade: 'CASCADE',
  nullify: 'SET NULL',
  restrict: 'RESTRICT',
};

function quoted(names: readonly string[]): string {
  return names.map(quoteIdent).join(', ');
}

function named(rest: string): string {
  const name = option(rest, 'name');
  return name === undefined ? '' : `CONSTRAINT ${quoteIdent(name)} `;
}

function validity(rest: string): string {
  return /\bvalidate:\s*false/.test(rest) ? ' NOT VALID' : '';
}

function deferrability(rest: string): string {
  const when = option(rest, 'deferrable');
  if (when !== undefined) return ` DEFERRABLE INITIALLY ${when.toUpperCase()}`;
  return /\bdeferrable:\s*true/.test(rest) ? ' DEFERRABLE' : '';
}

/** The columns in front: one, or a list of them. */
function columnsAt(rest: string): readonly string[] {
  const one = stringAt(rest);
  return one === undefined ? listOf(rest) : [one];
}

function columnsOf(rest: string, key: string): readonly string[] | undefined {
  const list = new RegExp(`\\b${key}:\\s*(\\[[^\\]]*\\])`).exec(rest)?.[1];
  if (list !== undefined) return listOf(list);
  const one = option(rest, key);
  return one === undefined ? undefined : [one];
}
