import { z } from 'zod';

/** Leaves out what extensions brought. */
function notOfExtension(catalog: string, oid: string): string {
  return `not exists (select from pg_catalog.pg_depend d
    where d.classid = 'pg_catalog.${catalog}'::pg_catalog.regclass and d.objid = ${oid} and d.deptype = 'e')`;
}

const userSchemas = `n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast')`;

export const enumRow = z.object({
  schema: z.string(),
  name: z.string(),
  labels: z.array(z.string()),
  usedBy: z.array(z.string()),
});

export const enumsQuery = `
select n.nspname as schema, t.typname as name,
       (select pg_catalog.json_agg(e.enumlabel order by e.enumsortorder)
          from pg_catalog.pg_enum e where e.enumtypid = t.oid) as labels,
       (select coalesce(pg_catalog.json_agg(c.relname || '.' || a.attname), '[]'::pg_catalog.json)
          from pg_catalog.pg_attribute a join pg_catalog.pg_class c on c.oid = a.attrelid and c.relkind in ('r', 'p')
         where a.atttypid = t.oid and not a.attisdropped) as "usedBy"
  from pg_catalog.pg_type t join pg_catalog.pg_namespace n on n.oid = t.typnamespace
 where t.typtype = 'e' and ${userSchemas} and ${notOfExtension('pg_type', 't.oid')}
   and exists (select from pg_catalog.pg_enum e where e.enumtypid = t.oid)
 order by 1, 2`;

export const routineRow = z.object({
  schema: z.string(),
  name: z.string(),
  arguments: z.string(),
  securityDefiner: z.boolean(),
  fixedSearchPath: z.boolean(),
  callableBy: z.array(z.string()),
  trigger: z.boolean(),
});

export const routinesQuery = `
select n.nspname as schema, p.proname as name,
       pg_catalog.pg_get_function_identity_arguments(p.oid) as arguments,
       p.prosecdef as "securityDefiner",
       coalesce((select true from pg_catalog.unnest(p.proconfig) g where g like 'search_path=%' limit 1), false) as "fixedSearchPath",
       (select coalesce(pg_catalog.json_agg(distinct case e.grantee when 0 then 'public' else pg_catalog.pg_get_userbyid(e.grantee)::text end), '[]'::pg_catalog.json)
          from pg_catalog.aclexplode(coalesce(p.proacl, pg_catalog.acldefault('f', p.proowner))) e
         where e.grantee <> p.proowner and e.privilege_type = 'EXECUTE') as "callableBy",
       p.prorettype in ('pg_catalog.trigger'::pg_catalog.regtype, 'pg_catalog.event_trigger'::pg_catalog.regtype) as trigger
  from pg_catalog.pg_proc p join pg_catalog.pg_namespace n on n.oid = p.pronamespace
 where ${userSchemas} and p.prokind in ('f', 'p') and ${notOfExtension('pg_proc', 'p.oid')}
 order by 1, 2, 3`;

export const viewRow = z.object({
  schema: z.string(),
  name: z.string(),
  materialized: z.boolean(),
  securityInvoker: z.boolean(),
  definition: z.string(),
  reads: z.array(z.number()),
  readableBy: z.array(z.string()),
});

export const viewsQuery = `
select n.nspname as schema, c.relname as name, c.relkind = 'm' as materialized,
       coalesce((select true from pg_catalog.unnest(c.reloptions) o
                  where o in ('security_invoker=true', 'security_invoker=on', 'security_invoker=1') limit 1), false) as "securityInvoker",
       pg_catalog.pg_get_viewdef(c.oid, true) as definition,
       (select coalesce(pg_catalog.json_agg(distinct d.refobjid::int), '[]'::pg_catalog.json)
          from pg_catalog.pg_rewrite w join pg_catalog.pg_depend d
            on d.classid = 'pg_catalog.pg_rewrite'::pg_catalog.regclass and d.objid = w.oid
           and d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass and d.refobjid <> c.oid
         where w.ev_class = c.oid) as reads,
       (select coalesce(pg_catalog.json_agg(distinct case e.grantee when 0 then 'public' else pg_catalog.pg_get_userbyid(e.grantee)::text end), '[]'::pg_catalog.json)
          from pg_catalog.aclexplode(c.relacl) e
         where e.grantee <> c.relowner and e.privilege_type = 'SELECT') as "readableBy"
  from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
 where c.relkind in ('v', 'm') and ${userSchemas} and ${notOfExtension('pg_class', 'c.oid')}
 order by 1, 2`;
