import type { DeliveryData } from '../data.ts';
import type { DeliverySettings } from '../settings.ts';
import type { Workspace } from '../workspace.ts';
import type { Carrier, Outcome, Parcel } from './carrier.ts';

/** Brings parcels to the app: an event until it is acknowledged or given up, everything else once. */
export class Courier {
  readonly #workspace: Workspace;
  readonly #carrier: () => Carrier;
  readonly #settings: () => DeliverySettings;
  readonly #open = new Map<string, DeliveryData>();
  /** Ends the wait of each delivery that waits for its next attempt. */
  readonly #waiting = new Set<() => void>();
  /** The last command or interaction. */
  #lastAct: Parcel | null = null;
  #closed = false;

  constructor(workspace: Workspace, carrier: () => Carrier, settings: () => DeliverySettings) {
    this.#workspace = workspace;
    this.#carrier = carrier;
    this.#settings = settings;
  }

  async deliver(parcel: Parcel): Promise<Outcome> {
    const isEvent = parcel.kind === 'events_api';
    if (!isEvent) this.#lastAct = parcel;
    const delays = isEvent ? this.#settings().retryDelaysMs : [];
    const about = { id: this.#workspace.ids.id('Dl'), kind: parcel.kind, what: parcel.what };
    let failed: { readonly reason?: string } = {};
    for (let attempt = 0; ; attempt += 1) {
      const known = { ...about, attempts: attempt + 1 };
      this.#tell({ ...known, state: 'under way', ...failed });
      const { reason } = failed;
      const retry = reason === undefined ? null : { number: attempt, reason };
      const outcome = await this.#carrier().send(parcel, retry);
      if (outcome.acknowledged) {
        const response = outcome.response === null ? {} : { response: outcome.response };
        this.#tell({ ...known, state: 'acknowledged', ...response });
        return outcome;
      }
      failed = { reason: outcome.reason };
      const delayMs = outcome.final === true ? undefined : delays[attempt];
      if (delayMs !== undefined) {
        this.#tell({ ...known, state: 'waiting', ...failed });
        await this.#wait(delayMs);
      }
      if (delayMs === undefined || this.#closed) {
        this.#tell({ ...known, state: 'given up', ...failed });
        return outcome;
      }
    }
  }

  /** Delivers the last command or interaction once more, as it was. */
  async repeatAct(): Promise<Outcome> {
    if (this.#lastAct === null) throw new Error('nobody has pressed or commanded anything yet');
    return await this.deliver(this.#lastAct);
  }

  /** Deliveries that are neither acknowledged nor given up. */
  pending(): readonly DeliveryData[] {
    return [...this.#open.values()];
  }

  /** Makes the next attempts now. */
  hurry(): void {
    for (const wake of this.#waiting) wake();
  }

  close(): void {
    this.#closed = true;
    this.hurry();
  }

  #wait(ms: number): Promise<void> {
    if (this.#closed || ms === 0) return Promise.resolve();
    return new Promise((resolve) => {
      const wake = (): void => {
        clearTimeout(timer);
        this.#waiting.delete(wake);
        resolve();
      };
      const timer = setTimeout(wake, ms);
      this.#waiting.add(wake);
    });
  }

  #tell(delivery: DeliveryData): void {
    const settled = delivery.state === 'acknowledged' || delivery.state === 'given up';
    if (settled) this.#open.delete(delivery.id);
    else this.#open.set(delivery.id, delivery);
    this.#workspace.feed.emit({ type: 'delivery', delivery });
  }
}
