import type { Hit, Rule } from '../rule.ts';
import type { OpenApi } from '../openapi/contract.ts';
import {
  countCases,
  isVersion,
  readsAsPlural,
  segmentsOf,
  wordsOf,
} from '../openapi/path-words.ts';

const NAMING = 'https://google.aip.dev/122';

/** Names of resources. */
export const pathRules: readonly Rule<OpenApi>[] = [
  {
    id: 'api.path_verb',
    severity: 'warn',
    confidence: 'heuristic',
    why: 'The path says what to do, which is the method’s job: clients, caches and gateways cannot tell reads from writes, and each action gets a path of its own.',
    source: 'https://www.rfc-editor.org/rfc/rfc9110#section-9.1',
    fix: 'Name the resource with a noun and let the method say what happens to it: POST /orders instead of /createOrder.',
    check: ({ paths }) =>
      paths.flatMap(({ path, node }): Hit[] => {
        const verb = segmentsOf(path).find(({ text, isParameter }) => !isParameter && isVerb(text));
        return verb === undefined
          ? []
          : [{ where: path, at: node.pointer, detail: `"${verb.text}"` }];
      }),
  },
  {
    id: 'api.path_singular',
    severity: 'info',
    confidence: 'heuristic',
    why: 'A collection in the singular next to plural ones has to be looked up each time.',
    source: NAMING,
    fix: 'Name collections in the plural: /orders/{id}.',
    check: ({ paths }) => singularCollections(paths),
  },
  {
    id: 'api.path_case',
    severity: 'warn',
    confidence: 'proved',
    why: 'Paths are written in more than one case, so nobody can guess the next one.',
    source: NAMING,
    fix: 'Choose one case for the words of a path, kebab-case most often, and give the others an alias until the next version.',
    check: ({ paths, root }) => {
      const segments = new Set(paths.flatMap(({ path }) => literals(path)));
      return mixedCase([...segments], 'paths', `${root.pointer}/paths`);
    },
  },
  {
    id: 'api.parameter_case',
    severity: 'info',
    confidence: 'proved',
    why: 'Query parameters are written in more than one case, so nobody can guess the next one.',
    source: NAMING,
    fix: 'Choose one case for query parameters, the one of the JSON fields.',
    check: ({ operations, root }) => {
      const query = operations.flatMap(({ parameters }) =>
        parameters.filter((one) => one.in === 'query'),
      );
      return mixedCase(
        [...new Set(query.map(({ name }) => name))],
        'query parameters',
        `${root.pointer}/paths`,
      );
    },
  },
  {
    id: 'api.path_nesting',
    severity: 'info',
    confidence: 'proved',
    why: 'Four ids in one path: whoever has the last one must still find the other three, and moving a thing changes its address.',
    source: NAMING,
    fix: 'Give what has an id of its own a path at the top, and keep the nested path for listing.',
    check: ({ paths }) =>
      paths
        .filter(({ path }) => segmentsOf(path).filter(({ isParameter }) => isParameter).length > 3)
        .map(({ path, node }) => ({ where: path, at: node.pointer })),
  },
];

/** "getOrders", "create-user", "/delete". Actions that are no plain create, read, update or delete are accepted. */
function isVerb(segment: string): boolean {
  const [first = '', second] = wordsOf(segment);
  if (second === undefined) return /^(get|create|delete|fetch|retrieve|insert)$/.test(first);
  return CRUD.test(first) && !NOUNS.test(second);
}

const CRUD = /^(get|list|fetch|retrieve|create|add|insert|update|delete|remove|find|modify|edit)$/;

/** "remove-token" is a token, "add-ons" are things. */
const NOUNS = /^(ons?|tokens?|requests?|jobs?|events?|logs?|history|started|reports?|ids?)$/;

/** A word before an id in the singular, where other collections are in the plural: else it is a style. */
function singularCollections(paths: OpenApi['paths']): readonly Hit[] {
  const collections = new Map<string, Hit>();
  for (const { path, node } of paths) {
    const segments = segmentsOf(path);
    segments.forEach(({ text, isParameter }, index) => {
      const isCollection =
        !isParameter && segments[index + 1]?.isParameter === true && !isVersion(text);
      if (isCollection && !collections.has(text))
        collections.set(text, { where: path, at: node.pointer, detail: `"${text}"` });
    });
  }
  const singular = [...collections].filter(([name]) => !readsAsPlural(name) && !isVerb(name));
  return singular.length * 2 < collections.size ? singular.map(([, hit]) => hit) : [];
}

function literals(path: string): readonly string[] {
  return segmentsOf(path).flatMap(({ text, isParameter }) => (isParameter ? [] : [text]));
}

function mixedCase(names: readonly string[], where: string, at: string): readonly Hit[] {
  const [main, ...others] = countCases(names);
  if (main === undefined || others.length === 0) return [];
  const told = others.map(
    ([style, odd]) => `${odd.length} in ${style} (${odd.slice(0, 3).join(', ')})`,
  );
  return [{ where, at, detail: `${main[1].length} in ${main[0]}, ${told.join(', ')}` }];
}
