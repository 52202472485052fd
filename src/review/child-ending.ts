import type { SandboxLimits, SandboxOutcome } from '../core/sandbox.ts';

/** How a reviewer's child ended, with the sentence for people where it did not end well. */
export type ChildEnding =
  | { readonly kind: 'value'; readonly value: unknown; readonly peakRssBytes: number }
  | { readonly kind: 'refused'; readonly why: string }
  /** Something in the input broke it; `note` is the step that was to blame. */
  | { readonly kind: 'broken'; readonly why: string; readonly note: unknown };

/** `crashed` says what it means to people when the child dies of itself. */
export function readEnding(
  ended: SandboxOutcome,
  limits: SandboxLimits,
  crashed: string,
): ChildEnding {
  switch (ended.kind) {
    case 'ok':
      return { kind: 'value', value: ended.value, peakRssBytes: ended.peakRssBytes };
    case 'timeout': {
      const seconds = (ended.limit === 'step' ? limits.stepMs : limits.wallMs) / 1000;
      const why = `It ran for more than ${seconds} s and was stopped.`;
      return { kind: 'broken', why, note: ended.note };
    }
    case 'memory': {
      const limit = `${limits.rssBytes / 1_000_000_000} GB`;
      const why = `It took more than ${limit} of memory and was stopped.`;
      return { kind: 'broken', why, note: ended.note };
    }
    case 'crashed':
      return { kind: 'broken', why: crashed, note: ended.note };
    case 'aborted':
      return { kind: 'refused', why: 'The review was stopped.' };
  }
}
