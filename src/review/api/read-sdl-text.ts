import type { DocumentNode } from 'graphql';
import { changeFindings, groupChanges } from './changes/change.ts';
import type { Reading } from './documents.ts';
import { graphqlInvalid, graphqlRules, graphqlTypeUndefined } from './graphql-rules/all.ts';
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
  const { invalid, undefinedTypes, foreign } = validateDocument(document);
  const before = previous === null ? null : parseSdl(previous);
  const changes = before === null || typeof before === 'string' ? null : compareSdl(before, sdl);
  return {
    incomplete: null,
    version: '',
    title: '',
    counts: countsOf(sdl),
    findings: [
      ...changeFindings(changes ?? [], oneLine),
      ...invalid.map((hit) => toFinding(graphqlInvalid, hit, oneLine)),
      ...undefinedTypes.map((hit) => toFinding(graphqlTypeUndefined, hit, oneLine)),
      ...applyRules(graphqlRules, sdl, oneLine),
    ],
    changes: changes === null ? null : [...groupChanges(changes, oneLine)],
    rulesRun: [graphqlInvalid.id, graphqlTypeUndefined.id, ...graphqlRules.map(({ id }) => id)],
    notLookedAt: [
      ...(foreign.length === 0
        ? []
        : [
            `What the directives ${foreign.map((name) => `@${name}`).join(', ')} do: they are not defined here.`,
          ]),
      'Resolvers: authorization, batching, and limits on depth and cost are not in a schema.',
    ],
    notCompared: previous !== null && changes === null ? whyNotCompared(before) : null,
  };
}

function whyNotCompared(before: DocumentNode | string | null): string {
  return typeof before === 'string' ? before : 'One of the two schemas cannot be built.';
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
