import type { ReviewSchema } from '../../review/schema/review-schema.ts';
import type { SchemaReview } from '../../review/schema/review.ts';
import type { Block, BlockResult, CheckBlock } from './block-check.ts';
import { fenced, statementsOf } from './executed.ts';

/** Runs DDL of an answer on the schema that it is meant for, where there is one. */
export function createDdlCheck(review: ReviewSchema): CheckBlock {
  return async (block, signal) => {
    let last: BlockResult | null = null;
    for (const base of basesOf(block)) {
      const sources = [...base, { name: OWN, text: block.text }];
      // oxlint-disable-next-line no-await-in-loop -- the next base is tried only if this one stood in the way
      const reviewed = await review({ sources, dialect: null }, { signal });
      last = judge(block, reviewed, base.length > 0);
      if (!alreadyThere(reviewed)) return last;
    }
    return last;
  };
}

const OWN = 'the answer';

/** A new design of tables that exist already cannot run on top of them; nor can the second of two alternatives. */
function basesOf({ base }: Block): readonly Block['base'][] {
  const brought = base.filter(({ name }) => name !== 'answer');
  const all = [base, brought, []];
  return all.filter((one, index) => index === 0 || one.length < (all[index - 1]?.length ?? 0));
}

function judge({ text }: Block, reviewed: SchemaReview, hasBase: boolean): BlockResult {
  const by = `${reviewed.engine.name} ${reviewed.engine.version}`.replace(' unknown', '');
  if (reviewed.status === 'aborted') {
    const summary = reviewed.reason ?? 'it could not be run';
    return { verdict: 'unverified', by, summary, details: `${summary}\n\n${fenced(text)}` };
  }
  const failed = reviewed.input.failed.filter(({ file }) => !hasBase || file === OWN);
  const [first] = failed;
  if (first !== undefined) {
    const lines = failed.map(({ line, message }) => `line ${line}: ${message}`);
    const more = failed.length > 1 ? ` and ${failed.length - 1} more` : '';
    const details = `${lines.join('\n')}\n\n${fenced(text)}`;
    return { verdict: 'failed', by, summary: `${lines[0] ?? ''}${more}`, details };
  }
  const invented = reviewed.input.stubs.map(({ object }) => object);
  // A table that is not shown may be theirs; a type or a function that nobody defines is a slip of the pen.
  const missing = invented.filter((object) => /^(?:type|function) /.test(object));
  if (missing.length > 0) {
    const summary = `${some(missing)} does not exist`;
    return { verdict: 'failed', by, summary, details: `${summary}\n\n${fenced(text)}` };
  }
  const count = statementsOf(text).length;
  const ran = `${count === 1 ? '1 statement' : `${count} statements`} executed`;
  if (hasBase && invented.some((object) => object.startsWith('table '))) {
    const summary = `${ran}, but ${some(invented)} is not in the schema of this thread`;
    return { verdict: 'unverified', by, summary, details: fenced(text) };
  }
  const where = hasBase ? ', on the schema of this thread' : '';
  const made = invented.length === 0 ? '' : `; stood in for: ${some(invented)}`;
  return { verdict: 'passed', by, summary: `${ran}${where}${made}`, details: fenced(text) };
}

function some(objects: readonly string[]): string {
  return objects.slice(0, 3).join(', ');
}

function alreadyThere({ input }: SchemaReview): boolean {
  return input.failed.some(({ sqlstate }) => ALREADY_THERE.has(sqlstate));
}

/** PostgreSQL's appendix A: a table, column, object, function and schema that exists. */
const ALREADY_THERE: ReadonlySet<string> = new Set(['42P07', '42701', '42710', '42723', '42P06']);
