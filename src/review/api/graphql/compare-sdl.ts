import { findBreakingChanges, findDangerousChanges, type DocumentNode } from 'graphql';
import type { Change } from '../changes/change.ts';
import { buildSchemaOf } from './parse-sdl.ts';
import type { Sdl } from './sdl.ts';

/** What breaks or may break between two schemas; null where one of them is too broken to be compared. */
export function compareSdl(before: DocumentNode, after: Sdl): readonly Change[] | null {
  const [old, now] = [buildSchemaOf(before), buildSchemaOf(after.document)];
  if (old === null || now === null) return null;
  return [
    ...findBreakingChanges(old, now).map(({ description }) =>
      toChange('breaking', description, after),
    ),
    ...findDangerousChanges(old, now).map(({ description }) =>
      toChange('dangerous', description, after),
    ),
  ];
}

/** The description begins with what it is about: "Order.total was removed." */
function toChange(effect: 'breaking' | 'dangerous', description: string, { types }: Sdl): Change {
  const [where = 'the schema', type = '', field] =
    /([A-Z_a-z]\w*)(?:\.(\w+))?/.exec(nameIn(description)) ?? [];
  const owner = types.get(type);
  const found =
    owner?.fields.find(({ name }) => name === field) ??
    owner?.values.find(({ name }) => name === field);
  const what = description.replace(/\.$/, '');
  return {
    effect,
    where,
    what,
    at: found?.line ?? owner?.line ?? 1,
    isGone: owner === undefined || (field !== undefined && found === undefined),
  };
}

/** The first word that is a name: of a field, of a type, or in quotes. */
function nameIn(description: string): string {
  const [, member, holder] =
    /^(\w+) was (?:added to|removed from) \w+ type (\w+)/.exec(description) ?? [];
  if (member !== undefined && holder !== undefined) return `${holder}.${member}`;
  return /\b\w+\.\w+\b|"(\w+)"/.exec(description)?.[0] ?? description.split(' ')[0] ?? '';
}
