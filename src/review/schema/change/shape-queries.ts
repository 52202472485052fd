const ownSchemas = `n.nspname !~ '^pg_' and n.nspname <> 'information_schema'`;

function notOfExtension(catalog: string, oid: string): string {
  return `not exists (select from pg_catalog.pg_depend d
    where d.classid = 'pg_catalog.${catalog}'::pg_catalog.regclass and d.objid = ${oid} and d.deptype = 'e')`;
}

/** Plain columns that an array of attribute numbers names. */
function columnNames(numbers: string): string {
  return `(select coalesce(pg_catalog.json_agg(ka.attname order by k.ord), '[]'::pg_catalog.json)
     from pg_catalog.unnest(${numbers}) with ordinality as k(num, ord)
     join pg_catalog.pg_attribute ka on ka.attrelid = c.oid and ka.attnum = k.num)`;
}

const columns = `
  select coalesce(pg_catalog.json_agg(pg_catalog.json_build_object(
    'name', a.attname, 'type', pg_catalog.format_type(a.atttypid, a.atttypmod), 'notNull', a.attnotnull,
    'default', pg_catalog.pg_get_expr(d.adbin, d.adrelid), 'identity', a.attidentity, 'generated', a.attgenerated,
    'collation', case when a.attcollation <> t.typcollation then
      (select pg_catalog.quote_ident(o.collname) from pg_catalog.pg_collation o where o.oid = a.attcollation) end)
    order by a.attnum), '[]'::pg_catalog.json)
  from pg_catalog.pg_attribute a join pg_catalog.pg_type t on t.oid = a.atttypid
  left join pg_catalog.pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
  where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped`;

/** NOT NULL has constraints of its own since PostgreSQL 18; it is a column's fact here. */
const parts = `
  select coalesce(pg_catalog.json_agg(pg_catalog.json_build_object(
    'kind', p.kind, 'name', p.name, 'definition', p.definition, 'columns', p.columns) order by p.kind, p.name), '[]'::pg_catalog.json)
  from (
    select case k.contype when 'p' then 'primary key' when 'u' then 'unique' when 'x' then 'exclusion'
                          when 'c' then 'check' else 'foreign key' end as kind,
           k.conname::text as name, pg_catalog.pg_get_constraintdef(k.oid) as definition,
           ${columnNames(`coalesce(k.conkey, '{}')`)} as columns
      from pg_catalog.pg_constraint k
     where k.conrelid = c.oid and k.contype in ('p', 'u', 'x', 'c', 'f') and k.conparentid = 0 and k.conislocal
    union all
    select 'index', ic.relname::text, pg_catalog.pg_get_indexdef(x.indexrelid), ${columnNames('x.indkey::int2[]')}
      from pg_catalog.pg_index x join pg_catalog.pg_class ic on ic.oid = x.indexrelid
     where x.indrelid = c.oid and not ic.relispartition and not exists (
       select from pg_catalog.pg_constraint o where o.conindid = ic.oid and o.conrelid = c.oid and o.contype in ('p', 'u', 'x'))
    union all
    select 'trigger', g.tgname::text, pg_catalog.pg_get_triggerdef(g.oid), '[]'::pg_catalog.json
      from pg_catalog.pg_trigger g where g.tgrelid = c.oid and not g.tgisinternal and g.tgparentid = 0
    union all
    select 'policy', y.polname::text, pg_catalog.concat(
             'AS ', case when y.polpermissive then 'PERMISSIVE' else 'RESTRICTIVE' end,
             ' FOR ', case y.polcmd when 'r' then 'SELECT' when 'a' then 'INSERT' when 'w' then 'UPDATE' when 'd' then 'DELETE' else 'ALL' end,
             ' TO ', (select pg_catalog.string_agg(case r.num when 0 then 'PUBLIC' else pg_catalog.quote_ident(pg_catalog.pg_get_userbyid(r.num)) end, ', ')
                        from pg_catalog.unnest(y.polroles) as r(num)),
             ' USING (' || pg_catalog.pg_get_expr(y.polqual, y.polrelid) || ')',
             ' WITH CHECK (' || pg_catalog.pg_get_expr(y.polwithcheck, y.polrelid) || ')'), '[]'::pg_catalog.json
      from pg_catalog.pg_policy y where y.polrelid = c.oid) p`;

