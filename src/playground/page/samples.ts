export interface Sample {
  readonly title: string;
  readonly what: string;
  readonly text: string;
  readonly command?: '/schema-review' | '/api-review';
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
    what: 'timeouts, retries, idempotency: what has to be true',
    text: 'A client retries POST /payments after a timeout, and the card is charged twice. How does the API make this idempotent?',
  },
  {
    title: 'Check a contract',
    what: 'an OpenAPI file of a shop, with what breaks its clients',
    command: '/api-review',
    text: `openapi: 3.1.0
info: { title: Shop, version: "1.0" }
servers: [{ url: http://api.example.com }]
paths:
  /getOrders:
    get:
      parameters:
        - { name: offset, in: query, schema: { type: integer } }
      responses:
        "200":
          description: all of them
          content:
            application/json:
              schema: { type: array, items: { $ref: "#/components/schemas/Order" } }
  /orders/{id}:
    post:
      operationId: cancel
      responses:
        "200": { description: done, content: { application/json: { schema: { type: object } } } }
components:
  schemas:
    Order:
      type: object
      properties:
        id: { type: string }
        total: { type: number, format: float }
        status: { type: string }`,
  },
  {
    title: 'Look for a hole',
    what: 'a login handler to be read by a suspicious eye',
    text: `Is this login safe?
\`\`\`ts
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
  {
    title: 'Design something',
    what: 'a question that is too open: it is asked back first',
    text: 'Design the architecture of a ticket shop for concerts, please.',
  },
  {
    title: 'Count before building',
    what: 'a number that a tool computes, with what it rests on',
    text: 'How many requests are in flight at 800 requests/s of 120 ms each, and what follows for the connection pool?',
  },
  {
    title: 'Find the bottleneck',
    what: 'a slow endpoint and its query plan',
    text: `GET /feed went from 80 ms to 1.4 s (p95) after we passed 5 million posts. Where do I look first?
\`\`\`
select * from posts where author_id = any($1) order by created_at desc limit 50

Limit (actual time=1391.204..1391.222 rows=50 loops=1)
  -> Sort (actual time=1391.202..1391.208 rows=50 loops=1)
       Sort Key: created_at DESC
       -> Seq Scan on posts (actual time=0.031..1377.950 rows=12888 loops=1)
            Filter: (author_id = ANY ($1))
            Rows Removed by Filter: 4987112
\`\`\``,
  },
  {
    title: 'Split the monolith?',
    what: 'a trade-off with numbers to work from',
    text: 'Should we split the order service from billing, or keep the monolith? 8 engineers, 300 orders a minute at peak, one Postgres with 400 GB.',
  },
];
