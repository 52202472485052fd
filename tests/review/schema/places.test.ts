import { beforeAll, expect, test } from '@jest/globals';
import { readScript } from '../../../src/review/schema/load/read-script.ts';
import { placesOf } from '../../../src/review/schema/script/places.ts';
import { loadParser } from '../../../src/review/schema/sql/parse.ts';

beforeAll(loadParser);

test('a policy and a constraint are found in their own table, whatever else is called so', () => {
  const text = ['a', 'b']
    .map(
      (table) =>
        `create table ${table} (id int, constraint positive check (id > 0));\ncreate policy own on ${table} using (true);`,
    )
    .join('\n');
  const places = placesOf(readScript([{ name: 'a.sql', text }]).statements);
  const object = { schema: 'public', table: 'a' };
  expect(places.of({ ...object, policy: 'own' })?.line).toBe(2);
  expect(places.of({ ...object, constraint: 'positive' })?.line).toBe(1);
});
