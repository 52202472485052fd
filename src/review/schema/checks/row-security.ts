import type { Catalog, Policy, Table } from '../catalog/model.ts';
import { quoteIdent } from '../sql/quote.ts';
import type { Check, FixDraft } from './check.ts';
import { label, ofTable, sqlName } from './facts.ts';

/** Checks on row level security. They need evidence that strangers reach the table: grants, or Supabase. */
export const rowSecurityChecks: readonly Check[] = [
  {
    id: 'sec.rls_disabled_exposed',
    category: 'security',
    severity: 'error',
    confidence: 'proved',
    reason: 'Whoever has the public key of the API reads and writes every row.',
    source: 'splinter 0013',
    *findIn(table, catalog) {
      if (table.rowSecurity || table.policies.length > 0 || !isExposed(table, catalog)) return;
      yield {
        object: ofTable(table),
        why: `${label(table)} is exposed to ${exposedTo(table, catalog).join(', ')} without row level security.`,
        row: { rowSecurity: false, grants: table.grants },
        fixes: [enable(table)],
      };
    },
  },
  {
    id: 'sec.policy_but_rls_off',
    category: 'security',
    severity: 'error',
    confidence: 'proved',
    reason: 'Policies do nothing while row level security is off.',
    source: 'splinter 0007',
    *findIn(table) {
      if (table.rowSecurity || table.policies.length === 0) return;
      yield {
        object: ofTable(table),
        why: `${label(table)} has ${table.policies.length} policies, but row level security is off.`,
        row: { policies: table.policies.map((policy) => policy.name) },
        fixes: [enable(table)],
      };
    },
  },
  {
    id: 'sec.rls_no_policy',
    category: 'security',
    severity: 'info',
    confidence: 'proved',
    reason:
      'Row level security without a policy refuses everybody but the owner; that may be meant.',
    source: 'splinter 0008',
    *findIn(table) {
      if (!table.rowSecurity || table.policies.length > 0) return;
      yield {
        object: ofTable(table),
        why: `${label(table)} has row level security on and no policy.`,
        row: { policies: 0 },
      };
    },
  },
  {
    id: 'sec.rls_always_true',
    category: 'security',
    severity: 'warn',
    confidence: 'proved',
    reason: 'A write policy that is always true protects nothing.',
    source: 'splinter 0024',
    *findIn(table) {
      for (const policy of table.policies) {
        if (!writesFreely(policy)) continue;
        yield {
          object: { ...ofTable(table), policy: policy.name },
          why: `The policy ${policy.name} of ${label(table)} lets every row be written.`,
          row: { ...policy },
        };
      }
    },
  },
  {
    id: 'sec.rls_initplan',
    category: 'performance',
    severity: 'warn',
    confidence: 'proved',
    reason: 'The function runs once for each row; in a sub-select it runs once for the query.',
    source: 'splinter 0003',
    *findIn(table) {
      for (const policy of table.policies) {
        if (![policy.using, policy.check].some(evaluatesPerRow)) continue;
        yield {
          object: { ...ofTable(table), policy: policy.name },
          why: `The policy ${policy.name} of ${label(table)} calls a session function for each row.`,
          row: { ...policy },
          fixes: [wrapCalls(table, policy)],
        };
      }
    },
  },
  {
    id: 'sec.rls_user_metadata',
    category: 'security',
    severity: 'error',
    confidence: 'proved',
    reason: 'Users edit their own user_metadata: a policy that trusts it grants what they ask for.',
    source: 'splinter 0015',
    *findIn(table) {
      for (const policy of table.policies) {
        if (!/user_metadata/.test(`${policy.using} ${policy.check}`)) continue;
        yield {
          object: { ...ofTable(table), policy: policy.name },
          why: `The policy ${policy.name} of ${label(table)} reads user_metadata.`,
          row: { ...policy },
        };
      }
    },
  },
  {
    id: 'sec.multi_permissive',
    category: 'performance',
    severity: 'warn',
    confidence: 'proved',
    reason:
      'Every permissive policy of a role and action runs for each row; one with OR does the same.',
    source: 'splinter 0006',
    *findIn(table) {
      for (const [group, policies] of permissiveGroups(table)) {
        if (policies.length < 2) continue;
        yield {
          object: { ...ofTable(table), policy: policies.join(', ') },
          why: `${label(table)} has ${policies.length} permissive policies for ${group}: ${policies.join(', ')}.`,
          row: { policies, for: group },
        };
      }
    },
  },
];

const strangers: ReadonlySet<string> = new Set(['anon', 'authenticated', 'public', 'web_anon']);

/** Supabase grants the API's roles everything in `public` by default, so there the roles alone are evidence. */
function isExposed(table: Pick<Table, 'schema' | 'grants'>, catalog: Catalog): boolean {
  return exposedTo(table, catalog).length > 0;
}

function exposedTo(table: Pick<Table, 'schema' | 'grants'>, catalog: Catalog): readonly string[] {
  const granted = table.grants.map((grant) => grant.role).filter((role) => strangers.has(role));
  return granted.length > 0 || table.schema !== 'public' ? granted : catalog.exposedRoles;
}

function enable(table: Table): FixDraft {
  return {
    ddl: [`ALTER TABLE ${sqlName(table)} ENABLE ROW LEVEL SECURITY`],
    leadsTo: ['sec.rls_no_policy', 'sec.rls_always_true', 'sec.rls_initplan'],
  };
}

function writesFreely(policy: Policy): boolean {
  if (
    !policy.permissive ||
    policy.command === 'r' ||
    policy.roles.every((role) => role === 'service_role')
  )
    return false;
  const check = policy.check ?? policy.using;
  return policy.command === 'd' ? policy.using === 'true' : check === 'true';
}

const sessionCall =
  /(?:auth\.(?:uid|jwt|role|email)\(\)|current_setting\([^()]*(?:\([^()]*\)[^()]*)*\))/g;

function evaluatesPerRow(expression: string | null): boolean {
  const bare =
    expression?.replace(/SELECT\s+(?:auth\.\w+\(\)|current_setting\([^()]*\))/gi, '') ?? '';
  return bare.match(sessionCall) !== null;
}

function wrapCalls(table: Table, policy: Policy): FixDraft {
  const using = policy.using === null ? '' : ` USING ${wrap(policy.using)}`;
  const check = policy.check === null ? '' : ` WITH CHECK ${wrap(policy.check)}`;
  return {
    ddl: [`ALTER POLICY ${quoteIdent(policy.name)} ON ${sqlName(table)}${using}${check}`],
    safe: true,
  };
}

function wrap(expression: string): string {
  const wrapped = expression.replace(sessionCall, (call, at: number) =>
    /SELECT\s+$/i.test(expression.slice(0, at)) ? call : `(SELECT ${call})`,
  );
  return `(${wrapped})`;
}

function permissiveGroups(table: Table): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, string[]>();
  for (const policy of table.policies.filter((candidate) => candidate.permissive)) {
    for (const role of policy.roles) {
      for (const command of policy.command === '*' ? ['r', 'a', 'w', 'd'] : [policy.command]) {
        const group = `${role} ${commands[command] ?? command}`;
        groups.set(group, [...(groups.get(group) ?? []), policy.name]);
      }
    }
  }
  // The same policies for several commands are one finding.
  const seen = new Set<string>();
  return new Map(
    [...groups].filter(([, policies]) => !seen.has(policies.join()) && seen.add(policies.join())),
  );
}

const commands: Readonly<Record<string, string>> = {
  r: 'SELECT',
  a: 'INSERT',
  w: 'UPDATE',
  d: 'DELETE',
};
