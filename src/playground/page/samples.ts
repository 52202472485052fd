export interface Sample {
  readonly title: string;
  readonly what: string;
  readonly text: string;
  readonly command?: '/schema-review';
}

/** What a stranger can try with one click: each goes to another agent. */
export const samples: readonly Sample[] = [
  {
    title: 'Review a schema',
    what: 'an order system of six tables, with mistakes that hurt later',
    command: '/schema-review',
    text: `create table users (
  id serial primary key,
  email varchar(255),
  password text,
  created_at timestamp default now()
);
create table products (
  id serial primary key,
  sku varchar(50),
  price float not null,
  tags varchar(500) -- comma separated
);
create table orders (
  id serial primary key,
  user_id integer references users(id),
  total float not null,
  status varchar(20)
);
create table order_items (
  order_id integer references orders(id) on delete cascade,
  product_id integer references products(id),
  quantity integer
);
create table payments (
  id serial primary key,
  order_id integer,
  amount numeric,
  paid_at timestamp
);
create table audit_log (
  id integer primary key,
  payload json,
  at timestamp
);`,
  },
  {
    title: 'Charge cards once',
    what: 'a design question: timeouts, retries, idempotency',
    text: 'We charge cards in a Node monolith and sometimes charge twice after a timeout. How should we make payments idempotent?',
  },
  {
    title: 'Split the monolith?',
    what: 'a trade-off with numbers to work from',
    text: 'Should we split the order service from billing, or keep the monolith? 8 engineers, 300 orders a minute at peak, one Postgres with 400 GB.',
  },
  {
    title: 'Shape an API',
    what: 'pagination, errors, versions of a public endpoint',
    text: 'Design GET /orders for partners: cursor pagination or offsets, which error format, how do we version it? Partners poll every minute, 2 million orders each.',
  },
  {
    title: 'Find the bottleneck',
    what: 'a slow endpoint and its query plan',
    text: 'GET /feed went from 80 ms to 1.4 s p95 after we passed 5 million posts. The plan shows "Seq Scan on posts … Rows Removed by Filter: 4987112" for `select * from posts where author_id = any($1) order by created_at desc limit 50`. Where do I look first?',
  },
  {
    title: 'Look for a hole',
    what: 'a login handler to be read by a suspicious eye',
    text: `Is this login safe?
\`\`\`
app.post('/login', async (req, res) => {
  const user = await db.query("select * from users where email = '" + req.body.email + "'");
  if (user && md5(req.body.password) === user.password) {
    res.cookie('session', jwt.sign({ id: user.id, admin: user.admin }, 'secret'));
    return res.redirect(req.query.next);
  }
  res.status(401).send('No user ' + req.body.email);
});
\`\`\``,
  },
];
