/**
 * What a rule made of the text at the cursor: how many characters it used up, and what is written for them. `more`:
 * it cannot tell before it has seen further. A rule looks at the window only and decides the same however the text
 * was cut into chunks: it answers `more` rather than guess, and it never answers `more` when the window is complete.
 */
export type Step =
  | 'more'
  | {
      readonly taken: number;
      readonly out: string;
      /** The output is ours, not the model's: it must not fuse with the character before it. */
      readonly rewritten?: boolean;
    };

/** The text from the cursor on, as far as a rule may look. */
export interface Window {
  readonly text: string;
  /** Nothing that comes later will be in this window: the text ended, or the window is full. */
  readonly complete: boolean;
}

/** What the caller lets through. */
export interface Allowed {
  /** Takes a canonical URL. */
  readonly isApproved: (url: string) => boolean;
  /** Takes a Slack user id: may this answer mention the person? */
  readonly isKnownUser: (id: string) => boolean;
  /** Neutralises a label, which is text of its own. */
  readonly nested: (text: string) => string;
}
