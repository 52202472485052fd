/** One thing that architects have written down, with where it stands: what the offline consultant answers from. */
export interface Topic {
  readonly id: string;
  readonly title: string;
  /**
   * Words and phrases that speak for it, lower case. Found at the beginning of a word, with any ending; with a blank at
   * its end only as a whole word: "log " is not in "login".
   */
  readonly cues: readonly string[];
  /** What to do and when not to, in a sentence or three: the short answer. */
  readonly rule: string;
  /** What to hold against a design, as statements that should be true. */
  readonly checklist: readonly string[];
  readonly patterns: readonly Pattern[];
  /** What an answer hangs on, with the value that is taken when nobody says. */
  readonly questions: readonly Question[];
  /** Title and author or publisher, so that a person finds it. */
  readonly sources: readonly string[];
}

interface Pattern {
  readonly name: string;
  readonly when: string;
  readonly costs: string;
}

interface Question {
  readonly ask: string;
  readonly assume: string;
}
