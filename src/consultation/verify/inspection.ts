import type { Artifact } from '../../core/artifact.ts';
import type { Log } from '../../lib/log.ts';
import type { SchemaSource } from '../schema-sources.ts';
import type { Block, BlockChecks, BlockResult } from './block-check.ts';
import { kindOf, mayBeChecked } from './block-kind.ts';
import type { Executed } from './executed.ts';
import { beforePartialOpening, type Fence, readFences } from './fences.ts';
import { readInlineDdl } from './inline-ddl.ts';

/** A block that was checked, where it stands in the text that was asked about. */
export interface InspectedBlock {
  readonly fence: Fence;
  readonly kind: Block['kind'];
  /** Null: the check did not come to an end. */
  readonly result: BlockResult | null;
}

/**
 * Checks the fenced blocks of an answer while it is being written. A block is known by its content, so a text that is
 * written again, or corrected in one place, has only its new blocks checked.
 */
export interface Inspection {
  /** How much of the text may be seen: up to the first block that has not passed. Starts the checks of what is new. */
  releasable(text: string): number;
  /** Waits until every block of the text is checked. Never rejects; what was aborted has no result. */
  settle(text: string): Promise<void>;
  /** The blocks of the text that could be checked. */
  blocks(text: string): readonly InspectedBlock[];
}

export interface InspectionDeps {
  readonly checks: BlockChecks;
  /** The schema that people brought to the thread. */
  readonly schema: () => Promise<readonly SchemaSource[]>;
  /** What tools executed in this turn already. */
  readonly executed: Executed;
  readonly log: Log;
}

interface Checking {
  readonly kind: Block['kind'];
  readonly done: Promise<void>;
  /** Undefined while it runs. */
  result: BlockResult | null | undefined;
}

export function createInspection(deps: InspectionDeps, signal: AbortSignal): Inspection {
  const start = startChecks(deps, signal);

  function look(text: string): readonly { fence: Fence; checking: Checking | null }[] {
    const fences = readFences(text);
    return fences.map((fence, index) => ({
      fence,
      checking: fence.closed ? start(fence, fences.slice(0, index)) : null,
    }));
  }

  /** Statements within a sentence are checked once it is whole: nobody can hold back half a line. */
  function lookAtAll(text: string): ReturnType<typeof look> {
    const blocks = readFences(text);
    const inline = readInlineDdl(text).map((fence) => ({
      fence,
      checking: start(
        fence,
        blocks.filter(({ to }) => to <= fence.from),
      ),
    }));
    return [...look(text), ...inline];
  }

  /** An answer that was cut in the middle of a block. */
  function unfinished(fence: Fence): readonly InspectedBlock[] {
    const kind = fence.closed ? null : kindOf(fence);
    return kind === null || deps.checks[kind] === undefined ? [] : [{ fence, kind, result: null }];
  }

  return {
    releasable(text) {
      const held = look(text).find(({ fence, checking }) =>
        fence.closed
          ? checking !== null && checking.result?.verdict !== 'passed'
          : mayBeChecked(fence.language),
      );
      return held?.fence.from ?? beforePartialOpening(text);
    },
    async settle(text) {
      await Promise.all(lookAtAll(text).flatMap(({ checking }) => checking?.done ?? []));
    },
    blocks: (text) =>
      lookAtAll(text).flatMap(({ fence, checking }) =>
        checking === null
          ? unfinished(fence)
          : [{ fence, kind: checking.kind, result: checking.result ?? null }],
      ),
  };
}

/** Starts each check once, by the block's content. Null: nobody checks this. */
function startChecks(
  deps: InspectionDeps,
  signal: AbortSignal,
): (fence: Fence, above: readonly Fence[]) => Checking | null {
  const known = new Map<string, Checking>();
  return (fence, above) => {
    const kind = kindOf(fence);
    if (kind === null || deps.checks[kind] === undefined) return null;
    const running = known.get(keyOf(fence));
    if (running !== undefined) return running;
    // Tables of one block are there for the next: DDL waits for the DDL above it.
    const before = kind === 'ddl' ? above.filter((other) => kindOf(other) === 'ddl') : [];
    const run = async (): Promise<void> => {
      await Promise.all(before.flatMap((other) => known.get(keyOf(other))?.done ?? []));
      checking.result = await check(fence, kind, before, deps, signal);
    };
    const checking: Checking = { kind, result: undefined, done: run() };
    known.set(keyOf(fence), checking);
    return checking;
  };
}

/** Pictures and scripts that came of the checks of blocks that passed. */
export function artifactsOf(blocks: readonly InspectedBlock[]): readonly Artifact[] {
  return blocks.flatMap(({ result }) =>
    result?.verdict === 'failed' ? [] : (result?.artifacts ?? []),
  );
}

async function check(
  { language, text }: Fence,
  kind: Block['kind'],
  above: readonly Fence[],
  { checks, schema, executed, log }: InspectionDeps,
  signal: AbortSignal,
): Promise<BlockResult | null> {
  try {
    const ran = kind === 'ddl' ? executed.find(text) : null;
    if (ran !== null) return ran;
    const written = above.map((other) => ({ name: 'answer', text: other.text }));
    const base = kind === 'ddl' ? [...(await schema()), ...written] : [];
    return (await checks[kind]?.({ kind, language, text, base }, signal)) ?? unknown;
  } catch (thrown) {
    if (!signal.aborted) log.error({ err: thrown, kind, language }, 'a check of an answer failed');
    return null;
  }
}

/** Nothing to say about it: it may stand, and nobody calls it checked. */
const unknown: BlockResult = { verdict: 'passed', by: '', summary: '', details: '' };

function keyOf({ language, text }: Fence): string {
  return `${language}\n${text}`;
}