/** A table a row, as JSON. `condition` is on c (pg_class) and n (pg_namespace). */
export function shapeTablesQuery(condition: string): string {
  return `
select pg_catalog.json_build_object(
  'schema', n.nspname, 'name', c.relname, 'unlogged', c.relpersistence = 'u', 'rowSecurity', c.relrowsecurity,
  'partitionKey', pg_catalog.pg_get_partkeydef(c.oid),
  'partitionOf', case when c.relispartition then (
    select pg_catalog.json_build_object('parent', pn.nspname || '.' || p.relname,
             'bound', pg_catalog.pg_get_expr(c.relpartbound, c.oid))
      from pg_catalog.pg_inherits i join pg_catalog.pg_class p on p.oid = i.inhparent
      join pg_catalog.pg_namespace pn on pn.oid = p.relnamespace where i.inhrelid = c.oid) end,
  'columns', (${columns}), 'parts', (${parts})) as value
from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
where c.relkind in ('r', 'p') and c.relpersistence <> 't' and ${ownSchemas}
  and ${notOfExtension('pg_class', 'c.oid')} and ${condition}
order by n.nspname, c.relname`;
}

const readTables = `(select coalesce(pg_catalog.json_agg(distinct tn.nspname || '.' || tc.relname), '[]'::pg_catalog.json)
    from pg_catalog.pg_rewrite w join pg_catalog.pg_depend d
      on d.classid = 'pg_catalog.pg_rewrite'::pg_catalog.regclass and d.objid = w.oid
     and d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass and d.refobjid <> c.oid
    join pg_catalog.pg_class tc on tc.oid = d.refobjid join pg_catalog.pg_namespace tn on tn.oid = tc.relnamespace
   where w.ev_class = c.oid)`;

function object(kind: string, name: string, create: string, drop: string, reads: string): string {
  return `pg_catalog.json_build_object('kind', '${kind}', 'name', ${name}, 'create', ${create}, 'drop', ${drop}, 'reads', ${reads})`;
}

const dotted = (name: string): string =>
  `pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(${name})`;

const view = object(
  'view',
  dotted('c.relname'),
  `'CREATE ' || case c.relkind when 'm' then 'MATERIALIZED ' else '' end || 'VIEW ' || ${dotted('c.relname')} || ' AS ' ||
     pg_catalog.rtrim(pg_catalog.pg_get_viewdef(c.oid), ';') || case c.relkind when 'm' then ' WITH NO DATA' else '' end`,
  `'DROP ' || case c.relkind when 'm' then 'MATERIALIZED ' else '' end || 'VIEW ' || ${dotted('c.relname')}`,
  readTables,
);

const fromViews = `from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
 where c.relkind in ('v', 'm') and ${ownSchemas} and ${notOfExtension('pg_class', 'c.oid')}`;

/** Views that read one of these tables. Each row is one view, as JSON. */
export function viewsOfQuery(tables: string): string {
  return `select q.value from (select ${view} as value, c.oid ${fromViews}) q
   where exists (select from pg_catalog.json_array_elements_text(q.value -> 'reads') r where r = any (${tables}))
   order by q.oid`;
}

const none = `'[]'::pg_catalog.json`;

