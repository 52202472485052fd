import {
  BaseResolver,
  createConfig,
  lintDocument,
  type NormalizedProblem,
} from '@redocly/openapi-core';
import { toError } from '../../../lib/errors.ts';
import type { ApiFinding } from '../api-review.ts';
import { isRecord, keysOf } from '../document/node.ts';
import type { ParsedDocument } from '../document/parse.ts';
import { placeOf } from '../document/place.ts';
import { apiLimits } from '../limits.ts';
import { toFinding } from '../rule.ts';
import { redoclyRules } from './rules.ts';

/** What the linter of Redocly finds, in our words. Nothing outside of the document is read, whatever it refers to. */
export async function lintWithRedocly(document: ParsedDocument): Promise<Linted> {
  try {
    return { findings: await lint(document), gaveUp: null };
  } catch (thrown) {
    // It throws at what it cannot follow, such as references in a circle.
    const why = toError(thrown).message.split('\n')[0] ?? '';
    return { findings: [], gaveUp: `The linter gave up (${why}); only our own rules ran.` };
  }
}

export interface Linted {
  readonly findings: readonly ApiFinding[];
  /** Why nothing was linted. */
  readonly gaveUp: string | null;
}

async function lint(document: ParsedDocument): Promise<readonly ApiFinding[]> {
  const rules = Object.fromEntries(
    Object.keys(redoclyRules).map((name) => [name, 'warn'] as const),
  );
  const problems = await lintDocument({
    document: { source: document.source, parsed: document.value },
    config: await createConfig({ rules }),
    externalRefResolver: new NothingOutside(),
  });
  const kept = new Map<string, number>();
  return problems.flatMap((problem) => {
    const rule = redoclyRules[problem.ruleId];
    if (rule === undefined || !isMeant(problem, document.value)) return [];
    const times = (kept.get(problem.ruleId) ?? 0) + 1;
    kept.set(problem.ruleId, times);
    if (times > apiLimits.findingsPerRule) return [];
    const at = pointerOf(problem);
    return [
      toFinding(rule, { where: placeOf(at), at, detail: inOurWords(problem) }, document.lineOf),
    ];
  });
}

/** The linter's own resolver reads files and calls servers; a contract from a stranger would make it do so for him. */
class NothingOutside extends BaseResolver {
  override async loadExternalRef(ref: string): Promise<never> {
    throw new Error(`${ref} is outside of the document`);
  }
}

/** The first place that it names: the one to change. */
function pointerOf({ location }: NormalizedProblem): string {
  return location[0]?.pointer ?? '#';
}

/** What leads outside is told apart, as not looked at; "no security at all" is our own rule's. */
function isMeant(problem: NormalizedProblem, document: unknown): boolean {
  if (problem.ruleId === 'security-defined') return problem.message.startsWith('There is no');
  if (problem.ruleId !== 'no-unresolved-refs') return true;
  const ref = valueAt(document, pointerOf(problem));
  return typeof ref !== 'string' || ref.startsWith('#');
}

function valueAt(document: unknown, pointer: string): unknown {
  const found = keysOf(pointer).reduce<unknown>((value, key) => {
    if (Array.isArray(value)) return value[Number(key)];
    return isRecord(value) && Object.hasOwn(value, key) ? value[key] : undefined;
  }, document);
  return isRecord(found) ? found['$ref'] : found;
}

/** One line, without the full stop, with its suggestion where it has one. */
function inOurWords({ message, suggest }: NormalizedProblem): string {
  const [line = ''] = message.trim().split('\n');
  const [instead] = suggest;
  const hint = instead === undefined ? '' : `; did you mean ${instead}?`;
  return `${line.replace(/\.$/, '')}${hint}`.slice(0, MAX_DETAIL);
}

const MAX_DETAIL = 300;
