import type { Usage } from '../../core/usage.ts';

/** One request to the model or one run of a tool, as it stands. Plain data: the page draws it. */
export type Deed = ModelDeed | ToolDeed;

interface DeedBasics {
  /** Counts up; a later state of the same deed has the same number. */
  readonly n: number;
  /** Milliseconds since the epoch, when it began. */
  readonly at: number;
  /** Of which thread: `channel:ts`; null when it belongs to none. */
  readonly thread: string | null;
  /** How long it took; null while it lasts. */
  readonly tookMs: number | null;
  /** Why it broke off. */
  readonly failure: string | null;
}

export interface ModelDeed extends DeedBasics {
  readonly kind: 'model';
  readonly purpose: 'answer' | 'classify';
  /** As asked for until the answer says which one it was. */
  readonly model: string | null;
  readonly system: Excerpt;
  readonly messages: readonly SentMessage[];
  readonly tools: readonly string[];
  readonly stopReason: string | null;
  readonly usage: Usage | null;
  /** Tools that the answer calls. */
  readonly calls: readonly string[];
}

export interface SentMessage extends Excerpt {
  readonly role: 'user' | 'assistant';
  /** "text", "image", "tool-result" and the like, in order. */
  readonly parts: readonly string[];
}

export interface ToolDeed extends DeedBasics {
  readonly kind: 'tool';
  readonly name: string;
  readonly input: Excerpt;
  /** Null while it runs. */
  readonly ok: boolean | null;
  readonly result: Excerpt | null;
  readonly evidence: readonly string[];
  readonly files: readonly string[];
}

/** How long a text is, and its beginning. */
export interface Excerpt {
  readonly chars: number;
  readonly head: string;
}

export function excerptOf(text: string, most: number): Excerpt {
  return { chars: text.length, head: text.slice(0, most) };
}
