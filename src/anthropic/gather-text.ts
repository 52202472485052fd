import { setImmediate as turnOver } from 'node:timers/promises';
import type { ModelEvent } from '../core/model.ts';

/**
 * Joins the pieces of text, or of thinking, that came in one turn of the event loop: a packet may carry dozens, and
 * each piece costs everybody who hands it on. Order stays, and what came is given out before the failure behind it.
 * Reads one event ahead; when left early it does not wait for that one, which ends with the connection.
 */
export async function* gatherText(
  events: AsyncGenerator<ModelEvent, void>,
): AsyncGenerator<ModelEvent, void> {
  let next = events.next();
  try {
    for (;;) {
      const { value, done } = await next;
      if (done === true) return;
      next = events.next();
      if (!hasText(value)) {
        yield value;
        continue;
      }
      const { type } = value;
      const over = turnOver(null);
      let { text } = value;
      for (;;) {
        // A failure is met again where `next` is awaited.
        const more = await Promise.race([next.catch(() => null), over]);
        if (more === null || more.done === true || more.value.type !== type) break;
        text += more.value.text;
        next = events.next();
      }
      yield { type, text };
    }
  } finally {
    next.catch(() => {});
    events.return().catch(() => {});
  }
}

function hasText(event: ModelEvent): event is Extract<ModelEvent, { text: string }> {
  return event.type === 'text' || event.type === 'thinking';
}
