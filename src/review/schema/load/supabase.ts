import { callsIn, relationsIn, rolesIn } from '../sql/tree.ts';

/** Whether a script was written for Supabase: it names its roles, `auth.users` or `auth.uid()`. */
export function usesSupabase(nodes: unknown): boolean {
  for (const role of rolesIn(nodes)) if (role === 'anon' || role === 'service_role') return true;
  for (const { schema, name } of relationsIn(nodes)) {
    if (schema === 'auth' && name === 'users') return true;
  }
  for (const [schema, name] of callsIn(nodes)) {
    if (schema === 'auth' && ['uid', 'jwt', 'role', 'email'].includes(name ?? '')) return true;
  }
  return false;
}

/** As much of a Supabase project as schemas lean on: roles, `auth.users`, the functions used in policies. */
export const supabaseStub = {
  roles: [
    'anon',
    'authenticated',
    'service_role',
    'supabase_auth_admin',
    'supabase_admin',
    'authenticator',
  ],
  why: 'the script is for Supabase, which brings it',
  sql: `
    create schema auth;
    create schema extensions;
    create schema storage;
    create table auth.users (
      id uuid primary key, email varchar(255), phone text unique,
      raw_app_meta_data jsonb, raw_user_meta_data jsonb, role varchar(255),
      created_at timestamptz, updated_at timestamptz, last_sign_in_at timestamptz,
      email_confirmed_at timestamptz, deleted_at timestamptz, is_anonymous boolean not null default false
    );
    create table storage.buckets (id text primary key, name text not null, owner uuid, public boolean default false);
    create table storage.objects (
      id uuid primary key default gen_random_uuid(), bucket_id text references storage.buckets, name text,
      owner uuid, created_at timestamptz default now(), metadata jsonb
    );
    create function auth.uid() returns uuid language sql stable
      as $$ select nullif(current_setting('request.jwt.claim.sub', true), '')::uuid $$;
    create function auth.role() returns text language sql stable
      as $$ select nullif(current_setting('request.jwt.claim.role', true), '')::text $$;
    create function auth.email() returns text language sql stable
      as $$ select nullif(current_setting('request.jwt.claim.email', true), '')::text $$;
    create function auth.jwt() returns jsonb language sql stable
      as $$ select nullif(current_setting('request.jwt.claims', true), '')::jsonb $$;
    create function storage.foldername(name text) returns text[] language sql immutable
      as $$ select string_to_array(name, '/') $$;`,
} as const;

/** Schemas that Supabase owns: what is in them is not the person's to fix. */
export const supabaseSchemas: ReadonlySet<string> = new Set(['auth', 'storage', 'extensions']);
