import type { Room } from '../../wire.ts';
import type { World } from './app.tsx';

const QUESTIONS = [
  'We charge cards in a Node monolith and sometimes charge twice after a timeout. How should we make payments idempotent?',
  'Split our order service from billing, or keep the monolith? 8 engineers, 300 orders a minute at peak, one Postgres.',
  'Review this code: db.query("select * from users where email = \'" + req.body.email + "\'")',
];

const SCHEMA = `create table users (
  id serial,
  email varchar(255),
  created_at timestamp default now()
);
create table orders (
  id serial primary key,
  user_id integer references users_old(id),
  total float not null,
  status varchar(20)
);`;

/** What a stranger can try with one click. */
export function Samples({ world, room }: { world: World; room: Room }) {
  const { state, me, send } = world;
  const bot = state.people.find((person) => person.bot);
  const mention = room.kind === 'dm' || bot === undefined ? '' : `<@${bot.id}> `;
  const suggestions = state.suggestions.map((suggestion) => suggestion.message);
  return (
    <section class="samples" aria-label="Try one of these">
      <h3>Try one of these</h3>
      {[...QUESTIONS, ...suggestions].slice(0, 4).map((question) => (
        <button
          key={question}
          type="button"
          onClick={() =>
            send({ act: 'say', as: me, channel: room.id, text: `${mention}${question}`, files: [] })
          }
        >
          {question}
        </button>
      ))}
      <button
        type="button"
        onClick={() =>
          send({
            act: 'command',
            as: me,
            channel: room.id,
            command: '/schema-review',
            text: SCHEMA,
          })
        }
      >
        <code>/schema-review</code> a small schema with mistakes
      </button>
    </section>
  );
}
