import type { AlterTableCmd, Constraint, DropStmt, Node } from 'libpg-query';
import { dropsBeyond } from '../load/targets.ts';
import { dottedName, objectsIn } from '../sql/tree.ts';
import type { MigrationRule } from './rules.ts';

/** One thing that a statement does to a table, and the rule it offends. */
export interface Change {
  readonly rule: MigrationRule;
  readonly columns: readonly string[];
  /** What is done, a clause: "adds the NOT NULL column x". */
  readonly does: string;
  readonly constraint?: string | undefined;
  /** Set when the statement may name several tables, or several indexes. */
  readonly table?: string | undefined;
  readonly index?: string | undefined;
}

/** Changes that offend whatever the engine measures. Rewrites are told from the measurement, not from here. */
export function* readChanges(node: Node): Generator<Change> {
  if ('IndexStmt' in node && node.IndexStmt.concurrent !== true) {
    const columns = (node.IndexStmt.indexParams ?? []).flatMap((param) =>
      'IndexElem' in param ? (param.IndexElem.name ?? []) : [],
    );
    yield {
      rule: 'mig.index_concurrently',
      columns,
      does: `builds the index ${node.IndexStmt.idxname ?? ''} while writes wait`,
    };
  }
  if ('RenameStmt' in node) {
    const { subname, newname, relation } = node.RenameStmt;
    const renamed =
      subname === undefined || subname === '' ? `the table ${relation?.relname}` : subname;
    yield {
      rule: 'mig.rename',
      columns: subname ? [subname] : [],
      does: `renames ${renamed} to ${newname}`,
    };
  }
  if ('DropStmt' in node && !dropsBeyond(node)) yield* readDrop(node.DropStmt);
  if ('AlterTableStmt' in node) {
    for (const command of node.AlterTableStmt.cmds ?? []) {
      if ('AlterTableCmd' in command) yield* readCommand(command.AlterTableCmd);
    }
  }
}

function* readDrop({ objects, removeType, behavior, concurrent }: DropStmt): Generator<Change> {
  for (const object of objects ?? []) {
    const name = dottedName('List' in object ? object.List.items : []).at(-1) ?? '';
    if (removeType === 'OBJECT_TABLE') {
      yield { rule: 'mig.drop', columns: [], table: name, does: `drops the table ${name}` };
    } else if (removeType === 'OBJECT_INDEX' && concurrent !== true) {
      const does = `drops the index ${name} while reads and writes wait`;
      yield { rule: 'mig.index_concurrently', columns: [], index: name, does };
    }
  }
  if (behavior === 'DROP_CASCADE')
    yield { rule: 'mig.truncate_cascade', columns: [], does: 'drops with CASCADE' };
}

function* readCommand(command: AlterTableCmd): Generator<Change> {
  const { name = '', def, behavior } = command;
  const subtype: string = command.subtype ?? '';
  switch (subtype) {
    case 'AT_SetNotNull':
      yield { rule: 'mig.set_not_null', columns: [name], does: `sets ${name} NOT NULL` };
      break;
    case 'AT_DropColumn':
      yield { rule: 'mig.drop', columns: [name], does: `drops the column ${name}` };
      if (behavior === 'DROP_CASCADE')
        yield { rule: 'mig.truncate_cascade', columns: [name], does: `drops ${name} with CASCADE` };
      break;
    case 'AT_DetachPartition':
      if (!detachesConcurrently(def))
        yield { rule: 'mig.partition_detach', columns: [], does: 'detaches a partition' };
      break;
    case 'AT_AddConstraint':
      if (def !== undefined && 'Constraint' in def) yield* readConstraint(def.Constraint);
      break;
    case 'AT_AddColumn':
      if (def !== undefined && 'ColumnDef' in def)
        yield* readColumn(def.ColumnDef.colname ?? '', def.ColumnDef.constraints ?? []);
      break;
    default:
  }
}

function detachesConcurrently(def: Node | undefined): boolean {
  return objectsIn(def).some((part) => part['concurrent'] === true);
}

function* readConstraint(constraint: Constraint): Generator<Change> {
  const { contype, conname, skip_validation: notValid, indexname } = constraint;
  const columns = [...dottedName(constraint.keys), ...dottedName(constraint.fk_attrs)];
  const base = { columns, constraint: conname };
  const named = conname === undefined ? '' : ` ${conname}`;
  if (contype === 'CONSTR_FOREIGN' && notValid !== true)
    yield {
      ...base,
      rule: 'mig.constraint_not_valid',
      does: `adds the foreign key${named} and checks every row`,
    };
  if (contype === 'CONSTR_CHECK' && notValid !== true)
    yield {
      ...base,
      rule: 'mig.constraint_not_valid',
      does: `adds the check${named} and checks every row`,
    };
  if (contype === 'CONSTR_UNIQUE' && !indexname)
    yield { ...base, rule: 'mig.unique_direct', does: `adds the unique constraint${named}` };
  if (contype === 'CONSTR_PRIMARY' && !indexname)
    yield { ...base, rule: 'mig.pk_direct', does: 'adds the primary key' };
  if (contype === 'CONSTR_EXCLUSION')
    yield { ...base, rule: 'mig.exclusion', does: `adds the exclusion constraint${named}` };
}

function* readColumn(name: string, constraints: readonly Node[]): Generator<Change> {
  const kinds = constraints.flatMap((part) =>
    'Constraint' in part ? (part.Constraint.contype ?? []) : [],
  );
  const filled = kinds.some((kind) =>
    ['CONSTR_DEFAULT', 'CONSTR_IDENTITY', 'CONSTR_GENERATED'].includes(kind),
  );
  if (kinds.includes('CONSTR_NOTNULL') && !filled)
    yield {
      rule: 'mig.add_required_column',
      columns: [name],
      does: `adds ${name}, NOT NULL without a default`,
    };
  if (kinds.includes('CONSTR_UNIQUE'))
    yield {
      rule: 'mig.unique_direct',
      columns: [name],
      does: `adds ${name} with a unique constraint`,
    };
  if (kinds.includes('CONSTR_PRIMARY'))
    yield { rule: 'mig.pk_direct', columns: [name], does: `adds ${name} as the primary key` };
}
