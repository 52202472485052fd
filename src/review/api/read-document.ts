import { changeFindings, groupChanges, type Change } from './changes/change.ts';
import { compareDocuments } from './changes/compare-documents.ts';
import type { Reading } from './documents.ts';
import { child, fields, rootOf, text as textAt, at } from './document/node.ts';
import { referencesOutside } from './document/outside.ts';
import { parseDocument, type ParsedDocument } from './document/parse.ts';
import { asyncApiRules } from './asyncapi/rules.ts';
import { openApiRules } from './openapi-rules/all.ts';
import { readOpenApi } from './openapi/contract.ts';
import { lintWithRedocly } from './redocly/lint.ts';
import { redoclyRules } from './redocly/rules.ts';
import { applyRules } from './rule.ts';

/** OpenAPI 3.x and Swagger 2. */
export async function readOpenApiText(
  text: string,
  previous: string | null,
): Promise<Reading | string> {
  return readDocument(text, previous, (document) => {
    const contract = readOpenApi(document.value);
    const counts = {
      paths: contract.paths.length,
      operations: contract.operations.length,
      schemas: contract.schemas.length,
    };
    return {
      version: contract.version,
      counts,
      findings: applyRules(openApiRules, contract, document.lineOf),
      rulesRun: openApiRules.map(({ id }) => id),
    };
  });
}

/** AsyncAPI 2 and 3. */
export async function readAsyncApiText(
  text: string,
  previous: string | null,
): Promise<Reading | string> {
  return readDocument(text, previous, (document) => {
    const root = rootOf(document.value);
    const counted = (...keys: readonly string[]): number => fields(at(root, ...keys)).length;
    return {
      version: textAt(root, 'asyncapi') ?? '',
      counts: {
        channels: counted('channels'),
        operations: counted('operations'),
        messages: counted('components', 'messages'),
      },
      findings: applyRules(asyncApiRules, root, document.lineOf),
      rulesRun: asyncApiRules.map(({ id }) => id),
    };
  });
}

type Own = Pick<Reading, 'version' | 'counts' | 'findings' | 'rulesRun'>;

async function readDocument(
  text: string,
  previous: string | null,
  read: (document: ParsedDocument) => Own,
): Promise<Reading | string> {
  const document = parseDocument(text);
  if (typeof document === 'string') return document;
  const before = previous === null ? null : parseDocument(previous);
  const changes = compared(before, document);
  const own = read(document);
  const linted = await lintWithRedocly(document);
  const title = textAt(child(rootOf(document.value), 'info'), 'title') ?? '';
  return {
    ...own,
    title,
    incomplete: linted.gaveUp,
    findings: [
      ...changeFindings(changes ?? [], document.lineOf),
      ...own.findings,
      ...linted.findings,
    ],
    changes: changes === null ? null : [...groupChanges(changes, document.lineOf)],
    rulesRun: [...own.rulesRun, ...Object.values(redoclyRules).map(({ id }) => id)],
    notLookedAt: outside(document),
    notCompared: previous !== null && changes === null ? whyNotCompared(before) : null,
  };
}

function compared(
  before: ParsedDocument | string | null,
  after: ParsedDocument,
): readonly Change[] | null {
  if (before === null || typeof before === 'string') return null;
  return compareDocuments(before.value, after.value);
}

function whyNotCompared(before: ParsedDocument | string | null): string {
  return typeof before === 'string' ? before : 'It is a contract of another kind.';
}

function outside(document: ParsedDocument): readonly string[] {
  const references = referencesOutside(document.value);
  const [first] = references;
  if (first === undefined) return [];
  const what =
    references.length === 1 ? 'A reference leads' : `${references.length} references lead`;
  return [
    `${what} out of the document (${first.slice(0, 100)}${references.length > 1 ? ', …' : ''}); nothing outside is ever read. Bundle it into one file to have it reviewed.`,
  ];
}
