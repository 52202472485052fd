import {
  buildASTSchema,
  GraphQLError,
  Kind,
  KnownDirectivesRule,
  KnownTypeNamesRule,
  parse,
  specifiedDirectives,
  validateSchema,
  type ASTNode,
  type DirectiveDefinitionNode,
  type DocumentNode,
  type GraphQLSchema,
  type NameNode,
} from 'graphql';
import { specifiedSDLRules } from 'graphql/validation/specifiedRules.js';
import { validateSDL } from 'graphql/validation/validate.js';
import { toError } from '../../../lib/errors.ts';
import type { Hit } from '../rule.ts';

/** Enough for GitHub's schema (600,000); a limit, since each token is an object. */
const MAX_TOKENS = 2_000_000;

/** The document, or the sentence that says why it is none. */
export function parseSdl(text: string): DocumentNode | string {
  try {
    return parse(text, { maxTokens: MAX_TOKENS });
  } catch (thrown) {
    if (thrown instanceof RangeError) return 'It is nested too deeply to be read.';
    const line = thrown instanceof GraphQLError ? thrown.locations?.[0]?.line : undefined;
    const where = line === undefined ? '' : ` in line ${line}`;
    return `It cannot be read as GraphQL SDL${where}: ${toError(thrown).message.replace(/^Syntax Error: |\.$/g, '')}.`;
  }
}

/**
 * What makes the schema invalid; apart from that the types that it names and does not define, and directives that it
 * does not define, which are a gateway's or a framework's.
 */
export function validateDocument(document: DocumentNode): {
  readonly invalid: readonly Hit[];
  readonly undefinedTypes: readonly Hit[];
  readonly foreign: readonly string[];
} {
  const rules = specifiedSDLRules.filter(
    (rule) => rule !== KnownTypeNamesRule && rule !== KnownDirectivesRule,
  );
  const errors = validateSDL(document, null, rules);
  const undefinedTypes = validateSDL(document, null, [KnownTypeNamesRule]);
  const directives = validateSDL(document, null, [KnownDirectivesRule]);
  const known = new Set([...specifiedDirectives, ...definedIn(document)].map(nameOf));
  const foreign = directives.flatMap(({ nodes }) => unknownIn(nodes ?? [], known));
  const misplaced = directives.filter(({ nodes }) => unknownIn(nodes ?? [], known).length === 0);
  const built = buildSchemaOf(document);
  const isSound = [errors, undefinedTypes, directives].every(({ length }) => length === 0);
  const more = isSound && built !== null ? validateSchema(built) : [];
  return {
    invalid: [...errors, ...misplaced, ...more].map(toHit),
    undefinedTypes: undefinedTypes.map(toHit),
    foreign: [...new Set(foreign)],
  };
}

function definedIn({ definitions }: DocumentNode): readonly DirectiveDefinitionNode[] {
  return definitions.filter((one) => one.kind === Kind.DIRECTIVE_DEFINITION);
}

function nameOf({ name }: { readonly name: string | NameNode }): string {
  return typeof name === 'string' ? name : name.value;
}

function unknownIn(nodes: readonly ASTNode[], known: ReadonlySet<string>): readonly string[] {
  return nodes.flatMap((node) =>
    node.kind === Kind.DIRECTIVE && !known.has(node.name.value) ? [node.name.value] : [],
  );
}

/** The schema, also of a document that is not valid throughout; null where nothing can be made of it. */
export function buildSchemaOf(document: DocumentNode): GraphQLSchema | null {
  try {
    return buildASTSchema(document, { assumeValid: true, assumeValidSDL: true });
  } catch {
    return null;
  }
}

function toHit({ message, locations }: GraphQLError): Hit {
  const name = /"([^"]+)"/.exec(message)?.[1] ?? 'the schema';
  return { where: name, at: locations?.[0]?.line ?? 1, detail: message.replace(/\.$/, '') };
}
