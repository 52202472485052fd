import { Refusal } from './api/refusal.ts';
import type { Ids } from './ids.ts';

/** How long a person's act lets the app open a view. */
const lifetimeMs = 3_000;

/** Trigger ids: each allows one view, for three seconds. */
export class Triggers {
  readonly #issued = new Map<
    string,
    { readonly user: string; readonly at: number; readonly used: boolean }
  >();
  readonly #ids: Ids;
  readonly #now: () => number;

  constructor(ids: Ids, now: () => number) {
    this.#ids = ids;
    this.#now = now;
  }

  issue(user: string): string {
    const id = `${this.#ids.count()}.${this.#ids.count()}.local`;
    this.#issued.set(id, { user, at: this.#now(), used: false });
    return id;
  }

  /** Returns the person who acted. Throws a `Refusal`. */
  use(id: string): string {
    const trigger = this.#issued.get(id);
    if (trigger === undefined) throw new Refusal('invalid_trigger_id');
    if (trigger.used) throw new Refusal('exchanged_trigger_id');
    if (this.#now() - trigger.at > lifetimeMs) throw new Refusal('expired_trigger_id');
    this.#issued.set(id, { ...trigger, used: true });
    return trigger.user;
  }
}
