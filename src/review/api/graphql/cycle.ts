import type { Hit } from '../rule.ts';
import type { Sdl, SdlField } from './sdl.ts';

/** The shortest way from a thing back to itself: "User.posts → Post.author → User". Null: every query ends. */
export function findCycle(sdl: Sdl): Hit | null {
  let shortest: Hit | null = null;
  let length = Infinity;
  for (const type of sdl.types.values()) {
    if (type.kind !== 'object' || Object.values(sdl.roots).includes(type.name)) continue;
    const way = wayBack(type.name, sdl, Math.min(length - 1, LONGEST));
    if (way === null) continue;
    length = way.length;
    const steps = way.map(({ owner, field }) => `${owner}.${field.name}`);
    shortest = {
      where: type.name,
      at: way[0]?.field.line ?? type.line,
      detail: [...steps, type.name].join(' → '),
    };
    if (length <= 2) break;
  }
  return shortest;
}

interface Step {
  readonly owner: string;
  readonly field: SdlField;
}

/** Longer ones exist where shorter do; looking further costs more than it tells. */
const LONGEST = 6;

/** Breadth first. A type that leads to itself at once (Comment.parent) counts as well as one over others. */
function wayBack(start: string, { types }: Sdl, most: number): readonly Step[] | null {
  const seen = new Set<string>();
  let ends: readonly { readonly at: string; readonly steps: readonly Step[] }[] = [
    { at: start, steps: [] },
  ];
  for (let depth = 0; depth < most && ends.length > 0; depth += 1) {
    const next: { at: string; steps: readonly Step[] }[] = [];
    for (const { at, steps } of ends) {
      for (const field of types.get(at)?.fields ?? []) {
        const way = [...steps, { owner: at, field }];
        if (field.type.name === start) return way;
        const isOpen = types.get(field.type.name)?.kind === 'object' && !seen.has(field.type.name);
        if (isOpen) next.push({ at: field.type.name, steps: way });
        seen.add(field.type.name);
      }
    }
    ends = next;
  }
  return null;
}
