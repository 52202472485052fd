/** What the scripted model does, step by step, in answer to one request. */
export type Step =
  | { readonly do: 'text'; readonly text: string; readonly every: number; readonly delayMs: number }
  | {
      readonly do: 'thinking';
      readonly text: string;
      readonly every: number;
      readonly delayMs: number;
    }
  | {
      readonly do: 'tool';
      readonly id: string | null;
      readonly name: string;
      readonly json: string;
      readonly every: number;
    }
  | { readonly do: 'wait'; readonly ms: number }
  | { readonly do: 'gate'; readonly gate: Gate }
  | { readonly do: 'ping' }
  | { readonly do: 'error'; readonly type: string }
  | { readonly do: 'raw'; readonly sse: string }
  | { readonly do: 'cut' }
  | { readonly do: 'eof' }
  | { readonly do: 'stall' };

/** A whole reply: steps, then `message_delta` and `message_stop` unless a step ended it before. */
export interface Script {
  readonly steps: readonly Step[];
  readonly stop?: StopReason;
  readonly stopDetails?: unknown;
  readonly usage?: ScriptUsage;
  readonly requestId?: string;
  /** Name reported as the answering model; default: the one that was asked for. */
  readonly model?: string;
}

/** An answer that is an HTTP error. */
export interface Refusal {
  readonly status: number;
  readonly type: string;
  readonly message?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Body instead of the API's own error envelope (a proxy's HTML, say). */
  readonly body?: string;
}

type StopReason =
  | 'end_turn'
  | 'max_tokens'
  | 'stop_sequence'
  | 'tool_use'
  | 'pause_turn'
  | 'refusal'
  | 'model_context_window_exceeded';

export interface ScriptUsage {
  readonly input?: number;
  readonly cacheRead?: number;
  readonly cacheWrite5m?: number;
  readonly cacheWrite1h?: number;
  /** Default: a quarter of the characters that were sent. */
  readonly output?: number;
}

/** A point at which the reply waits until the test opens it. */
export interface Gate {
  /** Resolves when the reply stands before the gate. */
  readonly reached: Promise<void>;
  readonly opened: Promise<void>;
  open(): void;
  arrive(): void;
}

export function gate(): Gate {
  const reached = latch();
  const opened = latch();
  return {
    reached: reached.promise,
    opened: opened.promise,
    open: opened.release,
    arrive: reached.release,
  };
}

function latch(): { promise: Promise<void>; release: () => void } {
  const releases: (() => void)[] = [];
  const promise = new Promise<void>((resolve) => void releases.push(resolve));
  return { promise, release: () => releases.forEach((release) => release()) };
}

interface Pace {
  /** Characters a chunk; default: all at once. */
  readonly every?: number;
  /** Real milliseconds before each chunk. */
  readonly delayMs?: number;
}

export function text(content: string, pace: Pace = {}): Step {
  return { do: 'text', text: content, every: pace.every ?? Infinity, delayMs: pace.delayMs ?? 0 };
}

export function thinking(content: string, pace: Pace = {}): Step {
  return {
    do: 'thinking',
    text: content,
    every: pace.every ?? Infinity,
    delayMs: pace.delayMs ?? 0,
  };
}

/** A `tool_use` block, its input streamed `every` characters. */
export function toolUse(
  name: string,
  input: unknown,
  options: { id?: string; every?: number } = {},
): Step {
  return rawToolUse(name, JSON.stringify(input), options);
}

/** The same with JSON as it is, broken JSON included. */
export function rawToolUse(
  name: string,
  json: string,
  options: { id?: string; every?: number } = {},
): Step {
  return { do: 'tool', id: options.id ?? null, name, json, every: options.every ?? 7 };
}

export const wait = (ms: number): Step => ({ do: 'wait', ms });
export const at = (point: Gate): Step => ({ do: 'gate', gate: point });
export const ping = (): Step => ({ do: 'ping' });
/** An `error` event inside the stream, after which the stream ends. */
export const errorEvent = (type = 'overloaded_error'): Step => ({ do: 'error', type });
/** Bytes as they are: malformed events, unknown event types. */
export const raw = (sse: string): Step => ({ do: 'raw', sse });
/** The socket is destroyed. */
export const cut = (): Step => ({ do: 'cut' });
/** The body ends politely, without `message_stop`. */
export const eof = (): Step => ({ do: 'eof' });
/** Nothing more comes, the connection stays open. */
export const stall = (): Step => ({ do: 'stall' });

/** An HTTP error. `retryAfter` in seconds. */
export function refuse(
  status: number,
  options: Omit<Refusal, 'status' | 'type'> & { type?: string; retryAfter?: number | string } = {},
): Refusal {
  const { type, retryAfter, headers, ...rest } = options;
  const after = retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) };
  return { status, type: type ?? typeOf(status), headers: { ...after, ...headers }, ...rest };
}

function typeOf(status: number): string {
  const types: Readonly<Record<number, string>> = {
    400: 'invalid_request_error',
    401: 'authentication_error',
    402: 'billing_error',
    403: 'permission_error',
    404: 'not_found_error',
    413: 'request_too_large',
    429: 'rate_limit_error',
    529: 'overloaded_error',
  };
  return types[status] ?? 'api_error';
}
