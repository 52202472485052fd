import type { Node } from 'libpg-query';
import { indexOfByte } from '../sql/bytes.ts';
import { dottedName, objectsIn } from '../sql/tree.ts';
import { isOnlyIfMissing } from '../load/targets.ts';
import type { Place, ScriptStatement } from '../load/script.ts';
import type { ObjectRef } from '../review.ts';

/** Where each object was made: the line that a finding points at. */
export interface Places {
  of(object: ObjectRef): Place | null;
}

export function placesOf(statements: readonly ScriptStatement[]): Places {
  const places = new Map<string, Place>();
  for (const statement of statements) {
    const keeps = isOnlyIfMissing(statement.node);
    // What is made a second time was dropped or renamed in between: the newer one is there.
    for (const [key, place] of madeBy(statement)) {
      if (!keeps || !places.has(key)) places.set(key, place);
    }
  }
  return {
    of({ table, columns = [], index, constraint, function: routine, type, view, policy }) {
      const keys = [
        index === undefined ? '' : `index ${index}`,
        constraint === undefined ? '' : `constraint ${table}.${constraint}`,
        policy === undefined ? '' : `policy ${table}.${policy}`,
        `column ${table}.${columns[0]}`,
        routine === undefined ? '' : `function ${routine}`,
        `table ${view ?? table}`,
        type === undefined ? '' : `type ${type}`,
      ];
      return keys.map((key) => places.get(key)).find((place) => place !== undefined) ?? null;
    },
  };
}

function* madeBy(statement: ScriptStatement): Generator<readonly [string, Place]> {
  const { node, place } = statement;
  if ('CreateStmt' in node) {
    const table = node.CreateStmt.relation?.relname ?? '';
    yield [`table ${table}`, place];
    yield* partsOf(node.CreateStmt.tableElts ?? [], table, statement);
  }
  if ('AlterTableStmt' in node) {
    const table = node.AlterTableStmt.relation?.relname ?? '';
    for (const command of node.AlterTableStmt.cmds ?? []) {
      const def = 'AlterTableCmd' in command ? command.AlterTableCmd.def : undefined;
      if (def !== undefined) yield* partsOf([def], table, statement);
    }
  }
  if ('IndexStmt' in node) yield [`index ${node.IndexStmt.idxname}`, place];
  if ('ViewStmt' in node) yield [`table ${node.ViewStmt.view?.relname}`, place];
  if ('CreatePolicyStmt' in node) {
    const { table, policy_name: name } = node.CreatePolicyStmt;
    yield [`policy ${table?.relname}.${name}`, place];
  }
  if ('CreateFunctionStmt' in node)
    yield [`function ${dottedName(node.CreateFunctionStmt.funcname).at(-1)}`, place];
  if ('CreateEnumStmt' in node)
    yield [`type ${dottedName(node.CreateEnumStmt.typeName).at(-1)}`, place];
}

function* partsOf(
  elements: readonly Node[],
  table: string,
  statement: ScriptStatement,
): Generator<readonly [string, Place]> {
  for (const element of elements) {
    if ('ColumnDef' in element) {
      const here = inside(statement, element.ColumnDef.location);
      yield [`column ${table}.${element.ColumnDef.colname}`, here];
      for (const { conname, contype } of objectsIn(element.ColumnDef.constraints)) {
        if (contype !== undefined && typeof conname === 'string')
          yield [`constraint ${table}.${conname}`, here];
      }
    }
    if ('Constraint' in element && element.Constraint.conname !== undefined) {
      yield [
        `constraint ${table}.${element.Constraint.conname}`,
        inside(statement, element.Constraint.location),
      ];
    }
  }
}

function inside({ text, place, lineAt }: ScriptStatement, byte = 0): Place {
  return { ...place, line: lineAt(indexOfByte(text, byte)) };
}
