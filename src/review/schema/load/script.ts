import type { Node } from 'libpg-query';

/** One file of the input, in PostgreSQL's SQL. */
export interface Source {
  readonly name: string;
  readonly text: string;
  /** How much of its end was too much to read; none where it is not said. */
  readonly truncatedBytes?: number;
  /** Where a translation has lines of its own: for each of them (from 0), the line of the original. */
  readonly lines?: readonly number[];
}

export interface Place {
  /** Set when the input has more than one file. */
  readonly file?: string | undefined;
  readonly line: number;
}

export interface ScriptStatement {
  readonly text: string;
  readonly node: Node;
  readonly place: Place;
  /** The line of an offset in `text`, in the file as it was given. */
  readonly lineAt: (offset: number) => number;
  /** Its number in the script, from 0. Lines are no name for it: several statements share one. */
  readonly ordinal: number;
  /** Which file it is from: tables made in an earlier one exist already for it. */
  readonly sourceIndex: number;
}

export interface Skipped extends Place {
  readonly kind: string;
  readonly why: string;
}

export interface Failed extends Place {
  /** The table that the statement would have made or changed. */
  readonly relation?: { readonly schema: string; readonly table: string };
  readonly sqlstate: string;
  readonly message: string;
}

export interface Repair extends Partial<Place> {
  readonly what: string;
}

export interface Stub {
  readonly object: string;
  readonly why: string;
}

export interface Script {
  readonly statements: readonly ScriptStatement[];
  readonly skipped: readonly Skipped[];
  readonly failed: readonly Failed[];
  readonly repairs: readonly Repair[];
  /** Each statement must run by itself, so that it is seen which one kills the engine. */
  readonly oneByOne?: boolean;
  /** Statements that must not run: they killed an earlier engine. */
  readonly excluded?: readonly { readonly ordinal: number; readonly why: string }[];
}
