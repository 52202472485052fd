import type { ApiFinding, ApiReview, ContractKind } from './api-review.ts';

/** What is to be reviewed. */
export interface ContractText {
  readonly name: string;
  readonly text: string;
  /** How much of its end was too much to read; none where it is not said. */
  readonly truncatedBytes?: number | undefined;
}

export interface Contract {
  readonly contract: ContractText;
  /** What it was before, to be compared with. */
  readonly previous: ContractText | null;
  /** What it is where the text does not tell: the text is believed first, for a form may be left as it was. */
  readonly format: ContractKind | null;
}

/** What a reader of one kind of contract says; the rest is the same for all kinds. */
export interface Reading {
  readonly version: string;
  readonly title: string;
  readonly counts: Readonly<Record<string, number>>;
  readonly findings: readonly ApiFinding[];
  readonly changes: ApiReview['changes'];
  /** Why an earlier version was not compared, a sentence; null when it was, or when there is none. */
  readonly notCompared: string | null;
  readonly rulesRun: readonly string[];
  readonly notLookedAt: readonly string[];
  /** Why not all of it was read; null when it was. */
  readonly incomplete: string | null;
}

/** Reads a contract and, where there is one, what it was before. A sentence: nothing can be concluded. */
export type ReadContract = (text: string, previous: string | null) => Promise<Reading | string>;

export type Readers = Readonly<Record<ContractKind, ReadContract>>;