/** What is no table, one a row, in the order in which it was made. */
export const othersQuery = `
select q.value from (
  select 1 as rank, n.oid, ${object('schema', 'n.nspname', `'CREATE SCHEMA ' || pg_catalog.quote_ident(n.nspname)`, `'DROP SCHEMA ' || pg_catalog.quote_ident(n.nspname)`, none)} as value
    from pg_catalog.pg_namespace n where ${ownSchemas} and n.nspname <> 'public'
  union all
  select 2, t.oid, pg_catalog.json_build_object('kind', 'enum', 'name', ${dotted('t.typname')},
           'labels', (select pg_catalog.json_agg(e.enumlabel order by e.enumsortorder) from pg_catalog.pg_enum e where e.enumtypid = t.oid))
    from pg_catalog.pg_type t join pg_catalog.pg_namespace n on n.oid = t.typnamespace
   where t.typtype = 'e' and ${ownSchemas} and ${notOfExtension('pg_type', 't.oid')}
     and exists (select from pg_catalog.pg_enum e where e.enumtypid = t.oid)
  union all
  select 3, t.oid, ${object(
    'domain',
    dotted('t.typname'),
    `'CREATE DOMAIN ' || ${dotted('t.typname')} || ' AS ' || pg_catalog.format_type(t.typbasetype, t.typtypmod)
      || coalesce(' DEFAULT ' || t.typdefault, '') || case when t.typnotnull then ' NOT NULL' else '' end
      || coalesce((select pg_catalog.string_agg(' ' || pg_catalog.pg_get_constraintdef(k.oid), '' order by k.conname)
                     from pg_catalog.pg_constraint k where k.contypid = t.oid and k.contype = 'c'), '')`,
    `'DROP DOMAIN ' || ${dotted('t.typname')}`,
    none,
  )}
    from pg_catalog.pg_type t join pg_catalog.pg_namespace n on n.oid = t.typnamespace
   where t.typtype = 'd' and ${ownSchemas} and ${notOfExtension('pg_type', 't.oid')}
  union all
  select 4, c.oid, ${object(
    'sequence',
    dotted('c.relname'),
    `'CREATE SEQUENCE ' || ${dotted('c.relname')} || ' AS ' || pg_catalog.format_type(s.seqtypid, null)
      || case when s.seqincrement <> 1 then ' INCREMENT BY ' || s.seqincrement else '' end
      || case when s.seqstart <> 1 then ' START WITH ' || s.seqstart else '' end`,
    `'DROP SEQUENCE ' || ${dotted('c.relname')}`,
    `(select coalesce(pg_catalog.json_agg(pg_catalog.quote_ident(tn.nspname) || '.' || pg_catalog.quote_ident(tc.relname) || '.' || pg_catalog.quote_ident(ta.attname)), ${none})
       from pg_catalog.pg_depend d join pg_catalog.pg_class tc on tc.oid = d.refobjid join pg_catalog.pg_namespace tn on tn.oid = tc.relnamespace
       join pg_catalog.pg_attribute ta on ta.attrelid = tc.oid and ta.attnum = d.refobjsubid
      where d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass and d.objid = c.oid and d.deptype = 'a')`,
  )}
    from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
    join pg_catalog.pg_sequence s on s.seqrelid = c.oid
   where c.relkind = 'S' and ${ownSchemas} and ${notOfExtension('pg_class', 'c.oid')}
     and not exists (select from pg_catalog.pg_depend d
       where d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass and d.objid = c.oid and d.deptype = 'i')
  union all
  select 5, p.oid, ${object(
    'function',
    `p.oid::pg_catalog.regprocedure::text`,
    `pg_catalog.pg_get_functiondef(p.oid)`,
    `'DROP ' || case p.prokind when 'p' then 'PROCEDURE ' else 'FUNCTION ' end || p.oid::pg_catalog.regprocedure::text`,
    none,
  )}
    from pg_catalog.pg_proc p join pg_catalog.pg_namespace n on n.oid = p.pronamespace
   where p.prokind in ('f', 'p') and ${ownSchemas} and ${notOfExtension('pg_proc', 'p.oid')}
  union all
  select 6, c.oid, ${view} ${fromViews}) q
order by q.rank, q.oid`;
