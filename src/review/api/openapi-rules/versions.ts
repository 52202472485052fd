import { child, exists, items, text } from '../document/node.ts';
import type { Hit, Rule } from '../rule.ts';
import type { OpenApi } from '../openapi/contract.ts';
import type { Operation } from '../openapi/operation.ts';
import { isVersion, segmentsOf } from '../openapi/path-words.ts';

/** Versions, and the end of what is old. */
export const versionRules: readonly Rule<OpenApi>[] = [
  {
    id: 'api.version_missing',
    severity: 'warn',
    confidence: 'heuristic',
    why: 'No version in servers, paths, headers or media types: the first breaking change has no way to live beside what exists.',
    source: 'https://google.aip.dev/185',
    fix: 'Put a major version into the server’s path (/v1), or take it in a header; then change compatibly as long as you can.',
    check: (contract) =>
      contract.operations.length === 0 || isVersioned(contract)
        ? []
        : [{ where: 'the whole API', at: `${contract.root.pointer}/info` }],
  },
  {
    id: 'api.versions_mixed',
    severity: 'info',
    confidence: 'proved',
    why: 'Paths of several versions in one document: nobody can see which of them make up one API.',
    source: 'https://google.aip.dev/185',
    fix: 'Describe each version in a document of its own.',
    check: ({ paths, root }) => {
      const versions = [
        ...new Set(
          paths.flatMap(({ path }) =>
            segmentsOf(path)
              .map(({ text: one }) => one)
              .filter(isVersion),
          ),
        ),
      ];
      return versions.length < 2
        ? []
        : [{ where: 'paths', at: `${root.pointer}/paths`, detail: versions.toSorted().join(', ') }];
    },
  },
  {
    id: 'api.deprecated_without_end',
    severity: 'info',
    confidence: 'heuristic',
    why: 'It is deprecated and says neither until when it works nor what to use: nobody moves.',
    source: 'https://www.rfc-editor.org/rfc/rfc8594',
    fix: 'Name the successor and the date in the description, and send the Sunset and Deprecation headers.',
    check: ({ operations }) =>
      operations.filter((one) => one.isDeprecated && !saysEnd(one)).map(hit),
  },
];

function isVersioned({ root, paths, operations, isSwagger }: OpenApi): boolean {
  const bases = isSwagger
    ? [text(root, 'basePath') ?? '', text(root, 'host') ?? '']
    : items(child(root, 'servers')).map((server) => text(server, 'url') ?? '');
  const inBase = bases.some(
    (base) => base.split(/[/.]/).some(isVersion) || /\{[^}]*version[^}]*\}/i.test(base),
  );
  return inBase || paths.some(({ path }) => versionInPath(path)) || operations.some(takesVersion);
}

function versionInPath(path: string): boolean {
  return segmentsOf(path).some(
    ({ text: segment }) => isVersion(segment) || /^\{(api-?)?version\}$/i.test(segment),
  );
}

/** By a header or a parameter, or by the media type: application/vnd.acme.v1+json. */
function takesVersion({ parameters, body, responses }: Operation): boolean {
  const media = [...(body?.content ?? []), ...responses.flatMap(({ content }) => content)];
  return (
    parameters.some(({ name }) => /^(x-)?([a-z]+-)?(api-?)?version$/i.test(name)) ||
    media.some(({ mediaType }) => /[.;-]\s*(v\d+|version=)/i.test(mediaType))
  );
}

function saysEnd({ node, responses }: Operation): boolean {
  const said = `${text(node, 'description') ?? ''} ${text(node, 'summary') ?? ''}`;
  return (
    exists(child(node, 'x-sunset')) ||
    responses.some(
      ({ headers }) => headers.includes('sunset') || headers.includes('deprecation'),
    ) ||
    /\b(sunset|instead|replaced by|superseded|removed|removal|migrate|end of life|moved to|use (the )?[`[/A-Z])|\d{4}-\d{2}/i.test(
      said,
    )
  );
}

function hit({ name, node }: Operation): Hit {
  return { where: name, at: node.pointer };
}
