import { z } from 'zod';
import type { Actor, Sequence, Step } from '../sequence/model.ts';
import { plainLabel } from './label.ts';
import { ask, titleOf } from './rows.ts';

const actors = z.map(
  z.string(),
  z.object({
    name: z.string(),
    description: z.unknown().optional(),
    type: z.string().catch('participant'),
  }),
);
const messages = z.array(
  z.object({
    type: z.number().optional(),
    from: z.string().nullish(),
    to: z.string().nullish(),
    message: z.unknown().optional(),
    placement: z.number().nullish(),
  }),
);
const boxes = z.array(z.object({ name: z.string().nullish(), actorKeys: z.array(z.string()) }));
const destroyedAt = z.map(z.string(), z.number());

/** A `sequenceDiagram`. */
export function readSequence(db: unknown): Sequence {
  const people = actors.parse(ask(db, 'getActors'));
  const destroyed = destroyedAt.catch(new Map()).parse(ask(db, 'getDestroyedActors'));
  const count = createCounter();
  const steps = messages.parse(ask(db, 'getMessages')).flatMap((message, at): Step[] => {
    const ends = [...destroyed].filter(([, index]) => index === at);
    return [
      ...readStep(message, count),
      ...ends.map(([actor]): Step => ({ kind: 'destroy', actor })),
    ];
  });
  return {
    title: titleOf(db),
    actors: [...people.values()].map((actor) => ({
      id: actor.name,
      name: plainLabel(actor.description),
      kind: kinds.get(actor.type) ?? 'part',
    })),
    steps,
    boxes: boxes
      .parse(ask(db, 'getBoxes') ?? [])
      .map(({ name, actorKeys }) => ({ title: plainLabel(name), actors: actorKeys })),
  };
}

const kinds: ReadonlyMap<string, Actor['kind']> = new Map([
  ['actor', 'person'],
  ['database', 'database'],
  ['queue', 'queue'],
]);

/** `autonumber 10 5`: 10, 15, …; null while it is off. */
interface Counter {
  next(): number | null;
  set(message: unknown): void;
}

const numbering = z.object({
  start: z.number().catch(1),
  step: z.number().catch(1),
  visible: z.boolean().catch(false),
});

function createCounter(): Counter {
  let state = { start: 1, step: 1, visible: false };
  return {
    next() {
      if (!state.visible) return null;
      const { start } = state;
      state = { ...state, start: start + state.step };
      return start;
    },
    set: (message) => {
      state = numbering.catch(state).parse(message);
    },
  };
}

type Message = z.infer<typeof messages>[number];

/** Mermaid's LINETYPE by number: it is an object inside of its closure. */
function readStep(message: Message, count: Counter): Step[] {
  const { type, from, to } = message;
  if (type === undefined) return [];
  if (type === 26) {
    count.set(message.message);
    return [];
  }
  const text = plainLabel(message.message);
  if (type === 2 && from && to) {
    const side = message.placement === 0 ? 'left' : message.placement === 1 ? 'right' : 'over';
    return [{ kind: 'note', over: [from, to], side, text }];
  }
  if (type === 17 && from) return [{ kind: 'activate', actor: from }];
  if (type === 18 && from) return [{ kind: 'deactivate', actor: from }];
  const word = opening[type];
  // A `rect` has a colour where the others have a condition.
  if (word !== undefined) return [{ kind: 'open', word, text: word === '' ? '' : text }];
  if (parting.has(type)) return [{ kind: 'part', text }];
  if (closing.has(type)) return [{ kind: 'close' }];
  const arrow = arrows[type];
  if (!from || !to || arrow === undefined) return [];
  const [line, head, bothWays = false] = arrow;
  return [{ kind: 'message', from, to, text, line, head, bothWays, number: count.next() }];
}

const opening: Readonly<Partial<Record<number, string>>> = {
  10: 'loop',
  12: 'alt',
  15: 'opt',
  19: 'par',
  22: '',
  27: 'critical',
  30: 'break',
  32: 'par',
};
const parting: ReadonlySet<number> = new Set([13, 20, 28]);
const closing: ReadonlySet<number> = new Set([11, 14, 16, 21, 23, 29, 31]);

type Arrow = readonly ['solid' | 'dashed', 'filled' | 'open' | 'cross' | 'none', boolean?];

const arrows: Readonly<Partial<Record<number, Arrow>>> = {
  0: ['solid', 'filled'],
  1: ['dashed', 'filled'],
  3: ['solid', 'cross'],
  4: ['dashed', 'cross'],
  5: ['solid', 'none'],
  6: ['dashed', 'none'],
  24: ['solid', 'open'],
  25: ['dashed', 'open'],
  33: ['solid', 'filled', true],
  34: ['dashed', 'filled', true],
  // Half arrows of newer versions: drawn whole.
  41: ['solid', 'filled'],
  42: ['solid', 'filled'],
  43: ['solid', 'open'],
  44: ['solid', 'open'],
  51: ['dashed', 'filled'],
  52: ['dashed', 'filled'],
  53: ['dashed', 'open'],
  54: ['dashed', 'open'],
};
