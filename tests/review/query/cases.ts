/** For each finding a query about which it must speak, and one, as near to it as can be, about which it must not. */
export interface Case {
  readonly id: string;
  readonly fires: string;
  readonly silent: string;
  /** Row counts; none: what is found without a plan. */
  readonly rows?: Readonly<Record<string, number>>;
}

export const shop = `
  create table customers (
    id bigint generated always as identity primary key, email text not null, name text,
    country char(2), created_at timestamptz not null default now());
  create table orders (
    id bigint generated always as identity primary key,
    customer_id bigint not null references customers on delete cascade,
    status text not null check (status in ('open', 'paid', 'shipped')),
    created_at timestamptz not null default now(),
    total numeric(12,2) not null, code varchar(20), day date, deleted_at timestamptz, note text);
  create table items (
    id bigint generated always as identity primary key, order_id bigint references orders on delete cascade,
    sku text not null, quantity int not null);
  create table lines (id int primary key, order_id bigint not null references orders, ref uuid not null);
  create index on orders (lower(code));`;

const big = { orders: 50_000_000, customers: 2_000_000, items: 150_000_000, lines: 1_000_000 };

export const cases: readonly Case[] = [
  {
    id: 'query.write_without_where',
    fires: "update orders set status = 'paid'",
    silent: "update orders set status = 'paid' where id = 1",
  },
  {
    id: 'query.write_without_where',
    fires: 'delete from items using orders',
    silent: 'delete from items using orders o where o.id = items.order_id and o.id = 1',
  },
  {
    id: 'query.write_without_where',
    fires: 'with gone as (delete from items returning id) select count(*) from gone',
    silent: 'with gone as (delete from items where id = 1 returning id) select count(*) from gone',
  },
  {
    id: 'query.view_select_star',
    fires:
      'create view v as select o.*, c.email from orders o join customers c on c.id = o.customer_id',
    silent: 'create view v as select o.id, count(*) from orders o group by o.id',
  },
  {
    id: 'query.offset_paging',
    fires: 'select id from orders order by created_at limit 20 offset 100000',
    silent: 'select id from orders order by created_at limit 20 offset 40',
  },
  {
    id: 'query.offset_paging',
    fires: 'select id from orders order by created_at limit $1 offset $2',
    silent: 'select id from orders order by created_at limit $1',
  },
  {
    id: 'query.implicit_cast',
    fires: 'select id from orders where code = 5',
    silent: "select id from orders where code = '5'",
  },
  {
    id: 'query.implicit_cast',
    fires: 'select id from orders where customer_id = 5.5',
    silent: 'select id from orders where customer_id = 5 and total = 5',
  },
  {
    id: 'query.implicit_cast',
    fires: 'select id from orders where created_at >= current_date',
    silent: 'select id from orders where created_at >= now() and day = current_date',
  },
  {
    id: 'query.implicit_cast',
    fires: "select id from customers where country = 'DE'::text",
    silent: "select id from customers where country = 'DE'",
  },
  {
    id: 'query.implicit_cast',
    fires: 'select o.id from orders o join lines l on l.ref = o.code',
    silent: 'select o.id from orders o join lines l on l.id = o.id',
  },
  {
    id: 'query.function_on_column',
    fires: "select id from orders where created_at::date = '2026-01-01'",
    silent: "select id from orders where created_at >= '2026-01-01' and created_at < '2026-01-02'",
  },
  {
    id: 'query.function_on_column',
    fires: "select id from orders where upper(code) = 'A'",
    silent: "select id from orders where lower(code) = 'a'",
  },
  {
    id: 'query.not_in_nullable',
    fires: 'select id from orders where id not in (select order_id from items)',
    silent:
      'select id from orders where id not in (select order_id from items where order_id is not null)',
  },
  {
    id: 'query.not_in_nullable',
    fires: 'select id from orders where id <> all (select order_id from items)',
    silent: 'select id from orders where id not in (select id from items)',
  },
  {
    id: 'query.not_in_nullable',
    fires: 'select id from orders where customer_id not in (1, null)',
    silent: 'select id from orders where customer_id not in (1, 2)',
  },
  {
    id: 'query.not_in_rescanned',
    fires: 'select id from orders where id not in (select id from items)',
    silent: 'select id from orders o where not exists (select from items i where i.id = o.id)',
    rows: big,
  },
  {
    id: 'query.string_built',
    fires: "select id from orders where code = '${code}'",
    silent: 'select id from orders where code = $1',
  },
  {
    id: 'query.string_built',
    fires: "select id from orders where code = '%s'",
    silent: "select id from orders where code = %s and note like '%smith%'",
  },
  {
    id: 'query.string_built',
    fires: 'select id from orders where code = $code',
    silent: "select id from orders where code = :code and note = '{open}'",
  },
  {
    id: 'query.dynamic_sql',
    fires: `create function f(t text) returns void language plpgsql as $$ begin
              execute 'drop table ' || t; end $$`,
    silent: `create function f(t text) returns void language plpgsql as $$ begin
              execute 'drop table ' || quote_ident(t); execute format('drop table %I', t);
              execute 'select $1' using t; end $$`,
  },
  {
    id: 'query.dynamic_sql',
    fires: `do $$ begin execute format('drop table %s', 'x'); end $$`,
    silent: `do $$ begin execute 'drop table x'; end $$`,
  },
  {
    id: 'query.cartesian_join',
    fires: "select o.id from orders o, customers c where c.email = 'x'",
    silent: "select o.id from orders o, customers c where c.email = 'x' and c.id = o.customer_id",
  },
  {
    id: 'query.cartesian_join',
    fires:
      'select 1 from orders o join customers c on true, items i where i.order_id = o.id and c.id > 1',
    silent: 'select 1 from orders o cross join customers c, items i where i.order_id = o.id',
  },
  {
    id: 'query.cartesian_join',
    fires: 'select 1 from orders o, customers c where o.id > 1',
    silent: 'select 1 from orders o, customers c where c.id = 7',
  },
  {
    id: 'query.leading_wildcard',
    fires: "select id from customers where name ilike '%smith%'",
    silent: "select id from customers where name like 'smith%'",
  },
  {
    id: 'query.leading_wildcard',
    fires: "select id from customers where name ilike '%' || $1 || '%'",
    silent: "select id from customers where name like $1 || '%'",
  },
  {
    id: 'query.leading_wildcard',
    fires: "select id from customers where name like concat('%', $1::text)",
    silent: "select id from customers where name like concat($1::text, '%')",
  },
  {
    id: 'query.leading_wildcard',
    fires: "select id from customers where name like '_smith'",
    silent: "select id from customers where name ~ '_smith'",
  },
  {
    id: 'query.order_by_random',
    fires: 'select id from orders order by random() limit 5',
    silent: 'select id from orders order by id limit 5',
  },
  {
    id: 'query.order_by_random',
    fires: 'select id from orders order by gen_random_uuid() limit 5',
    silent: 'select n from generate_series(1, 5) n order by random()',
  },
  {
    id: 'query.count_huge',
    fires: "select count(*) from orders where status = 'paid'",
    silent: 'select count(*) from orders where customer_id = 1',
    rows: big,
  },
  {
    id: 'query.unbounded_select',
    fires: 'select id from orders',
    silent:
      'select id from orders where id = 1; select count(*) from orders; select id from orders limit 5',
    rows: big,
  },
  {
    id: 'query.correlated_subquery',
    fires: 'select o.id, (select count(*) from items i where i.order_id = o.id) from orders o',
    silent:
      'select o.id, (select max(quantity) from items) from orders o where o.id in (select order_id from items)',
  },
  {
    id: 'query.or_across_columns',
    fires: "select id from customers where email = 'a' or name = 'b'",
    silent: "select id from customers where email = 'a' or email = 'b'",
  },
  {
    id: 'query.refused',
    fires: 'select nothing from orders',
    silent: 'select id from orders',
  },
  {
    id: 'query.missing_index',
    fires: 'select id from orders where customer_id = 1',
    silent: "select id from orders where id = 1; select id from orders where lower(code) = 'x'",
    rows: big,
  },
];
