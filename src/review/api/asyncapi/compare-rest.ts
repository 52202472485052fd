import type { Change } from '../changes/change.ts';
import { differences, type Diff } from '../changes/differ.ts';
import { tellDifference } from '../changes/tell-difference.ts';
import { escapeKey, text, type DocNode } from '../document/node.ts';
import { placeOf } from '../document/place.ts';

/** What no rule of ours knows is told as it stands. */
export function compareRest(before: DocNode, after: DocNode): readonly Change[] {
  const [old, now] = [before, after].map((root) => text(root, 'asyncapi') ?? '');
  if (old?.[0] !== now?.[0]) {
    const what = `AsyncAPI ${old} → ${now}: beside channels and messages nothing was compared`;
    return [
      { effect: 'unclassified', where: 'the document', what, at: '#/asyncapi', isGone: false },
    ];
  }
  return differences(before.value, after.value, false).flatMap((diff) => {
    const pointer = `#/${diff.path.map((key) => escapeKey(String(key))).join('/')}`;
    if (diff.action === 'test' || JUDGED.some((pattern) => pattern.test(pointer))) return [];
    return [
      {
        effect: effectOf(diff, pointer),
        where: placeOf(pointer),
        what: tellDifference(diff, before.value),
        at: pointer,
        isGone: diff.action === 'remove',
      },
    ];
  });
}

/** Parts of an exchange, and of schemas, which are judged where a message uses them. */
const JUDGED = [
  /^#\/(asyncapi|info\/version|defaultContentType)$/,
  /^#\/components\/schemas\//,
  /^#\/(components\/)?(channels|operations|messages)\/[^/]+$/,
  /^#\/(components\/)?channels\/[^/]+\/(address|publish|subscribe|messages)(\/[^/]+)?$/,
  /^#\/(components\/)?operations\/[^/]+\/(action|channel|messages|reply)(\/|$)/,
  /^#\/(?!servers\/).+\/(payload|headers|contentType|schemaFormat|oneOf|\$ref)(\/|$)/,
];

/** Where it is reached concerns everybody who connects; what it means depends on what they use. */
function effectOf({ action }: Diff, pointer: string): Change['effect'] {
  if (WORDS.test(pointer)) return 'annotation';
  if (!REACHED.test(pointer)) return 'unclassified';
  return action === 'add' ? 'non-breaking' : 'dangerous';
}

const WORDS =
  /\/(title|summary|description|examples|tags|externalDocs|contact|license|operationId|messageId|name)(\/|$)/;
const REACHED = /^#\/servers\/[^/]+(\/(url|host|pathname|protocol|protocolVersion))?$/;
