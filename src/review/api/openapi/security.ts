import { at, child, exists, fields, items, text, type DocNode } from '../document/node.ts';
import type { Resolve } from './resolve.ts';

/** How callers prove who they are. */
export interface SecurityScheme {
  readonly name: string;
  readonly node: DocNode;
  readonly type: (typeof knownTypes)[number] | 'other';
  /** Of an API key: where it travels. */
  readonly in: string;
  /** Of OAuth 2: "implicit", "authorizationCode". */
  readonly flows: readonly string[];
}

/** What an operation asks of its callers. `undeclared`: nothing is said, which is not the same as `public`. */
export type Access = 'undeclared' | 'public' | 'optional' | 'required';

export function accessOf(operation: DocNode, root: DocNode): Access {
  const own = child(operation, 'security');
  const effective = exists(own) ? own : child(root, 'security');
  if (!exists(effective)) return 'undeclared';
  const alternatives = items(effective);
  if (alternatives.length === 0) return exists(own) ? 'public' : 'undeclared';
  return alternatives.some((alternative) => fields(alternative).length === 0)
    ? 'optional'
    : 'required';
}

export function securityOf(
  root: DocNode,
  resolve: Resolve,
  isSwagger: boolean,
): readonly SecurityScheme[] {
  const named = isSwagger
    ? child(root, 'securityDefinitions')
    : at(root, 'components', 'securitySchemes');
  return fields(named).map(([name, raw]) => {
    const node = resolve(raw);
    const flows = isSwagger
      ? [text(node, 'flow') ?? '']
      : fields(child(node, 'flows')).map(([flow]) => flow);
    return { name, node, type: typeOf(node), in: text(node, 'in') ?? '', flows };
  });
}

function typeOf(node: DocNode): SecurityScheme['type'] {
  const type = text(node, 'type');
  const scheme = type === 'http' ? text(node, 'scheme')?.toLowerCase() : type;
  return knownTypes.find((known) => known === scheme) ?? 'other';
}

const knownTypes = ['basic', 'bearer', 'apiKey', 'oauth2', 'openIdConnect', 'mutualTLS'] as const;
