import type { ApiFinding, ApiReview, ContractKind } from '../../review/api/api-review.ts';
import { detectContract } from '../../review/api/detect.ts';
import type { ReviewApi } from '../../review/api/review-api.ts';
import type { Block, BlockResult, CheckBlock } from './block-check.ts';
import { fenced } from './executed.ts';

/** Reads and lints a contract of an answer. What only a linter dislikes is told; what is wrong goes back. */
export function createContractCheck(review: ReviewApi): CheckBlock {
  return async (block, signal) => {
    const format = formatOf(block);
    if (format === null) return null;
    const contract = { name: `contract.${block.language}`, text: withSyntax(block.text, format) };
    const reviewed = await review({ contract, previous: null, format }, { signal });
    return judge(block, reviewed, format);
  };
}

/** A GraphQL query, or a part of a document without its head, is no contract. */
function formatOf({ language, text }: Block): ContractKind | null {
  if (language.startsWith('proto')) return 'protobuf';
  return detectContract(text, language === 'graphql' || language === 'gql' ? '' : `x.${language}`);
}

/** An example of a message seldom begins with its syntax; without it the oldest is taken. Lines stay what they are. */
function withSyntax(text: string, format: ContractKind): string {
  const isBare = format === 'protobuf' && !/^\s*(?:syntax|edition)\s*=/m.test(text);
  return isBare ? `syntax = "proto3"; ${text}` : text;
}

function judge(block: Block, review: ApiReview, format: ContractKind): BlockResult {
  const source = fenced(block.text, block.language);
  const by = `${format} reader`;
  if (review.status === 'aborted') {
    const why = review.reason ?? 'it could not be read';
    const verdict = review.at_fault === 'reviewer' ? 'unverified' : 'failed';
    return { verdict, by, summary: why, details: `${why}\n\n${source}` };
  }
  const wrong = review.findings.filter(isWrong);
  const lines = review.findings.map(
    ({ id, where, line, why, detail }) => `- ${where} (line ${line}): ${detail || why} (\`${id}\`)`,
  );
  const details = `${lines.slice(0, MOST_LINES).join('\n')}\n\n${source}`;
  const [first] = wrong;
  if (first === undefined) {
    const count = review.findings.length;
    const said = count === 0 ? 'nothing to remark' : `${count} remark${count === 1 ? '' : 's'}`;
    return { verdict: 'passed', by, summary: `read and linted, ${said}`, details };
  }
  const more = wrong.length === 1 ? '' : ` and ${wrong.length - 1} more`;
  const summary = `line ${first.line}: ${first.detail || first.why}${more}`;
  return { verdict: 'failed', by, summary, details };
}

/** Invalid, as opposed to poor. What an example leans on without showing it is missing, not wrong: it is no part of it. */
function isWrong({ id, severity, confidence }: ApiFinding): boolean {
  return severity === 'error' && confidence === 'proved' && invalid.has(id);
}

const invalid: ReadonlySet<string> = new Set(
  [
    'spec_invalid',
    'graphql_invalid',
    'path_twice',
    'operation_id_twice',
    'parameter_twice',
    'required_undefined',
    'security_undefined',
    'scope_undefined',
    'array_items',
    'schema_type',
    'enum_type',
    'path_parameter',
    'example_schema',
  ].map((name) => `api.${name}`),
);

const MOST_LINES = 20;
