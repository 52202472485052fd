import { holdsDdl } from '../schema-sources.ts';
import type { BlockKind } from './block-check.ts';
import type { Fence } from './fences.ts';

/** What a closed block is to be checked as; null for a query, a shell session, plain text. */
export function kindOf({ language, text }: Pick<Fence, 'language' | 'text'>): BlockKind | null {
  if (text.trim() === '') return null;
  if (sql.has(language)) return holdsDdl(text) ? 'ddl' : null;
  if (language === 'prisma' || language === 'dbml') return 'ddl';
  if (language === 'mermaid') return 'diagram';
  if (contracts.has(language)) return 'contract';
  if (['yaml', 'yml', 'json'].includes(language) && isContract(text)) return 'contract';
  return code.has(language) ? 'code' : null;
}

/** Whether a block of this language could turn out to be one that is checked: until it is closed nobody knows. */
export function mayBeChecked(language: string): boolean {
  return (
    sql.has(language) ||
    contracts.has(language) ||
    code.has(language) ||
    ['prisma', 'dbml', 'mermaid'].includes(language)
  );
}

const sql: ReadonlySet<string> = new Set([
  'sql',
  'postgresql',
  'postgres',
  'pgsql',
  'psql',
  'plpgsql',
  'mysql',
  'sqlite',
  'tsql',
  'ddl',
]);

const contracts: ReadonlySet<string> = new Set([
  'openapi',
  'swagger',
  'asyncapi',
  'graphql',
  'gql',
  'proto',
  'protobuf',
  'proto3',
]);

const code: ReadonlySet<string> = new Set([
  'json',
  'yaml',
  'yml',
  'typescript',
  'ts',
  'tsx',
  'javascript',
  'js',
  'jsx',
  'python',
  'py',
  'java',
  'go',
  'golang',
  'php',
  'ruby',
  'rb',
  'csharp',
  'cs',
  'c#',
  'kotlin',
  'kt',
  'rust',
  'rs',
]);

function isContract(text: string): boolean {
  return /^\s*\{?\s*["']?(?:openapi|swagger|asyncapi)["']?\s*:/m.test(text);
}
