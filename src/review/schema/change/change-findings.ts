import type { Draft } from '../fixes/draft-findings.ts';
import type { Loaded } from '../load/loaded.ts';
import { migrationDrafts } from '../migration/drafts.ts';
import { migrationRule } from '../migration/rules.ts';
import type { SchemaChange, SchemaFinding } from '../review.ts';
import { placesOf, type Places } from '../script/places.ts';
import { writeFinding } from '../script/write-finding.ts';
import type { Difference } from './compare.ts';
import type { Executed } from './execute-change.ts';

/** Findings on the change between two versions, at the places where its objects stand in them. */
export function changeFindings(
  { loaded, script, change, found }: Executed,
  versions: { readonly old: Loaded; readonly now: Loaded; readonly oldName: string },
): readonly SchemaFinding[] {
  const places = eitherPlaces(versions);
  const drafts = migrationDrafts(loaded, script).filter(
    // The steps are ours, and so is the script: it is posted with a lock_timeout.
    ({ draft }) => draft.check.id !== 'mig.lock_timeout',
  );
  return [
    ...drafts.map(({ draft: { check, hit }, tried }) => {
      const { line: _, file: __, ...placeless } = hit;
      return writeFinding({ check, hit: placeless }, tried, places);
    }),
    ...found.flatMap(goneBesideTables).map((each) => writeFinding(each, { kind: 'none' }, places)),
    ...change.renames.map((each) => writeFinding(ambiguous(each), { kind: 'none' }, places)),
  ];
}

/** In the new version, or where it stood in the old one. */
function eitherPlaces({
  old,
  now,
  oldName,
}: {
  readonly old: Loaded;
  readonly now: Loaded;
  readonly oldName: string;
}): Places {
  const [there, here] = [placesOf(old.applied), placesOf(now.applied)];
  return {
    of(object) {
      const found = here.of(object);
      if (found !== null) return found;
      const gone = there.of(object);
      return gone === null ? null : { file: oldName, ...gone };
    },
  };
}

/** Views, functions and values of enums: no table is locked for them, but code that knows them fails. */
function goneBesideTables(difference: Difference): Draft[] {
  const gone = difference.kind === 'other dropped' && difference.other.kind !== 'sequence';
  const lost = difference.kind === 'enum changed' ? difference.lost : [];
  if (!gone && lost.length === 0) return [];
  if (!('other' in difference)) return [];
  const { kind, name } = difference.other;
  const [schema = '', bare = ''] = name.replaceAll('"', '').split('.');
  const object =
    kind === 'view'
      ? { view: bare }
      : kind === 'function'
        ? { function: bare.replace(/\(.*/s, '') }
        : { type: bare };
  const what = gone
    ? `The ${kind} ${name} is dropped`
    : `The enum ${name} loses ${lost.join(', ')}`;
  const hit = { object: { schema, ...object }, why: `${what}.`, row: { ddl: difference.ddl } };
  return [{ check: migrationRule('mig.drop'), hit }];
}

function ambiguous({ from, to, why, ddl }: SchemaChange['renames'][number]): Draft {
  const [schema = '', table = '', column] = from.split('.');
  return {
    check: { ...migrationRule('mig.rename'), confidence: 'heuristic' },
    hit: {
      object: { schema, table, ...(column === undefined ? {} : { columns: [column] }) },
      why: `${why} If ${from} became ${to}, rename it instead: ${ddl}.`,
      row: { from, to, rename: ddl },
    },
  };
}
