import type { Artifact } from '../../core/artifact.ts';
import type { Verdict } from '../../core/evidence.ts';
import type { SchemaSource } from '../schema-sources.ts';

/** What can be checked of a fenced block, by what it is. */
export type BlockKind = 'ddl' | 'contract' | 'diagram' | 'code';

/** A fenced block of an answer that is to be checked before it is posted. */
export interface Block {
  readonly kind: BlockKind;
  readonly language: string;
  readonly text: string;
  /** The schema that DDL builds on: what people brought, and what stands further up in the answer. */
  readonly base: readonly SchemaSource[];
}

export interface BlockResult {
  readonly verdict: Verdict;
  /** By what: "PostgreSQL 18.6", "graphql". */
  readonly by: string;
  /** A few words: "3 statements executed", or what is wrong. It is shown at the block when it failed. */
  readonly summary: string;
  /** Markdown that a person may open. */
  readonly details: string;
  readonly artifacts?: readonly Artifact[];
}

/** Checks one block. Null: it is nothing that this check knows, and nobody may call it checked. Throws when aborted. */
export type CheckBlock = (block: Block, signal: AbortSignal) => Promise<BlockResult | null>;

/** The checks that are at hand. A kind without one is posted unchecked, and not called checked. */
export type BlockChecks = Readonly<Partial<Record<BlockKind, CheckBlock>>>;
