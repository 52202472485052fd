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
  #closed = false;

  constructor(workspace: Workspace, carrier: () => Carrier, settings: () => DeliverySettings) {
    this.#workspace = workspace;
    this.#carrier = carrier;
    this.#settings = settings;
  }

  async deliver(parcel: Parcel): Promise<Outcome> {
    const delays = parcel.kind === 'events_api' ? this.#settings().retryDelaysMs : [];
    const id = this.#workspace.ids.id('Dl');
    let reason: string | undefined;
    for (let attempt = 0; ; attempt += 1) {
      this.#tell(id, parcel, attempt + 1, 'under way', reason);
      const retry = reason === undefined ? null : { number: attempt, reason };
      const outcome = await this.#carrier().send(parcel, retry);
      const delayMs = delays[attempt];
      if (outcome.acknowledged) {
        this.#tell(id, parcel, attempt + 1, 'acknowledged');
        return outcome;
      }
      reason = outcome.reason;
      if (this.#closed || outcome.final === true || delayMs === undefined) {
        this.#tell(id, parcel, attempt + 1, 'given up', reason);
        return outcome;
      }
      this.#tell(id, parcel, attempt + 1, 'waiting', reason);
      await this.#wait(delayMs);
    }
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

  #tell(
    id: string,
    { kind, what }: Parcel,
    attempts: number,
    state: DeliveryData['state'],
    reason?: string,
  ): void {
    const delivery = {
      id,
      kind,
      what,
      attempts,
      state,
      ...(reason === undefined ? {} : { reason }),
    };
    if (state === 'acknowledged' || state === 'given up') this.#open.delete(id);
    else this.#open.set(id, delivery);
    this.#workspace.feed.emit({ type: 'delivery', delivery });
  }
}
