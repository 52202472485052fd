import {
  buildASTSchema,
  GraphQLError,
  parse,
  validateSchema,
  type DocumentNode,
  type GraphQLSchema,
} from 'graphql';
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

/** What makes the schema invalid, and directives that it does not define: a gateway's or a framework's. */
export function validateDocument(document: DocumentNode): {
  readonly invalid: readonly Hit[];
  readonly foreign: readonly string[];
} {
  const errors = validateSDL(document);
  const built = buildSchemaOf(document);
  const all = errors.length > 0 || built === null ? errors : validateSchema(built);
  const foreign = all.flatMap(
    ({ message }) => /^Unknown directive "@(\w+)"/.exec(message)?.[1] ?? [],
  );
  const invalid = all.filter(({ message }) => !message.startsWith('Unknown directive')).map(toHit);
  return { invalid, foreign: [...new Set(foreign)] };
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
