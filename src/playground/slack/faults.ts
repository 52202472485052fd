import type { Json } from './data.ts';

/** What goes wrong with a call. */
export type Fault =
  /** Slack's own refusal, by its code. */
  | { readonly kind: 'error'; readonly error: string; readonly extra?: Json }
  | { readonly kind: 'status'; readonly status: number; readonly body?: string }
  | { readonly kind: 'rate-limited'; readonly retryAfterS: number }
  /** The connection ends without an answer. */
  | { readonly kind: 'drop' }
  /** No answer until the caller gives up or the server closes. */
  | { readonly kind: 'hang' }
  | { readonly kind: 'delay'; readonly delayMs: number };

export interface FaultOptions {
  /** How many calls meet it; one unless said. */
  readonly times?: number;
  /** The work is done all the same: the app only does not hear of it. */
  readonly afterWork?: boolean;
  /** Only calls with these arguments. */
  readonly where?: (args: Json) => boolean;
}

interface Plan extends Required<FaultOptions> {
  readonly method: string;
  readonly fault: Fault;
}

export interface DueFault {
  readonly fault: Fault;
  readonly afterWork: boolean;
}

/**
 * Trouble on demand. Besides Web API methods there are `files.download`, `files.upload` and `response_url`;
 * `*` is every one of them.
 */
export class Faults {
  #plans: Plan[] = [];
  readonly #latency = new Map<string, number>();

  next(method: string, fault: Fault, options: FaultOptions = {}): void {
    const { times = 1, afterWork = false, where = () => true } = options;
    this.#plans.push({ method, fault, times, afterWork, where });
  }

  /** Each call of the method takes this much longer. */
  latency(method: string, ms: number): void {
    this.#latency.set(method, ms);
  }

  clear(): void {
    this.#plans = [];
    this.#latency.clear();
  }

  /** How many planned faults have not happened yet. */
  get pending(): number {
    return this.#plans.reduce((sum, plan) => sum + plan.times, 0);
  }

  latencyOf(method: string): number {
    return this.#latency.get(method) ?? this.#latency.get('*') ?? 0;
  }

  take(method: string, args: Json): DueFault | undefined {
    const at = this.#plans.findIndex(
      (plan) => (plan.method === method || plan.method === '*') && plan.where(args),
    );
    const plan = this.#plans[at];
    if (plan === undefined) return undefined;
    const rest = plan.times > 1 ? [{ ...plan, times: plan.times - 1 }] : [];
    this.#plans.splice(at, 1, ...rest);
    return plan;
  }
}
