import type { Node } from 'libpg-query';

/** One statement of the input, read. */
export interface Query {
  /** From 1. */
  readonly number: number;
  /** As it was given. */
  readonly text: string;
  /** As it is planned: placeholders numbered, limits filled in. */
  readonly sql: string;
  readonly line: number;
  /** The line of a byte of `sql` (locations of the parse tree are bytes). */
  readonly lineAt: (byte: number | undefined) => number;
  readonly placeholders: readonly string[];
  readonly spliced: readonly { readonly text: string; readonly line: number }[];
  readonly assumptions: readonly string[];
  readonly reading: Reading;
}

export type Reading =
  /** One SELECT, INSERT, UPDATE or DELETE: it is planned. */
  | { readonly kind: 'query'; readonly node: Node }
  /** A view, a function: it is read, never run. */
  | { readonly kind: 'definition'; readonly node: Node }
  | { readonly kind: 'refused'; readonly why: string };
