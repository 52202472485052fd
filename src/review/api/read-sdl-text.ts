import { changeFindings, groupChanges } from './changes/change.ts';
import type { Reading } from './documents.ts';
import { graphqlInvalid, graphqlRules } from './graphql-rules/all.ts';
import { compareSdl } from './graphql/compare-sdl.ts';
import { parseSdl, validateDocument } from './graphql/parse-sdl.ts';
import { readSdl, type Sdl } from './graphql/sdl.ts';
import { applyRules, toFinding } from './rule.ts';

/** GraphQL SDL. */
export async function readSdlText(
  text: string,
  previous: string | null,
): Promise<Reading | string> {
  const document = parseSdl(text);
  if (typeof document === 'string') return document;
  const sdl = readSdl(document);
  const { invalid, foreign } = validateDocument(document);
  const before = previous === null ? null : parseSdl(previous);
  const changes = before === null || typeof before === 'string' ? null : compareSdl(before, sdl);
  const wasCompared = previous === null || changes !== null;
  return {
    incomplete: null,
    version: '',
    title: '',
    counts: countsOf(sdl),
    findings: [
      ...changeFindings(changes ?? [], oneLine),
      ...invalid.map((hit) => toFinding(graphqlInvalid, hit, oneLine)),
      ...applyRules(graphqlRules, sdl, oneLine),
    ],
    changes: changes === null ? null : [...groupChanges(changes, oneLine)],
    rulesRun: [graphqlInvalid.id, ...graphqlRules.map(({ id }) => id)],
    notLookedAt: [
      ...(foreign.length === 0
        ? []
        : [
            `What the directives ${foreign.map((name) => `@${name}`).join(', ')} do: they are not defined here.`,
          ]),
      ...(wasCompared
        ? []
        : [
            `The earlier version was not compared. ${typeof before === 'string' ? before : 'One of the two schemas cannot be built.'}`,
          ]),
      'Resolvers: authorization, batching, and limits on depth and cost are not in a schema.',
    ],
  };
}

function countsOf({ types, roots }: Sdl): Readonly<Record<string, number>> {
  const fieldsOf = (name: string): number => types.get(name)?.fields.length ?? 0;
  return {
    types: types.size,
    'query fields': fieldsOf(roots.query),
    mutations: fieldsOf(roots.mutation),
    subscriptions: fieldsOf(roots.subscription),
  };
}

/** Every hit has its line already. */
function oneLine(): number {
  return 1;
}
