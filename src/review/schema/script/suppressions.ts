import type { Place, Source } from '../load/script.ts';
import type { ObjectRef } from '../review.ts';

/** `-- schema-review: ignore <id> <object> <reason>` in the script. */
export interface Suppression extends Place {
  readonly id: string;
  readonly object: string;
  readonly reason: string;
  readonly text: string;
}

export interface Suppressions {
  readonly inScript: readonly Suppression[];
  /** That one of these hits nothing any more is as it should be. */
  readonly elsewhere: readonly Suppression[];
}

export function suppressionsOf(given: {
  readonly sources: readonly Source[];
  readonly ignored: readonly string[];
}): Suppressions {
  return {
    inScript: readSuppressions(given.sources),
    elsewhere: readSuppressions([{ name: 'elsewhere', text: given.ignored.join('\n') }]),
  };
}

const marker = /(?:--|#|\/\/|\/\*)\s*schema-review:\s*ignore\b\s*(.*?)\s*(?:\*\/\s*)?$/;

/** All of them, whether or not they are well-formed: what silences nothing has to be told. */
function readSuppressions(sources: readonly Source[]): readonly Suppression[] {
  return sources.flatMap(({ name, text }) =>
    text.split('\n').flatMap((line, at) => {
      const said = marker.exec(line.trimEnd())?.[1];
      if (said === undefined) return [];
      const [, id = '', object = '', reason = ''] =
        /^(\S+)\s*((?:\S+\([^)]*\))|\S*)\s*(.*)$/.exec(said) ?? [];
      const file = sources.length > 1 ? { file: name } : {};
      return [{ ...file, line: at + 1, id, object, reason, text: line.trim() }];
    }),
  );
}

/** A suppression needs its reason, and an object that is exactly this one, its table, or `*`. */
export function silences(suppression: Suppression, id: string, object: ObjectRef): boolean {
  if (suppression.id !== id || suppression.reason === '') return false;
  const wanted = suppression.object.replaceAll(/[\s"]/g, '').toLowerCase();
  return wanted === '*' || namesOf(object).some((name) => name.toLowerCase() === wanted);
}

/** `public.t(a,b)`: how an object is written in reports and suppressions. */
export function writeObject(object: ObjectRef): string {
  const { schema, table, columns = [], index, function: routine, type, policy } = object;
  const named = table === undefined ? (routine ?? type ?? index ?? '') : table;
  const dotted = named === '' ? schema : `${schema}.${named}`;
  const parts = columns.length === 0 ? '' : `(${columns.join(',')})`;
  return `${dotted}${parts}${policy === undefined ? '' : ` policy ${policy}`}`;
}

function namesOf(object: ObjectRef): readonly string[] {
  const {
    schema,
    table,
    columns = [],
    index,
    constraint,
    function: routine,
    type,
    view,
    policy,
  } = object;
  const names = [index, constraint, routine, type, view, policy, table].filter(
    (name) => name !== undefined,
  );
  if (table !== undefined && columns.length > 0) {
    names.push(`${table}(${columns.join(',')})`, ...columns.map((column) => `${table}.${column}`));
  }
  return [...names, ...names.map((name) => `${schema}.${name}`)];
}
