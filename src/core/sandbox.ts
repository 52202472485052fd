/** Work for a child process: a module that exports `run`, and what it is given. */
export interface SandboxJob {
  /** Exports `run(input, note)`; loaded inside the child only. */
  readonly entry: URL;
  /** Structured data; it crosses to the child as JSON. */
  readonly input: unknown;
}

export interface SandboxLimits {
  /** From the child's first note to its value; and as much again for its start. */
  readonly wallMs: number;
  /** Longest silence after a note of the child: one step that hangs costs this, not the whole time. */
  readonly stepMs: number;
  readonly rssBytes: number;
}

/**
 * How the work ended. `note` is the last thing the child said before it was ended: which step was to blame.
 * The value is what a process said that ran a stranger's code: parse it.
 */
export type SandboxOutcome =
  | {
      readonly kind: 'ok';
      readonly value: unknown;
      readonly ms: number;
      readonly peakRssBytes: number;
    }
  | { readonly kind: 'timeout'; readonly limit: 'wall' | 'step'; readonly note: unknown }
  | { readonly kind: 'memory'; readonly rssBytes: number; readonly note: unknown }
  | { readonly kind: 'crashed'; readonly why: string; readonly note: unknown }
  | { readonly kind: 'aborted' };

export interface SandboxRun {
  readonly limits: SandboxLimits;
  readonly signal: AbortSignal;
  /** Called once if the work must wait for its turn; `ahead` is how many go first. */
  readonly onWaiting?: (ahead: number) => void;
  /** Called with each note of the child, as it comes. What it says is a stranger's word: parse it. */
  readonly onNote?: (note: unknown) => void;
}

/**
 * Runs heavy or hostile work outside of this process. Promises: `run` resolves, whatever the work does, soon after
 * its limits; a child that is over a limit is killed, not asked; the child sees none of this process's environment.
 */
export interface Sandbox {
  run(job: SandboxJob, how: SandboxRun): Promise<SandboxOutcome>;
}

/** What the module of a job exports as `run`. A note tells the parent which step begins. */
export type SandboxedWork = (input: unknown, note: (step: unknown) => void) => Promise<unknown>;
