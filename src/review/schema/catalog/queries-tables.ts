import { z } from 'zod';
import { column, foreignKey, index, check, trigger, policy, partitionKey } from './rows.ts';

export const tableRow = z.object({
  oid: z.number(),
  schema: z.string(),
  name: z.string(),
  kind: z.enum(['table', 'partitioned']),
  unlogged: z.boolean(),
  partitionOf: z.number().nullable(),
  inherits: z.array(z.string()),
  partitionKey: partitionKey.nullable(),
  rowSecurity: z.boolean(),
  columns: z.array(column),
  indexes: z.array(index),
  foreignKeys: z.array(foreignKey),
  checks: z.array(check),
  triggers: z.array(trigger),
  policies: z.array(policy),
  grants: z.array(z.object({ role: z.string(), privileges: z.array(z.string()) })),
  rules: z.array(z.string()),
  comment: z.string().nullable(),
});

/**
 * One row a table, everything about it in it. Every name is qualified: the script may have left functions and
 * operators of its own behind. Objects of extensions are left out.
 */
export function tablesQuery(condition: string): string {
  return `
select c.oid::int as oid, n.nspname as schema, c.relname as name,
       case c.relkind when 'p' then 'partitioned' else 'table' end as kind,
       c.relpersistence = 'u' as unlogged,
       case when c.relispartition then
         (select i.inhparent::int from pg_catalog.pg_inherits i where i.inhrelid = c.oid) end as "partitionOf",
       (${inherits}) as inherits, (${partitionKeyOf}) as "partitionKey",
       c.relrowsecurity as "rowSecurity",
       (${columns}) as columns, (${indexes}) as indexes, (${foreignKeys}) as "foreignKeys",
       (${checks}) as checks, (${triggers}) as triggers, (${policies}) as policies,
       (${grants}) as grants, (${rules}) as rules,
       (${commentOn('0')}) as comment
  from pg_catalog.pg_class c
  join pg_catalog.pg_namespace n on n.oid = c.relnamespace
 where c.relkind in ('r', 'p') and c.relpersistence <> 't'
   and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast')
   and not exists (select from pg_catalog.pg_depend d
                    where d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass and d.objid = c.oid
                      and d.deptype = 'e')
   and ${condition}
 order by 2, 3`;
}

function list(of: string, from: string, order: string): string {
  return `select coalesce(pg_catalog.json_agg(${of} order by ${order}), '[]'::pg_catalog.json) ${from}`;
}

/** Names of the attributes of a relation, in the order of an array of their numbers. */
function names(relation: string, numbers: string): string {
  return `(select coalesce(pg_catalog.json_agg(ka.attname order by k.ord), '[]'::pg_catalog.json)
             from pg_catalog.unnest(${numbers}) with ordinality as k(num, ord)
             join pg_catalog.pg_attribute ka on ka.attrelid = ${relation} and ka.attnum = k.num)`;
}

const inherits = list(
  `pn.nspname || '.' || p.relname`,
  `from pg_catalog.pg_inherits i join pg_catalog.pg_class p on p.oid = i.inhparent
   join pg_catalog.pg_namespace pn on pn.oid = p.relnamespace
   where i.inhrelid = c.oid and not c.relispartition`,
  'i.inhseqno',
);

const partitionKeyOf = `
  select pg_catalog.json_build_object(
    'strategy', case t.partstrat when 'l' then 'list' when 'r' then 'range' else 'hash' end,
    'columns', ${names('c.oid', 't.partattrs::int2[]')},
    'hasExpression', t.partexprs is not null,
    'hasDefault', t.partdefid <> 0,
    'partitions', (select count(*) from pg_catalog.pg_inherits i where i.inhparent = c.oid))
  from pg_catalog.pg_partitioned_table t where t.partrelid = c.oid`;

/** As `obj_description` and `col_description` do, which start a query of their own for each call. */
function commentOn(part: string): string {
  return `select o.description from pg_catalog.pg_description o
           where o.objoid = c.oid and o.classoid = 'pg_catalog.pg_class'::pg_catalog.regclass and o.objsubid = ${part}`;
}

/** With `refclassid`, by which the index begins: without it each column reads all dependencies. */
const sequenceOf = `
  select from pg_catalog.pg_depend s
    join pg_catalog.pg_class q on q.oid = s.objid and q.relkind = 'S'
   where s.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass and s.refobjid = c.oid
     and s.refobjsubid = a.attnum and s.classid = 'pg_catalog.pg_class'::pg_catalog.regclass and s.deptype = 'a'`;

const columns = list(
  `pg_catalog.json_build_object(
    'name', a.attname,
    'type', pg_catalog.format_type(a.atttypid, a.atttypmod),
    'baseType', case when b.oid is null then t.typname else b.typname end,
    'length', case when t.typname in ('varchar', 'bpchar') and a.atttypmod > 4 then a.atttypmod - 4 end,
    'hasModifier', a.atttypmod <> -1,
    'typeKind', t.typtype,
    'notNull', a.attnotnull,
    'default', pg_catalog.pg_get_expr(d.adbin, d.adrelid),
    'identity', a.attidentity <> '',
    'generated', a.attgenerated <> '',
    'serial', a.attidentity = '' and d.adbin is not null and exists (${sequenceOf}),
    'comment', (${commentOn('a.attnum')}),
    'inherited', not a.attislocal)`,
  `from pg_catalog.pg_attribute a
   join pg_catalog.pg_type t on t.oid = a.atttypid
   left join pg_catalog.pg_type b on b.oid = t.typbasetype
   left join pg_catalog.pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
   where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped`,
  'a.attnum',
);

