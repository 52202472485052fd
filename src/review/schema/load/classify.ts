import type { Node } from 'libpg-query';
import { dottedName, isFields, objectsIn } from '../sql/tree.ts';
import { kindOf } from '../sql/parse.ts';
import { extensionModule } from '../engine/extensions.ts';

/** What is done with a statement. Decided on the parse tree: text can lie about what it is. */
export type Deed =
  | { readonly do: 'run' }
  | { readonly do: 'skip'; readonly why: string }
  | { readonly do: 'path'; readonly schemas: readonly string[] }
  | { readonly do: 'setting'; readonly name: string; readonly value: string };

export function classify(node: Node): Deed {
  const kind = kindOf(node);
  const why = skippedKinds[kind];
  if (why !== undefined) return { do: 'skip', why };
  return special(node) ?? { do: 'run' };
}

function special(node: Node): Deed | null {
  if ('SelectStmt' in node) return select(node);
  if ('VariableSetStmt' in node) {
    const { name = '', args } = node.VariableSetStmt;
    return setting(name, strings(args));
  }
  if ('CreateExtensionStmt' in node) {
    const { extname = '' } = node.CreateExtensionStmt;
    if (extname === 'plpgsql') return { do: 'skip', why: 'plpgsql is always there' };
    if (extensionModule(extname) !== null) return null;
    return { do: 'skip', why: `the extension ${extname} is not part of the engine` };
  }
  if ('DropStmt' in node && node.DropStmt.removeType === 'OBJECT_EXTENSION') {
    return { do: 'skip', why: 'extensions stay: what follows may need them' };
  }
  if ('CommentStmt' in node && node.CommentStmt.objtype === 'OBJECT_EXTENSION') {
    return { do: 'skip', why: 'a remark on an extension' };
  }
  return 'CreateFunctionStmt' in node ? foreignLanguage(node) : null;
}

/** `SELECT set_config('search_path', …)` is how pg_dump sets the path; other queries have no part in a schema. */
function select(node: Node): Deed {
  for (const { FuncCall: call } of objectsIn(node)) {
    if (isFields(call) && dottedName(call['funcname']).at(-1) === 'set_config') {
      const [name = '', ...values] = strings(call['args']);
      return setting(name, values.slice(0, 1));
    }
  }
  for (const { intoClause } of objectsIn(node)) {
    if (intoClause !== undefined) return { do: 'run' };
  }
  return { do: 'skip', why: 'a query: it changes no schema' };
}

function setting(name: string, values: readonly string[]): Deed {
  if (name === 'search_path') {
    const schemas = values.flatMap((value) => value.split(',')).map((part) => part.trim());
    return { do: 'path', schemas: schemas.filter((schema) => schema !== '') };
  }
  if (name === 'check_function_bodies') return { do: 'setting', name, value: values[0] ?? 'off' };
  return { do: 'skip', why: 'a setting that does not change what the schema is' };
}

function strings(args: unknown): readonly string[] {
  const found: string[] = [];
  for (const { sval } of objectsIn(args)) {
    if (isFields(sval)) found.push(typeof sval['sval'] === 'string' ? sval['sval'] : '');
  }
  return found;
}

const engineLanguages: ReadonlySet<string> = new Set(['sql', 'plpgsql', 'internal', 'c']);

function foreignLanguage(node: Node): Deed | null {
  for (const { DefElem: option } of objectsIn(node)) {
    if (!isFields(option) || option['defname'] !== 'language') continue;
    const language =
      objectsIn(option['arg'])
        .map((part) => part['sval'])
        .find(isText) ?? '';
    if (engineLanguages.has(language.toLowerCase())) return null;
    return { do: 'skip', why: `functions in ${language} cannot run in the engine` };
  }
  return null;
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

const rows = 'rows are not loaded: the review is of the schema';
const server = 'concerns the server, not the schema';
const replication = 'replication is not part of the engine';
const foreign = 'foreign data wrappers are not part of the engine';
const transaction = 'each statement runs by itself';

const skippedKinds: Readonly<Record<string, string>> = {
  CopyStmt: rows,
  InsertStmt: rows,
  UpdateStmt: rows,
  DeleteStmt: rows,
  MergeStmt: rows,
  TruncateStmt: rows,
  RefreshMatViewStmt: rows,
  TransactionStmt: transaction,
  LockStmt: transaction,
  ConstraintsSetStmt: transaction,
  PrepareStmt: transaction,
  ExecuteStmt: transaction,
  DeallocateStmt: transaction,
  DeclareCursorStmt: transaction,
  FetchStmt: transaction,
  ClosePortalStmt: transaction,
  DiscardStmt: transaction,
  NotifyStmt: transaction,
  ListenStmt: transaction,
  UnlistenStmt: transaction,
  ExplainStmt: 'a query: it changes no schema',
  VariableShowStmt: 'a query: it changes no schema',
  CallStmt: 'procedures are not called',
  VacuumStmt: server,
  ClusterStmt: server,
  ReindexStmt: server,
  CheckPointStmt: server,
  LoadStmt: server,
  AlterSystemStmt: server,
  CreatedbStmt: server,
  DropdbStmt: server,
  AlterDatabaseStmt: server,
  AlterDatabaseSetStmt: server,
  AlterRoleSetStmt: server,
  CreateTableSpaceStmt: server,
  DropTableSpaceStmt: server,
  AlterTableSpaceOptionsStmt: server,
  CreateEventTrigStmt: server,
  AlterEventTrigStmt: server,
  SecLabelStmt: server,
  DropRoleStmt: server,
  AlterRoleStmt: server,
  ReassignOwnedStmt: server,
  DropOwnedStmt: server,
  CreatePLangStmt: server,
  CreatePublicationStmt: replication,
  AlterPublicationStmt: replication,
  CreateSubscriptionStmt: replication,
  AlterSubscriptionStmt: replication,
  DropSubscriptionStmt: replication,
  CreateFdwStmt: foreign,
  AlterFdwStmt: foreign,
  CreateForeignServerStmt: foreign,
  AlterForeignServerStmt: foreign,
  CreateUserMappingStmt: foreign,
  AlterUserMappingStmt: foreign,
  DropUserMappingStmt: foreign,
  CreateForeignTableStmt: foreign,
  ImportForeignSchemaStmt: foreign,
};
