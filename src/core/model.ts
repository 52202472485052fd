import type { ImageType } from './file.ts';
import type { Usage } from './usage.ts';

/** A part of what is sent as a person's or a tool's turn. */
export type InputPart =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'image'; readonly mediaType: ImageType; readonly base64: string }
  | { readonly type: 'pdf'; readonly base64: string; readonly name: string }
  | {
      readonly type: 'tool-result';
      readonly toolUseId: string;
      readonly ok: boolean;
      readonly content: string;
    };

/** A part of a reply. `opaque` (thinking with its signature) is only good for being sent back as it came. */
export type OutputPart =
  | { readonly type: 'text'; readonly text: string }
  | {
      readonly type: 'tool-use';
      readonly id: string;
      readonly name: string;
      readonly input: unknown;
    }
  | { readonly type: 'opaque'; readonly block: unknown };

export type ModelMessage =
  | { readonly role: 'user'; readonly content: readonly InputPart[] }
  | { readonly role: 'assistant'; readonly content: readonly OutputPart[] };

export interface ToolSpec {
  readonly name: string;
  readonly description: string;
  readonly inputSchema: Readonly<Record<string, unknown>>;
}

export interface ModelRequest {
  /** Alias (`sonnet`) or id; null for the default. */
  readonly model: string | null;
  /** The stable part: the same bytes for each turn of an agent, so that it is cached. */
  readonly system: string;
  /** Append-only within one consultation. */
  readonly messages: readonly ModelMessage[];
  readonly tools: readonly ToolSpec[];
  /** `none`: tools stay declared, for the cached prefix and for calls already made, but may not be called. */
  readonly toolChoice?: 'auto' | 'none';
  readonly maxTokens: number;
}

export type StopReason =
  'end_turn' | 'max_tokens' | 'tool_use' | 'refusal' | 'pause_turn' | 'context_full';

/** The reply as it comes. `done` is last and comes only when the provider said that the message is whole. */
export type ModelEvent =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'thinking'; readonly text: string }
  | {
      readonly type: 'done';
      readonly content: readonly OutputPart[];
      readonly stopReason: StopReason;
      readonly usage: Usage;
      readonly model: string;
      readonly requestId: string | null;
    };

/** Why the model did not answer. The caller decides on `kind`; a person never sees the message. */
export type ModelFailureKind =
  | 'no_key'
  | 'auth'
  | 'billing'
  | 'rate_limited'
  | 'overloaded'
  | 'too_large'
  | 'bad_request'
  | 'unreachable'
  | 'cut'
  | 'stalled'
  | 'aborted'
  | 'server';

export class ModelFailure extends Error {
  readonly kind: ModelFailureKind;
  /** Worth the same request again. */
  readonly retryable: boolean;
  readonly retryAfterMs: number | null;
  readonly requestId: string | null;
  /** What was spent all the same, as far as it is known. */
  readonly usage: Usage | null;

  constructor(
    kind: ModelFailureKind,
    detail: {
      message: string;
      retryable: boolean;
      retryAfterMs?: number | null;
      requestId?: string | null;
      usage?: Usage | null;
      cause?: unknown;
    },
  ) {
    super(detail.message, { cause: detail.cause });
    this.name = 'ModelFailure';
    this.kind = kind;
    this.retryable = detail.retryable;
    this.retryAfterMs = detail.retryAfterMs ?? null;
    this.requestId = detail.requestId ?? null;
    this.usage = detail.usage ?? null;
  }
}

/**
 * A language model. Promises: `stream` ends with `done` or throws a ModelFailure; a reply that was cut is never
 * `done`; silence for longer than the idle limit is a `stalled` failure; the provider's own retries of a request
 * that never began are done inside. Never: retries once text was given out (the caller decides), hides a refusal.
 */
export interface Model {
  /** Whether a real model stands behind it. False: no key is configured. */
  readonly available: boolean;
  stream(request: ModelRequest, signal: AbortSignal): AsyncIterable<ModelEvent>;
  /** A small, structured answer of the small model, as parsed JSON that fits the schema. Throws a ModelFailure. */
  classify(request: ClassifyRequest, signal: AbortSignal): Promise<ClassifyAnswer>;
}

export interface ClassifyRequest {
  readonly system: string;
  readonly text: string;
  /** JSON Schema; the answer was checked against nothing else, so parse it. */
  readonly schema: Readonly<Record<string, unknown>>;
  readonly maxTokens: number;
}

export interface ClassifyAnswer {
  readonly value: unknown;
  readonly usage: Usage;
}
