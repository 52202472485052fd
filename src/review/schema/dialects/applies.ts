import type { Check } from '../checks/check.ts';
import type { Dialect } from './dialect.ts';

/**
 * Checks that say something about PostgreSQL which is not true where the schema really lives: types that the
 * translation chose, or habits of another database.
 */
export function checksFor(
  checks: readonly Check[],
  dialect: Dialect,
): { readonly checks: readonly Check[]; readonly left: { id: string; why: string }[] } {
  const foreign = inapplicable[dialect] ?? [];
  return {
    checks: checks.filter((check) => !foreign.includes(check.id)),
    left: foreign.map((id) => ({ id, why: `does not apply to ${dialect}` })),
  };
}

const ofTypes = [
  'pk.serial_not_identity',
  'col.serial_non_pk',
  'col.timestamp_no_tz',
  'col.timetz',
  'col.json_not_jsonb',
  'idx.jsonb_without_gin',
  'name.case_convention',
  'col.char_n',
  'col.varchar_n',
  'col.enum_type',
];

const inapplicable: Readonly<Partial<Record<Dialect, readonly string[]>>> = {
  mysql: [...ofTypes, 'uq.case_sensitive_email', 'tbl.updated_at_no_trigger'],
  mariadb: [...ofTypes, 'uq.case_sensitive_email', 'tbl.updated_at_no_trigger'],
  sqlite: [...ofTypes, 'pk.int4_overflow', 'tbl.updated_at_no_trigger'],
  sqlserver: [...ofTypes, 'uq.case_sensitive_email', 'tbl.updated_at_no_trigger'],
  // Prisma and Rails write updated_at themselves and choose serials, and Prisma names tables by their models.
  prisma: [
    'tbl.updated_at_no_trigger',
    'name.case_convention',
    'col.timestamp_no_tz',
    'pk.serial_not_identity',
    'name.inflection',
  ],
  rails: ['tbl.updated_at_no_trigger', 'col.timestamp_no_tz', 'pk.serial_not_identity'],
};
