import type { Routine, View } from '../catalog/model.ts';
import { qualified, quoteIdent } from '../sql/quote.ts';
import type { Check } from './check.ts';
import { isText, label, ofColumns, ofTable, sqlName, words } from './facts.ts';

/** Checks on who may do what, and on what should not be readable. */
export const privilegeChecks: readonly Check[] = [
  {
    id: 'sec.search_path_mutable',
    category: 'security',
    severity: 'error',
    confidence: 'proved',
    reason:
      "The caller chooses which function or table an unqualified name means, and it runs with the owner's rights.",
    source:
      'PostgreSQL manual, CREATE FUNCTION, Writing SECURITY DEFINER Functions Safely; splinter 0011',
    *find(catalog) {
      for (const routine of catalog.routines) {
        if (!routine.securityDefiner || routine.fixedSearchPath) continue;
        yield {
          object: ofRoutine(routine),
          why: `${routine.name} is SECURITY DEFINER without a fixed search_path.`,
          row: { arguments: routine.arguments },
          fixes: [
            {
              ddl: [
                `ALTER ROUTINE ${sqlRoutine(routine)} SET search_path = ${quoteIdent(routine.schema)}, pg_temp`,
              ],
              safe: true,
            },
          ],
        };
      }
    },
  },
  {
    id: 'sec.secdef_function_callable',
    category: 'security',
    severity: 'error',
    confidence: 'proved',
    reason:
      'Everybody may call it, and it runs with the rights of its owner. EXECUTE is given to PUBLIC by default.',
    source: 'PostgreSQL manual 5.8; splinter 0028',
    *find(catalog) {
      for (const routine of catalog.routines) {
        const callers = routine.callableBy.filter((role) => role === 'public' || role === 'anon');
        if (!routine.securityDefiner || routine.trigger || callers.length === 0) continue;
        yield {
          object: ofRoutine(routine),
          why: `${routine.name} is SECURITY DEFINER and may be called by ${callers.join(' and ')}.`,
          row: { callableBy: routine.callableBy },
          fixes: [
            {
              ddl: [
                `REVOKE EXECUTE ON ROUTINE ${sqlRoutine(routine)} FROM ${callers.map((role) => (role === 'public' ? 'PUBLIC' : quoteIdent(role))).join(', ')}`,
              ],
            },
          ],
        };
      }
    },
  },
  {
    id: 'sec.secdef_view',
    category: 'security',
    severity: 'error',
    confidence: 'proved',
    reason:
      'A view reads with the rights of its owner: row level security of its tables does not hold for its readers.',
    source: 'PostgreSQL manual, CREATE VIEW, security_invoker; splinter 0010',
    *find(catalog) {
      for (const view of catalog.views) {
        const guarded = catalog.tables.filter(
          (table) => view.reads.includes(table.oid) && table.rowSecurity,
        );
        if (view.materialized || view.securityInvoker || guarded.length === 0) continue;
        yield {
          object: ofView(view),
          why: `${view.name} reads ${guarded.map((table) => table.name).join(', ')} around row level security.`,
          row: { tables: guarded.map((table) => table.name) },
          fixes: [{ ddl: [`ALTER VIEW ${sqlName(view)} SET (security_invoker = true)`] }],
        };
      }
    },
  },
  {
    id: 'sec.plain_passwords',
    category: 'security',
    severity: 'warn',
    confidence: 'heuristic',
    reason: 'A password that can be read will be read. Only a slow, salted hash may be stored.',
    source: 'SQL Antipatterns, Readable Passwords; sqlcheck',
    *findIn(table) {
      for (const column of table.columns) {
        const parts = words(column.name);
        const secret = parts.some((word) =>
          ['password', 'passwd', 'pwd', 'passphrase'].includes(word),
        );
        if (!secret || !isText(column) || parts.some((word) => guarded.has(word))) continue;
        yield {
          object: ofColumns(table, [column.name]),
          why: `${label(table, [column.name])} seems to hold passwords. If it holds a hash, name it so.`,
          row: { type: column.type },
        };
      }
    },
  },
  {
    id: 'sec.sensitive_columns',
    category: 'security',
    severity: 'warn',
    confidence: 'heuristic',
    reason:
      'Numbers of cards, persons and accounts, and tokens, do not belong into a plain column that every reader sees.',
    source: 'splinter 0023',
    *findIn(table) {
      for (const column of table.columns) {
        const parts = words(column.name);
        if (!isText(column) || parts.some((word) => guarded.has(word) || word === 'last4'))
          continue;
        if (
          !/(^|_)(ssn|social_security(_number)?|(credit_)?card_number|cc_number|cvv|cvc|passport_number|access_token|refresh_token|api_key|secret_key|private_key|client_secret)$/.test(
            parts.join('_'),
          )
        )
          continue;
        yield {
          object: ofColumns(table, [column.name]),
          why: `${label(table, [column.name])} holds a secret in plain text.`,
          row: { type: column.type },
        };
      }
    },
  },
  {
    id: 'sec.grants_public',
    category: 'security',
    severity: 'warn',
    confidence: 'heuristic',
    reason: 'ALL includes TRUNCATE and TRIGGER, and PUBLIC includes every role there will ever be.',
    source: 'PostgreSQL manual 5.8; eslint-plugin-postgresql; pglinter',
    *findIn(table) {
      for (const grant of table.grants) {
        const everything = [
          'SELECT',
          'INSERT',
          'UPDATE',
          'DELETE',
          'TRUNCATE',
          'TRIGGER',
          'REFERENCES',
        ].every((privilege) => grant.privileges.includes(privilege));
        if (grant.role !== 'public' && !everything) continue;
        const role = grant.role === 'public' ? 'PUBLIC' : quoteIdent(grant.role);
        const ddl =
          grant.role === 'public'
            ? [`REVOKE ALL ON ${sqlName(table)} FROM PUBLIC`]
            : [`REVOKE TRUNCATE, TRIGGER, REFERENCES ON ${sqlName(table)} FROM ${role}`];
        yield {
          object: ofTable(table),
          why: `${role} has ${everything ? 'ALL privileges' : grant.privileges.join(', ')} on ${label(table)}.`,
          row: { role: grant.role, privileges: grant.privileges },
          fixes: [{ ddl }],
        };
      }
    },
  },
];

const guarded: ReadonlySet<string> = new Set(
  'hash hashed digest encrypted crypt enc salt hmac at expires expiry reset hint changed attempts ciphertext'.split(
    ' ',
  ),
);

function ofRoutine(routine: Routine) {
  return { schema: routine.schema, function: routine.name };
}

function ofView(view: View) {
  return { schema: view.schema, table: view.name, view: view.name };
}

function sqlRoutine(routine: Routine): string {
  return `${qualified(routine.schema, routine.name)}(${routine.arguments})`;
}
