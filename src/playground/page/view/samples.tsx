import type { ChannelData } from '../../slack/data.ts';
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
export function Samples({ world, room }: { world: World; room: ChannelData }) {
  const { snapshot, me, send } = world;
  const bot = snapshot.people.find((person) => person.isBot);
  const mention = room.kind === 'direct' || bot === undefined ? '' : `@${bot.name} `;
  const suggestions = snapshot.prompts.flatMap(({ prompts }) => prompts.map((p) => p.message));
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
