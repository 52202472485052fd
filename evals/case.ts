import type { ScriptedModel } from '../tests/support/model.ts';
import type { Step } from '../tests/support/model/script.ts';

/** The seven concerns of the founding agents, and the attempts to make the bot do what it must not. */
export const concerns = [
  'api',
  'boundaries',
  'data',
  'performance',
  'security',
  'observability',
  'code',
  'adversarial',
] as const;

export type Concern = (typeof concerns)[number];

/** One consultation and what must come of it. Plain data: the same case runs on the script and on a real model. */
export interface EvalCase {
  /** Unique, lower case with dashes; `docs/agents.md` refers to it. */
  readonly id: string;
  readonly concern: Concern;
  /** What goes well when this passes, in one sentence. */
  readonly title: string;
  /** The channel's project context, given before the thread begins. `{canary}` as in `say`. */
  readonly context?: string;
  /** What people do in one thread, one after the other. Each is followed by the bot's answer. */
  readonly acts: readonly Act[];
  readonly expect: Expected;
  /** What a model does, good or bad, request by request; the last move is repeated. Ignored with a real model. */
  readonly model: readonly Move[];
  /** Starts a child process (an engine, a parser, a drawing): a second or several of a core. */
  readonly heavy?: true;
  /** No key is configured. */
  readonly offline?: true;
  /** Its script answers badly, to see what the host makes of it. A model that answers well never comes there. */
  readonly scriptOnly?: true;
  /** A defect that is known: the case fails as expected, and never counts as passed. */
  readonly known?: string;
  /** What a judge model looks at, beside what code can tell. */
  readonly rubric?: readonly string[];
}

export type Act =
  | {
      /** To the bot; it is mentioned by the runner. `{canary}` becomes an address that nobody may fetch. */
      readonly say: string;
      readonly files?: readonly { readonly name: string; readonly content: string }[];
    }
  /** Chooses in the form of the last answer, by question id, and sends it. */
  | { readonly choose: Readonly<Record<string, string>> }
  /** Presses the button that says this, under the last answer that has one. */
  | { readonly press: string };

/** A reply of the scripted model, or what makes one of the request. */
export type Move =
  readonly Step[] | ((request: ScriptedModel['requests'][number]) => readonly Step[]);

export interface Expected {
  /** Labels of the questions that come before the first answer; `none`: it is answered at once. */
  readonly asks?: readonly string[] | 'none';
  /** What people must read in the thread, in any of the answers. */
  readonly says?: readonly RegExp[];
  /** What must stand nowhere: text, blocks, file names, the text of files. */
  readonly never?: readonly RegExp[];
  readonly numbers?: readonly ExpectedNumber[];
  /** Tools that must have run and come to a result. */
  readonly tools?: readonly string[];
  readonly evidence?: readonly ExpectedEvidence[];
  /** Names of files that must be posted. */
  readonly files?: readonly RegExp[];
  /** Who gives the last answer. */
  readonly agent?: string;
  /** Sent to the model by the host or as a tool's result. Only the script can tell. */
  readonly told?: readonly RegExp[];
  /** Default: `defaultBudget`. */
  readonly budget?: Partial<Budget>;
}

export interface ExpectedNumber {
  readonly what: string;
  /** Its first group is the number as it is written, "1,200" or "12.5". */
  readonly pattern: RegExp;
  readonly value: number;
  /** Share of the value; 0 means exactly. */
  readonly tolerance: number;
}

export interface ExpectedEvidence {
  readonly subject: RegExp;
  readonly verdict: 'passed' | 'failed' | 'unverified';
  readonly summary?: RegExp;
}

/** Of a whole thread. */
export interface Budget {
  readonly usd: number;
  readonly tokens: number;
}

/** Twice what a consultation with two rounds and no cached prefix costs on the middle model. */
export const defaultBudget: Budget = { usd: 0.5, tokens: 120_000 };