const indexKeys = `
  select coalesce(pg_catalog.json_agg(pg_catalog.json_build_object(
    'column', ia.attname,
    'text', case when ia.attname is null then pg_catalog.pg_get_indexdef(x.indexrelid, k.ord::int, true)
      else pg_catalog.quote_ident(ia.attname) end,
    'opclass', oc.opcname, 'collation', co.collname,
    'option', x.indoption[k.ord - 1]) order by k.ord), '[]'::pg_catalog.json)
  from pg_catalog.unnest(x.indkey::int2[]) with ordinality as k(num, ord)
  join pg_catalog.pg_opclass oc on oc.oid = x.indclass[k.ord - 1]
  left join pg_catalog.pg_collation co on co.oid = x.indcollation[k.ord - 1]
  left join pg_catalog.pg_attribute ia on ia.attrelid = c.oid and ia.attnum = k.num and k.num <> 0
  where k.ord <= x.indnkeyatts`;

/** By way of pg_depend, which has an index for it: through pg_constraint each table would read all constraints. */
const referencing = `
  select from pg_catalog.pg_depend rd
    join pg_catalog.pg_constraint o on o.oid = rd.objid
   where rd.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass and rd.refobjid = ic.oid
     and rd.classid = 'pg_catalog.pg_constraint'::pg_catalog.regclass and o.contype = 'f'`;

const indexes = list(
  `pg_catalog.json_build_object(
    'name', ic.relname, 'method', m.amname, 'unique', x.indisunique, 'primary', x.indisprimary,
    'exclusion', x.indisexclusion, 'valid', x.indisvalid, 'deferrable', not x.indimmediate,
    'constraint', exists (select from pg_catalog.pg_constraint o
                           where o.conindid = ic.oid and o.conrelid = c.oid and o.contype in ('p', 'u', 'x')),
    'nullsNotDistinct', x.indnullsnotdistinct,
    'keys', (${indexKeys}),
    'include', ${names('c.oid', '(x.indkey::int2[])[x.indnkeyatts:]')},
    'predicate', pg_catalog.pg_get_expr(x.indpred, c.oid),
    'definition', pg_catalog.pg_get_indexdef(ic.oid),
    'inherited', ic.relispartition,
    'referenced', exists (${referencing}))`,
  `from pg_catalog.pg_index x join pg_catalog.pg_class ic on ic.oid = x.indexrelid
   join pg_catalog.pg_am m on m.oid = ic.relam where x.indrelid = c.oid`,
  'ic.relname',
);

const foreignKeys = list(
  `pg_catalog.json_build_object(
    'name', f.conname, 'columns', ${names('c.oid', 'f.conkey')},
    'target', pg_catalog.json_build_object('oid', f.confrelid::int, 'schema', tn.nspname, 'table', tc.relname,
      'columns', ${names('f.confrelid', 'f.confkey')}),
    'onDelete', case f.confdeltype when 'a' then 'no action' when 'r' then 'restrict' when 'c' then 'cascade'
      when 'n' then 'set null' else 'set default' end,
    'matchFull', f.confmatchtype = 'f', 'validated', f.convalidated, 'deferrable', f.condeferrable,
    'inherited', f.conparentid <> 0)`,
  `from pg_catalog.pg_constraint f join pg_catalog.pg_class tc on tc.oid = f.confrelid
   join pg_catalog.pg_namespace tn on tn.oid = tc.relnamespace
   where f.conrelid = c.oid and f.contype = 'f'
     and (f.conparentid = 0 or (select p.conrelid from pg_catalog.pg_constraint p where p.oid = f.conparentid) <> c.oid)`,
  'f.conname',
);

const checks = list(
  `pg_catalog.json_build_object(
    'name', k.conname, 'expression', pg_catalog.pg_get_constraintdef(k.oid, true),
    'columns', ${names('c.oid', `coalesce(k.conkey, '{}')`)}, 'validated', k.convalidated)`,
  `from pg_catalog.pg_constraint k where k.conrelid = c.oid and k.contype = 'c'`,
  'k.conname',
);

const triggers = list(
  `pg_catalog.json_build_object(
    'name', g.tgname, 'function', p.proname, 'source', p.prosrc,
    'beforeUpdate', (g.tgtype & 2) <> 0 and (g.tgtype & 16) <> 0)`,
  `from pg_catalog.pg_trigger g join pg_catalog.pg_proc p on p.oid = g.tgfoid
   where g.tgrelid = c.oid and not g.tgisinternal`,
  'g.tgname',
);

const policies = list(
  `pg_catalog.json_build_object(
    'name', y.polname, 'permissive', y.polpermissive, 'command', y.polcmd,
    'roles', (select pg_catalog.json_agg(case r.num when 0 then 'public' else
       (select o.rolname from pg_catalog.pg_roles o where o.oid = r.num) end)
       from pg_catalog.unnest(y.polroles) as r(num)),
    'using', pg_catalog.pg_get_expr(y.polqual, y.polrelid),
    'check', pg_catalog.pg_get_expr(y.polwithcheck, y.polrelid))`,
  `from pg_catalog.pg_policy y where y.polrelid = c.oid`,
  'y.polname',
);

const grants = `
  select coalesce(pg_catalog.json_agg(pg_catalog.json_build_object('role', h.role, 'privileges', h.privileges)), '[]'::pg_catalog.json)
  from (select case e.grantee when 0 then 'public' else pg_catalog.pg_get_userbyid(e.grantee) end as role,
               pg_catalog.json_agg(e.privilege_type order by e.privilege_type) as privileges
          from pg_catalog.aclexplode(c.relacl) e
         where e.grantee <> c.relowner group by 1) h`;

const rules = list(
  'w.rulename',
  `from pg_catalog.pg_rewrite w where w.ev_class = c.oid and w.rulename <> '_RETURN'`,
  'w.rulename',
);
