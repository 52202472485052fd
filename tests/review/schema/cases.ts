/** For each check a schema in which it must speak, and one, as near to it as can be, in which it must not. */
export interface Case {
  readonly id: string;
  readonly fires: string;
  readonly silent: string;
}

const users =
  'create table users (id bigint generated always as identity primary key, created_at timestamptz not null default now());';
const orders = (rest: string): string =>
  `${users} create table orders (id bigint generated always as identity primary key, created_at timestamptz not null default now(), ${rest});`;
const t = (rest: string): string =>
  `create table t (id bigint generated always as identity primary key, ${rest});`;
const supabase = 'create role anon; create role authenticated;';

export const cases: readonly Case[] = [
  {
    id: 'pk.missing',
    fires: 'create table t (a int, b int);',
    silent:
      'create table t (a int primary key, b int); create table p (a int, primary key (a)) partition by range (a); create table p1 partition of p default;',
  },
  {
    id: 'pk.unique_notnull_instead',
    fires: 'create table t (a int not null unique, b int);',
    silent: 'create table t (a int unique, b int primary key);',
  },
  {
    id: 'pk.int4_overflow',
    fires: 'create table t (id serial primary key);',
    silent:
      'create table t (id bigserial primary key); create table u (id int primary key references t2 (id)); create table t2 (id int primary key);',
  },
  {
    id: 'pk.serial_not_identity',
    fires: 'create table t (id bigserial primary key);',
    silent: users,
  },
  {
    id: 'col.serial_non_pk',
    fires: t('n serial'),
    silent: 'create table t (n bigserial primary key);',
  },
  {
    id: 'pk.varchar_or_uuid_text',
    fires: 'create table t (id varchar(36) primary key);',
    silent: 'create table t (id uuid primary key);',
  },
  {
    id: 'pk.natural_key',
    fires: 'create table t (email text primary key);',
    silent: 'create table t (id text primary key);',
  },
  {
    id: 'fk.unindexed',
    fires: orders('user_id bigint not null references users (id)'),
    silent: orders('user_id bigint not null references users (id), unique (user_id, created_at)'),
  },
  // The lookup implies user_id IS NOT NULL, so this partial index covers it (ariga/atlas#3765).
  {
    id: 'fk.unindexed',
    fires: `${orders('a bigint, user_id bigint references users (id)')} create index on orders (a, user_id);`,
    silent: `${orders('user_id bigint references users (id)')} create index on orders (user_id) where user_id is not null;`,
  },
  // A composite primary key covers its first column (supabase/splinter#90).
  {
    id: 'fk.unindexed',
    fires: `${users} create table m (a bigint, user_id bigint references users (id), primary key (a, user_id));`,
    silent: `${users} create table m (user_id bigint references users (id), a bigint, primary key (user_id, a));`,
  },
  {
    id: 'fk.partial_not_implied',
    fires: `${orders('deleted_at timestamptz, user_id bigint not null references users (id)')} create index on orders (user_id) where deleted_at is null;`,
    silent: `${orders('user_id bigint not null references users (id)')} create index on orders (user_id);`,
  },
  {
    id: 'fk.type_mismatch',
    fires: orders('user_id int not null references users (id)'),
    silent: orders('user_id bigint not null references users (id)'),
  },
  {
    id: 'fk.nullable_composite',
    fires:
      'create table a (x int, y int, primary key (x, y)); create table b (id int primary key, x int not null, y int, foreign key (x, y) references a (x, y));',
    silent:
      'create table a (x int, y int, primary key (x, y)); create table b (id int primary key, x int, y int, foreign key (x, y) references a (x, y) match full);',
  },
  {
    id: 'fk.duplicate',
    fires: orders(
      'user_id bigint references users (id), constraint again foreign key (user_id) references users (id)',
    ),
    silent: orders('user_id bigint references users (id), other_id bigint references users (id)'),
  },
  {
    id: 'fk.not_valid',
    fires: `${t('n int')} alter table t add constraint c check (n > 0) not valid;`,
    silent: `${t('n int')} alter table t add constraint c check (n > 0) not valid; alter table t validate constraint c;`,
  },
  {
    id: 'fk.no_on_delete',
    fires: orders('user_id bigint references users (id)'),
    silent: orders('user_id bigint references users (id) on delete no action'),
  },
  {
    id: 'fk.self_no_action',
    fires: t('parent_id bigint references t (id)'),
    silent: t('parent_id bigint references t (id) on delete set null'),
  },
  {
    id: 'fk.cascade_banned',
    fires:
      'create table a (id int primary key); create table b (id int primary key, a_id int references a on delete cascade); create table c (id int primary key, b_id int references b on delete cascade); create table d (id int primary key, c_id int references c on delete cascade);',
    silent:
      'create table a (id int primary key); create table b (id int primary key, a_id int references a on delete cascade); create table c (id int primary key, b_id int references b on delete cascade);',
  },
  {
    id: 'fk.missing_relation',
    fires: orders('user_id bigint'),
    silent: orders('user_id bigint references users (id), stripe_id text, warehouse_id bigint'),
  },
  {
    id: 'tbl.polymorphic',
    fires: t('owner_type text, owner_id bigint'),
    silent: t('owner_type text, owner_name text'),
  },
  {
    id: 'fk.cycle',
    fires:
      'create table a (id int primary key, b_id int not null); create table b (id int primary key, a_id int not null references a); alter table a add foreign key (b_id) references b;',
    silent:
      'create table a (id int primary key, b_id int not null); create table b (id int primary key, a_id int not null references a); alter table a add foreign key (b_id) references b deferrable initially deferred;',
  },
  {
    id: 'fk.no_fk_at_all',
    fires: `${users} create table alone (id int primary key, x int);`,
    silent: orders('user_id bigint references users (id)'),
  },
  {
    id: 'join.no_composite_unique',
    fires:
      'create table a (id int primary key); create table b (id int primary key); create table a_b (id int primary key, a_id int references a, b_id int references b);',
    silent:
      'create table a (id int primary key); create table b (id int primary key); create table a_b (a_id int references a, b_id int references b, primary key (a_id, b_id)); create table bookings (id int primary key, a_id int references a, b_id int references b);',
  },
  {
    id: 'idx.duplicate',
    fires: `${t('a int')} create index i1 on t (a); create index i2 on t (a);`,
    silent: `${t('a int')} create index i1 on t (a); create index i2 on t (a) where a > 5; create index i3 on t (a desc nulls last);`,
  },
  {
    id: 'idx.duplicate',
    fires: `${t('a int unique')} create index i2 on t (a);`,
    silent: `${t('a int, b text')} create index i1 on t (b); create index i2 on t (b text_pattern_ops);`,
  },
  {
    id: 'idx.redundant_prefix',
    fires: `${t('a int, b int')} create index i1 on t (a); create index i2 on t (a, b);`,
    silent: `${t('a int unique, b int')} create index i2 on t (a, b);`,
  },
  {
    id: 'idx.redundant_prefix',
    fires: `${t('a int, b int')} create index i1 on t (a) where b > 0; create index i2 on t (a, b) where b > 0;`,
    silent: `${t('a int, b int')} create index i1 on t (a) where b > 0; create index i2 on t (a, b);`,
  },
  {
    id: 'idx.duplicate_column',
    fires: `${t('a int')} create index i1 on t (a, a);`,
    silent: `${t('a int, b int')} create index i1 on t (a, b);`,
  },
  {
    id: 'idx.boolean',
    fires: `${t('a boolean')} create index on t (a);`,
    silent: `${t('a boolean, b int')} create index on t (b) where a;`,
  },
  {
    id: 'idx.btree_on_array',
    fires: `${t('a text[]')} create index on t (a);`,
    silent: `${t('a text[]')} create index on t using gin (a);`,
  },
  {
    id: 'idx.unneeded_where',
    fires: `${t('a int not null')} create index on t (a) where a is not null;`,
    silent: `${t('a int')} create index on t (a) where a is not null;`,
  },
  {
    id: 'idx.too_many',
    fires:
      t('a int') + Array.from({ length: 11 }, (_, i) => `create index on t ((a + ${i}));`).join(''),
    silent: `${t('a int')} create index on t (a);`,
  },
  {
    id: 'idx.too_many_columns',
    fires: `${t('a int, b int, c int, d int, e int, f int')} create index on t (a, b, c, d, e, f);`,
    silent: `${t('a int, b int, c int')} create index on t (a, b, c);`,
  },
  {
    id: 'idx.timestamp_in_middle',
    fires: `${t('at timestamptz, status text')} create index on t (at, status);`,
    silent: `${t('at timestamptz, status text')} create index on t (status, at); create index on t (at, id);`,
  },
  {
    id: 'idx.jsonb_without_gin',
    fires: t('attributes jsonb'),
    silent: `${t('attributes jsonb, payload jsonb')} create index on t using gin (attributes);`,
  },
  {
    id: 'uq.nullable',
    fires: t('a int not null, b int, unique (a, b)'),
    silent: t('a int not null, b int, unique nulls not distinct (a, b)'),
  },
  {
    id: 'uq.natural_key_missing',
    fires: 'create table users (id int primary key, email text not null);',
    silent:
      'create table users (id int primary key, email text not null); create unique index on users (lower(email)); create table mail_logs (id int primary key, email text);',
  },
  {
    id: 'uq.soft_delete',
    fires:
      'create table users (id int primary key, email text not null unique, deleted_at timestamptz);',
    silent:
      'create table users (id int primary key, email text not null, deleted_at timestamptz); create unique index on users (email) where deleted_at is null;',
  },
  {
    id: 'uq.case_sensitive_email',
    fires: 'create table users (id int primary key, email text not null unique);',
    silent:
      'create extension citext; create table users (id int primary key, email citext not null unique);',
  },
  { id: 'col.json_not_jsonb', fires: t('a json'), silent: t('a jsonb') },
  {
    id: 'col.float_money',
    fires: t('price double precision'),
    silent: t('price numeric(10,2), total_weight double precision, discount_percent real'),
  },
  { id: 'col.float_money', fires: t('a money'), silent: t('latitude double precision') },
  {
    id: 'col.numeric_no_precision',
    fires: t('price numeric'),
    silent: t('price numeric(10,2), ratio numeric'),
  },
  { id: 'col.timestamp_no_tz', fires: t('at timestamp'), silent: t('at timestamptz, day date') },
  { id: 'col.timetz', fires: t('a time with time zone'), silent: t('opens time') },
  { id: 'col.char_n', fires: t('a char(10)'), silent: t('a varchar(10), b text') },
  {
    id: 'col.varchar_n',
    fires: t('a varchar(255)'),
    silent: t('a varchar(2), currency_code varchar(50), b text'),
  },
  {
    id: 'col.enum_type',
    fires: `create type mood as enum ('a', 'b'); ${t('m mood')}`,
    silent: t("m text check (m in ('a', 'b'))"),
  },
  {
    id: 'col.inconsistent_type',
    fires:
      'create table a (id int primary key, tenant_id int); create table b (id int primary key, tenant_id bigint);',
    silent:
      'create table a (id int primary key, tenant_id int, value int); create table b (id bigint primary key, tenant_id int, value text, note varchar(5)); create table c (id int primary key, note text);',
  },
  {
    id: 'tbl.eav',
    fires:
      'create table attrs (id int primary key, product_id int, attribute_name text, value text);',
    silent:
      'create table settings (key text primary key, value text); create table scores (id int primary key, player_id int, name text, value int);',
  },
  {
    id: 'col.incrementing_names',
    fires: t('phone1 text, phone2 text, phone3 text'),
    silent: t('address1 text, address2 text, sha1 text, sha256 text'),
  },
  {
    id: 'col.array_multivalue',
    fires: t('tag_ids text'),
    silent: t('tag_ids bigint[], title text'),
  },
  {
    id: 'tbl.metadata_tribbles',
    fires:
      'create table sales_2023 (id int primary key, a int); create table sales_2024 (id int primary key, a int);',
    silent:
      'create table sales (id int, y int, primary key (id, y)) partition by list (y); create table sales_2023 partition of sales for values in (2023); create table sales_2024 partition of sales for values in (2024);',
  },
  {
    id: 'tbl.wide',
    fires: t(Array.from({ length: 50 }, (_, i) => `c${i}x int`).join(', ')),
    silent: t('a int'),
  },
  { id: 'tbl.single_column', fires: 'create table t (id int primary key);', silent: t('a int') },
  { id: 'col.nullable_all', fires: t('a int, b int, c int'), silent: t('a int not null, b int') },
  {
    id: 'col.not_null_policy',
    fires: t('status text'),
    silent: t('status text not null, nickname text'),
  },
  {
    id: 'chk.missing_domain',
    fires: t('quantity int not null'),
    silent: t('quantity int not null check (quantity > 0), balance numeric(10,2)'),
  },
  {
    id: 'chk.range_exclusion_missing',
    fires: t('starts_at timestamptz, ends_at timestamptz'),
    silent: t('starts_at timestamptz, ends_at timestamptz, check (ends_at > starts_at)'),
  },
  {
    id: 'chk.range_exclusion_missing',
    fires:
      'create table bookings (id int primary key, room_id int, starts_at timestamptz, ends_at timestamptz, check (ends_at > starts_at));',
    silent:
      'create extension btree_gist; create table bookings (id int primary key, room_id int, starts_at timestamptz, ends_at timestamptz, exclude using gist (room_id with =, tstzrange(starts_at, ends_at) with &&));',
  },
  {
    id: 'col.null_string_default',
    fires: t("a text default 'NULL'"),
    silent: t("a text default null, b text default 'none'"),
  },
  {
    id: 'col.null_string_default',
    fires: t("a timestamptz default 'now'"),
    silent: t('a timestamptz default now()'),
  },
  {
    id: 'tbl.no_created_at',
    fires: t('a int, b int'),
    silent: t('a int, b int, created_at timestamptz'),
  },
  {
    id: 'tbl.updated_at_no_trigger',
    fires: t('updated_at timestamptz'),
    silent: `${t('updated_at timestamptz')} create function f() returns trigger language plpgsql as $$ begin new.updated_at := now(); return new; end $$; create trigger g before update on t for each row execute function f();`,
  },
  {
    id: 'tbl.partition_pk_missing_key',
    fires:
      'create table p (id int, y int, primary key (id, y)) partition by range (y); create table p1 partition of p for values from (1) to (2);',
    silent:
      'create table p (id int, y int, primary key (id, y)) partition by range (y); create table p1 partition of p default; create table h (id int primary key) partition by hash (id);',
  },
  {
    id: 'tbl.unlogged',
    fires: 'create unlogged table t (id int primary key, a int);',
    silent: t('a int'),
  },
  {
    id: 'tbl.inheritance',
    fires: `${users} create table admins (level int) inherits (users);`,
    silent:
      'create table p (y int primary key) partition by list (y); create table p1 partition of p default;',
  },
  {
    id: 'fn.rules_used',
    fires: `${t('a int')} create rule r as on delete to t do instead nothing;`,
    silent: `${t('a int')} create view v as select * from t;`,
  },
  { id: 'tbl.jsonb_blob_schema', fires: t('data jsonb'), silent: t('data jsonb, name text') },
  { id: 'name.reserved', fires: t('"order" int'), silent: t('name text, type text, value int') },
  {
    id: 'name.case_convention',
    fires: 'create table "UserAccounts" (id int primary key);',
    silent: 'create table UserAccounts (id int primary key);',
  },
  {
    id: 'name.inflection',
    fires:
      'create table users (id int primary key); create table orders (id int primary key); create table items (id int primary key); create table product (id int primary key);',
    silent:
      'create table users (id int primary key); create table orders (id int primary key); create table statuses (id int primary key); create table people (id int primary key);',
  },
  { id: 'name.too_long', fires: t(`${'a'.repeat(70)} int`), silent: t(`${'a'.repeat(60)} int`) },
  {
    id: 'sec.rls_disabled_exposed',
    fires: `${supabase} ${t('a int')} grant select on t to anon;`,
    silent: t('a int'),
  },
  {
    id: 'sec.policy_but_rls_off',
    fires: `${t('a int')} create policy p on t using (a = 1);`,
    silent: `${t('a int')} alter table t enable row level security; create policy p on t using (a = 1);`,
  },
  {
    id: 'sec.rls_no_policy',
    fires: `${t('a int')} alter table t enable row level security;`,
    silent: `${t('a int')} alter table t enable row level security; create policy p on t using (a = 1);`,
  },
  {
    id: 'sec.rls_always_true',
    fires: `${t('a int')} alter table t enable row level security; create policy p on t for update using (true);`,
    silent: `${t('a int')} alter table t enable row level security; create policy p on t for select using (true);`,
  },
  {
    id: 'sec.rls_initplan',
    fires: `${t('u uuid')} alter table t enable row level security; create policy p on t using (u = auth.uid());`,
    silent: `${t('u uuid')} alter table t enable row level security; create policy p on t using (u = (select auth.uid()));`,
  },
  {
    id: 'sec.rls_user_metadata',
    fires: `${t('u uuid')} create policy p on t using ((auth.jwt() -> 'user_metadata' ->> 'admin') = 'yes');`,
    silent: `${t('u uuid')} create policy p on t using ((auth.jwt() -> 'app_metadata' ->> 'admin') = 'yes');`,
  },
  {
    id: 'sec.multi_permissive',
    fires: `${t('a int')} create policy p on t for select using (a = 1); create policy q on t for select using (a = 2);`,
    silent: `${t('a int')} create policy p on t for select using (a = 1); create policy q on t for insert with check (a = 2);`,
  },
  {
    id: 'sec.search_path_mutable',
    fires: `create function f() returns int language sql security definer as 'select 1';`,
    silent: `create function f() returns int language sql security definer set search_path = '' as 'select 1'; create function g() returns int language sql as 'select 1';`,
  },
  {
    id: 'sec.secdef_function_callable',
    fires: `create function f() returns int language sql security definer as 'select 1';`,
    silent: `create function f() returns int language sql security definer as 'select 1'; revoke execute on function f() from public;`,
  },
  {
    id: 'sec.secdef_view',
    fires: `${t('a int')} alter table t enable row level security; create view v as select * from t;`,
    silent: `${t('a int')} alter table t enable row level security; create view v with (security_invoker = true) as select * from t;`,
  },
  {
    id: 'sec.plain_passwords',
    fires: t('password text'),
    silent: t('password_hash text, encrypted_password text'),
  },
  {
    id: 'sec.sensitive_columns',
    fires: t('credit_card_number text, ssn text'),
    silent: t('card_last4 text, access_token_hash text'),
  },
  {
    id: 'sec.grants_public',
    fires: `${t('a int')} grant select on t to public;`,
    silent: `create role app; ${t('a int')} grant select, insert on t to app;`,
  },
];
