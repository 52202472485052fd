import type { Check, Hit } from '../checks/check.ts';
import type { Draft } from '../fixes/draft-findings.ts';
import type { Loaded } from '../load/loaded.ts';
import type { Failed } from '../load/script.ts';

export const failureIds = [
  'fk.dangling_target',
  'fk.type_mismatch',
  'parse.check_logic',
  'parse.syntax_error',
  'tbl.partition_pk_missing_key',
] as const;

/** A statement that fails is a finding: the script will fail there for everybody. */
export function failureDrafts(loaded: Loaded): readonly Draft[] {
  const failures = loaded.failed.map((failure) => ({
    check: ruleFor(failure),
    hit: hitFor(failure),
  }));
  const dangling = loaded.stubs
    .filter((stub) => stub.object.startsWith('table ') && !stub.why.startsWith('extended'))
    .map((stub): Draft => {
      const [schema = '', table = ''] = stub.object.slice('table '.length).split('.');
      const why = `The script leans on ${schema}.${table} and does not create it.`;
      return {
        check: rule('fk.dangling_target', 'info', excerpt),
        hit: { object: { schema, table }, why, row: { stub: true } },
      };
    });
  return [
    ...failures,
    ...new Map(dangling.map((draft) => [JSON.stringify(draft.hit.object), draft])).values(),
  ];
}

const excerpt =
  'If this is an excerpt, that is fine: it was stood in for by a stub, and nothing is said about it.';

function ruleFor({ message, sqlstate }: Failed): Check {
  if (/partition(ed|ing)/.test(message) && /unique|primary key/i.test(message)) {
    return rule(
      'tbl.partition_pk_missing_key',
      'error',
      'A key of a partitioned table has to contain the partition key.',
    );
  }
  if (
    /referenced in foreign key constraint does not exist|no unique constraint matching given keys/.test(
      message,
    )
  ) {
    return rule(
      'fk.dangling_target',
      'error',
      'A foreign key needs an existing column with a unique key to point at.',
    );
  }
  if (/foreign key constraint .* cannot be implemented/.test(message)) {
    return rule('fk.type_mismatch', 'error', 'The two sides of a foreign key must be comparable.');
  }
  const logic =
    sqlstate === '42703' || sqlstate === '42883' || sqlstate === '42804' || sqlstate === '22P02';
  if (logic)
    return rule(
      'parse.check_logic',
      'error',
      'A name, a function or a value in it does not exist or does not fit.',
    );
  const reason =
    sqlstate === stopped
      ? 'What it would have made is not reviewed.'
      : 'The script fails here as it is.';
  return rule('parse.syntax_error', 'error', reason);
}

/** It was killed by us, so PostgreSQL said nothing. */
const stopped = '57014';

function rule(id: (typeof failureIds)[number], severity: Check['severity'], reason: string): Check {
  return {
    id,
    category: 'correctness',
    severity,
    confidence: 'proved',
    reason,
    source: 'PostgreSQL itself',
    find: () => [],
  };
}

function hitFor({ message, sqlstate, line, file, relation }: Failed): Hit {
  return {
    object: relation ?? { schema: '', ...namedIn(message) },
    line,
    ...(file === undefined ? {} : { file }),
    why: sqlstate === stopped ? message : `PostgreSQL says: ${message} (${sqlstate}).`,
    row: { sqlstate, message, line },
  };
}

function namedIn(message: string): { readonly table?: string } {
  const table = /(?:relation|table) "([^"]+)"/.exec(message)?.[1];
  return table === undefined ? {} : { table };
}
